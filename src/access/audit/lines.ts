import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createLineSplitter } from '../../lib/line-splitter.ts';
import { unseal } from '../../lib/sealed-line.ts';

/** A file of the audit: all that was written in a month (UTC), e.g. `2026-11.audit`. */
export interface MonthPath {
  readonly month: string;
  readonly path: string;
}

const name = /^(\d{4}-\d{2})\.audit$/;
/** No line comes near it, written in the longest characters; a longer one is damage. */
const longestLineBytes = 6 * 1024 * 1024;

export const monthPath = (dir: string, month: string): MonthPath => ({
  month,
  path: join(dir, `${month}.audit`),
});

/** The files of the audit, oldest first. @throws when the directory cannot be read */
export async function monthPaths(dir: string): Promise<MonthPath[]> {
  const months = (await readdir(dir)).flatMap((file) => name.exec(file)?.[1] ?? []);
  return months.sort().map((month) => monthPath(dir, month));
}

/** A line of a file, with the place where it begins and the one behind its end. */
export interface Line {
  readonly from: number;
  readonly end: number;
  /** Null: damaged, or cut. */
  readonly text: string | null;
  /** The bytes, with the line feed; valid until the next lines are asked for. */
  readonly bytes: Buffer;
}

/** The lines of a file in pieces; what stands behind the last line feed is a line without text. */
export async function* linesOf(
  path: string,
  from = 0,
  until = Number.POSITIVE_INFINITY,
): AsyncGenerator<readonly Line[], void, void> {
  if (from >= until) return;
  const splitter = createLineSplitter(longestLineBytes);
  let at = from;
  const lineAt = (bytes: Buffer): Line => {
    const start = at;
    at += bytes.length;
    return { from: start, end: at, text: unseal(bytes), bytes };
  };
  for await (const chunk of createReadStream(path, {
    start: from,
    end: until - 1,
    highWaterMark: 256 * 1024,
  }))
    yield Array.from(splitter.push(chunk as Buffer), lineAt);
  const rest = splitter.rest();
  if (rest.length > 0) yield [{ ...lineAt(rest), text: null }];
}
