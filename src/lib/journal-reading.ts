import { createReadStream } from 'node:fs';
import { createLineSplitter } from './line-splitter.ts';
import { unseal } from './sealed-line.ts';

/** What was found in a journal file. */
export interface JournalReading<T> {
  /** False when there is no file, or its header is damaged. */
  readonly hasHeader: boolean;
  readonly records: readonly T[];
  /** Complete lines that are no records. */
  readonly damaged: readonly Buffer[];
  /** Length up to the end of the last good record. */
  readonly goodBytes: number;
  /** What a crash left of a line behind it. */
  readonly tornBytes: number;
}

/** No record comes near it; a longer "line" is damage. */
const LONGEST_LINE_BYTES = 1024 * 1024;

/** True for a header of this kind. @throws for a journal of another kind or a newer version */
function isHeader(text: string, kind: string, path: string): boolean {
  const header: unknown = JSON.parse(text);
  if (typeof header !== 'object' || header === null || !('journal' in header)) return false;
  if (header.journal !== kind) throw new Error(`${path} is no journal of ${kind}`);
  if (!('version' in header) || header.version !== 1)
    throw new Error(`${path} was written by a newer version of this program`);
  return true;
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
  let hasHeader = false;
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
    if (asFirst) hasHeader = isHeader(text, kind, path);
    if (!asFirst || !hasHeader) records.push(JSON.parse(text) as T);
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
  return { hasHeader, records, damaged, goodBytes, tornBytes: splitter.rest().length };
}
