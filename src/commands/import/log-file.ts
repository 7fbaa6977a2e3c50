import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createLogReader, type LogReaderOptions } from './log-reader.ts';
import { type Counts, newCounts, type Report } from './report.ts';

/** A log to import, looked at but not opened. */
export interface LogFile {
  /** As it was named; `-` is stdin. */
  readonly name: string;
  /** As it is stored; null for stdin. */
  readonly bytes: number | null;
  /** First time in it; −Infinity where that is not known. Milliseconds since 1970. */
  readonly firstMs: number;
}

/** Bytes searched for a first time. */
const lookAtBytes = 1 << 20;
const isPacked = (name: string): boolean => name.endsWith('.gz');

/** What is known of a log before it is read. Rejects when it cannot be opened or is not what its name says. */
export async function lookAt(name: string, options: LogReaderOptions): Promise<LogFile> {
  if (name === '-') return { name, bytes: null, firstMs: Number.NEGATIVE_INFINITY };
  const found = await stat(name);
  if (found.isDirectory()) throw new Error('is a directory');
  const reader = createLogReader(options, newCounts());
  let looked = 0;
  for await (const chunk of unpacked(name, createReadStream(name))) {
    const [first] = reader.push(chunk);
    looked += chunk.length;
    if (first !== undefined) return { name, bytes: found.size, firstMs: first.heardMs };
    if (looked > lookAtBytes) return { name, bytes: found.size, firstMs: Number.NEGATIVE_INFINITY };
  }
  const [first] = reader.end();
  return { name, bytes: found.size, firstMs: first?.heardMs ?? Number.NEGATIVE_INFINITY };
}

export interface Reading {
  readonly options: LogReaderOptions;
  readonly counts: Counts;
  readonly stdin: Readable;
  /** Bytes as stored that were read since the last call. */
  readonly read: (bytes: number) => void;
}

/** The reports of a log, in its order, a piece of it at a time. Rejects when it cannot be read to its end, after what could be read. */
export async function* reportsOf(
  { name }: LogFile,
  reading: Reading,
  log: number,
): AsyncGenerator<readonly Report[]> {
  const reader = createLogReader(reading.options, reading.counts, log);
  const stored = name === '-' ? reading.stdin : createReadStream(name);
  for await (const chunk of unpacked(name, stored, reading.read)) {
    const reports = reader.push(chunk);
    if (reports.length > 0) yield reports;
  }
  yield reader.end();
}

async function* unpacked(
  name: string,
  stored: Readable,
  read: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      read(chunk.length);
      yield chunk;
    }
  };
  if (!isPacked(name)) {
    yield* counted(stored);
    return;
  }
  let fault: Error | null = null;
  const plain = createGunzip();
  pipeline(stored, counted, plain, (error) => {
    fault = error ?? null;
  });
  for await (const chunk of plain) yield chunk as Buffer;
  if (fault !== null) throw fault;
}
