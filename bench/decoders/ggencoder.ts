import { createRequire } from 'node:module';
import { type DecoderResult, linesOf, secondsOf, tallying } from './result.ts';

/**
 * Arguments: feed, passes. Lines are split beforehand; splitting is not timed. One session for all lines, as its
 * documentation says: parts are joined in it. It writes to the console about what it does not like, which is not timed
 * either.
 */
interface Decoded {
  readonly valid: boolean;
  readonly aistype: number;
  readonly mmsi: string;
}
const { AisDecode }: { AisDecode: new (line: string, session: object) => Decoded } = createRequire(
  import.meta.url,
)('ggencoder');
const lines = linesOf(process.argv[2]);
const passes = Number(process.argv[3]);

const print = console.log;
console.log = () => {};
console.error = () => {};

function decodeAll(times: number, heard: (message: Decoded) => void): void {
  const session = {};
  for (let i = 0; i < times; i++) {
    for (const line of lines) {
      const message = new AisDecode(line, session);
      if (message.valid) heard(message);
    }
  }
}

let count = 0;
const coldS = await secondsOf(() => decodeAll(passes, () => count++));
const tally = tallying();
decodeAll(1, ({ aistype, mmsi }) => tally.add(aistype, Number(mmsi)));
const result: DecoderResult = { coldS, warmS: null, byType: tally.byType };
print(JSON.stringify(result));
