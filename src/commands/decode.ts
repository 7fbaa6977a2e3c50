import { createReadStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { type GpsdMessage, gpsdMessage } from '../ais/gpsd.ts';
import type { Payload } from '../model/reception.ts';
import { createReader } from '../nmea/reader.ts';

const help = `havenwacht decode [--unscaled] [FILE]
AIS messages of NMEA lines, from FILE (plain, or gzip where its name ends in .gz) or from stdin, as one JSON object a
line in gpsd's dialect; with --unscaled the raw integers of ITU-R M.1371. What was refused, by cause, goes to stderr.
`;

/** Where a run reads and writes; a process gives its own. */
export interface DecodeStreams {
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable;
}

/**
 * Decodes a log or a live feed.
 * @returns exit code: 0 also when the reader of the output went away; 1 when the input cannot be read; 2 for arguments
 * that cannot be used
 */
export async function decode(
  args: readonly string[],
  { input, output, errors }: DecodeStreams = {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
  },
): Promise<number> {
  let parsed: { readonly file: string | null; readonly scaled: boolean } | null;
  try {
    parsed = readArguments(args);
  } catch (error) {
    errors.write(`havenwacht decode: ${error instanceof Error ? error.message : String(error)}\n${help}`);
    return 2;
  }
  if (parsed === null) {
    output.write(help);
    return 0;
  }
  const counts = new Map<string, number>();
  const lines = createLines(parsed.scaled, counts);
  const bytes = parsed.file === null ? input : opened(parsed.file);
  let code = 0;
  try {
    await pipeline(bytes, lines.of, output, { end: false });
  } catch (error) {
    // whoever read the output has seen enough: `| head`
    if (hasCode(error, 'EPIPE')) return 0;
    errors.write(`havenwacht decode: ${parsed.file ?? 'stdin'}: ${messageOf(error)}\n`);
    code = 1;
  }
  errors.write(`havenwacht decode: ${summary(lines.messages(), counts)}\n`);
  return code;
}

/** Null when help is asked for. Throws a sentence for what cannot be used. */
function readArguments(args: readonly string[]): { file: string | null; scaled: boolean } | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { unscaled: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return null;
  if (positionals.length > 1) throw new Error(`one FILE at a time, not also "${positionals[1]}"`);
  return { file: positionals[0] ?? null, scaled: !values.unscaled };
}

function opened(file: string): Readable {
  const stored = createReadStream(file);
  if (!file.endsWith('.gz')) return stored;
  const unpacked = createGunzip();
  // `pipe` hands on no errors
  stored.on('error', (error) => unpacked.destroy(error));
  return stored.pipe(unpacked);
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function summary(messages: number, counts: ReadonlyMap<string, number>): string {
  const causes = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([cause, n]) => `${n} ${cause}`);
  return `${messages} messages; refused: ${causes.join(', ') || 'nothing'}`;
}

/** Turns chunks of NMEA into text of JSON lines, a piece for each chunk. */
function createLines(scaled: boolean, counts: Map<string, number>) {
  let messages = 0;
  let text = '';
  const count = (cause: string): void => {
    counts.set(cause, (counts.get(cause) ?? 0) + 1);
  };
  const reader = createReader({
    payload(payload) {
      const message = gpsdMessage(payload, scaled);
      if (typeof message === 'string') {
        count(message);
        return;
      }
      messages++;
      sayHow(payload, message);
      text += `${JSON.stringify(message)}\n`;
    },
    refused: count,
    faulted: count,
    counted() {},
  });
  const taken = (): string => {
    const whole = text;
    text = '';
    return whole;
  };
  return {
    messages: () => messages,
    async *of(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
      for await (const chunk of chunks) {
        reader.push(chunk, performance.now());
        if (text !== '') yield taken();
      }
      reader.end(performance.now());
      if (text !== '') yield taken();
    },
  };
}

/** Who heard the message and when, in seconds since 1970; a logger's time without a zone does not say the latter. */
function sayHow({ station, recordedAtMs, recordedBy }: Payload, message: GpsdMessage): void {
  if (station !== null) message['station'] = station;
  if (recordedAtMs !== null && recordedBy !== 'leading-local') message['time'] = recordedAtMs / 1000;
}
