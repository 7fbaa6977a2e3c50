import { createReadStream } from 'node:fs';
import { createLineSplitter } from './line-splitter.ts';
import { unseal } from './sealed-line.ts';

/** What was found in a journal file. */
export interface JournalReading<T> {
  /** False when there is no file, or its header is damaged. */
  readonly hasHeader: boolean;
  /** Of the header; null when it has none. */
  readonly epoch: string | null;
  readonly records: readonly T[];
  /** Complete lines that are no records. */
  readonly damaged: readonly Buffer[];
  /** Length up to the end of the last good record. */
  readonly goodBytes: number;
  /** What a crash left of a line behind it. */
  readonly tornBytes: number;
}

interface Header {
  readonly epoch: string | null;
}

/** No record comes near it; a longer "line" is damage. */
const LONGEST_LINE_BYTES = 1024 * 1024;

/** The header when this is one of this kind, else null. @throws for a journal of another kind or a newer version */
function asHeader(text: string, kind: string, path: string): Header | null {
  const header: unknown = JSON.parse(text);
  if (typeof header !== 'object' || header === null || !('journal' in header)) return null;
  if (header.journal !== kind) throw new Error(`${path} is no journal of ${kind}`);
  if (!('version' in header) || header.version !== 1)
    throw new Error(`${path} was written by a newer version of this program`);
  return { epoch: 'epoch' in header && typeof header.epoch === 'string' ? header.epoch : null };
}

/** The first `limitBytes` of a journal file, record by record; nothing when there is no file. */
export async function readJournal<T>(
  path: string,
  kind: string,
  limitBytes: number,
): Promise<JournalReading<T>> {
  const splitter = createLineSplitter(LONGEST_LINE_BYTES);
  const records: T[] = [];
  const damaged: Buffer[] = [];
  const found: { header: Header | null } = { header: null };
  let isFirst = true;
  let readBytes = 0;
  let goodBytes = 0;

  function take(line: Buffer): void {
    readBytes += line.length;
    const text = unseal(line);
    const asFirst = isFirst;
    isFirst = false;
    if (text === null) {
      damaged.push(Buffer.from(line));
      return;
    }
    goodBytes = readBytes;
    if (asFirst) found.header = asHeader(text, kind, path);
    if (!asFirst || found.header === null) records.push(JSON.parse(text) as T);
  }

  if (limitBytes > 0) {
    try {
      const stream = createReadStream(path, { end: limitBytes - 1 });
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        for (const line of splitter.push(chunk)) take(line);
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  const { header } = found;
  return {
    hasHeader: header !== null,
    epoch: header?.epoch ?? null,
    records,
    damaged,
    goodBytes,
    tornBytes: splitter.rest().length,
  };
}
