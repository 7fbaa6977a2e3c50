import { createRequire } from 'node:module';
import type { Transform } from 'node:stream';
import { type DecoderResult, linesOf, secondsOf, tallying } from './result.ts';

/**
 * Arguments: feed, passes. The package takes one line a write, without its end and without anything around it, so it is
 * given lines that were split beforehand; splitting is not timed.
 */
const AisDecoder: { default: new (options: { silent: boolean }) => Transform } = createRequire(
  import.meta.url,
)('ais-stream-decoder');
const lines = linesOf(process.argv[2]);
const passes = Number(process.argv[3]);

/** Feeds all lines and waits for the last message. */
function decodeAll(times: number, heard: (json: Buffer) => void): Promise<void> {
  const decoder = new AisDecoder.default({ silent: true });
  decoder.on('data', heard);
  for (let i = 0; i < times; i++) for (const line of lines) decoder.write(line);
  decoder.end();
  return new Promise((resolve, reject) => {
    decoder.once('end', resolve);
    decoder.once('error', reject);
  });
}

const coldS = await secondsOf(() => decodeAll(passes, () => {}));
const warmS = await secondsOf(() => decodeAll(passes, () => {}));

const tally = tallying();
await decodeAll(1, (json) => {
  const { type, mmsi } = JSON.parse(json.toString());
  tally.add(type, mmsi);
});
const result: DecoderResult = { coldS, warmS, byType: tally.byType };
console.log(JSON.stringify(result));
