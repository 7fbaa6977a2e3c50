import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { AuditEntry } from '../../model/access.ts';
import { type Anchor, anchorOf } from './anchor-text.ts';
import { createChecker, type Fault } from './checker.ts';
import { entryOf, type Head } from './entry.ts';
import { linesOf, monthPaths } from './lines.ts';

export interface Verdict {
  readonly entries: number;
  readonly head: Head;
  readonly files: number;
  /** Anchors that were given and that an entry was held against. */
  readonly anchored: number;
  readonly faults: number;
  /** Bytes behind the last line, which a writer may still be at. */
  readonly unfinishedBytes: number;
}

export interface Progress {
  readonly doneBytes: number;
  readonly allBytes: number;
}

/** The anchors of a file: of ours, or a log that syslog wrote. @throws when it cannot be read, or has none */
export async function readAnchors(path: string): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const anchor = anchorOf(line);
    if (anchor !== null) anchors.push(anchor);
  }
  if (anchors.length === 0) throw new Error(`${path} has no anchors of the audit`);
  return anchors;
}

/** What is wrong with the name of a file that begins with this entry. */
function nameFault({ action, detail, seq }: AuditEntry, month: string): Fault | null {
  const own = action === 'audit.continued' ? detail['month'] : undefined;
  if (own === month) return null;
  const what =
    own === undefined
      ? `${month}.audit does not begin as a month does: its beginning is missing`
      : `${month}.audit is what was written as ${own}.audit: renamed`;
  return { seq, what };
}

/**
 * Reads the whole chain, beside a server that writes to it. @param fault is called with each thing that is wrong, in order
 * @throws when the directory or a file cannot be read
 */
export async function verifyAudit(
  dir: string,
  anchors: readonly Anchor[],
  fault: (fault: Fault) => void,
  progress: (progress: Progress) => void = () => {},
): Promise<Verdict> {
  let faults = 0;
  const tell = (one: Fault): void => {
    faults++;
    fault(one);
  };
  const paths = await monthPaths(dir);
  const sizes = await Promise.all(paths.map(async ({ path }) => (await stat(path)).size));
  const allBytes = sizes.reduce((sum, size) => sum + size, 0);
  const checker = createChecker(anchors, tell);
  let doneBytes = 0;
  let unfinishedBytes = 0;
  for (const [i, { month, path }] of paths.entries()) {
    let number = 0;
    for await (const lines of linesOf(path)) {
      for (const { bytes, text } of lines) {
        number++;
        const isUnfinished = bytes.at(-1) !== 0x0a && i === paths.length - 1;
        if (isUnfinished) unfinishedBytes = bytes.length;
        else checker.line(bytes, `${month}.audit line ${number}`);
        const first = number === 1 && text !== null ? entryOf(text) : null;
        const wrong = first && nameFault(first, month);
        if (wrong) tell(wrong);
        doneBytes += bytes.length;
      }
      progress({ doneBytes, allBytes });
    }
  }
  checker.end();
  const { entries, head, anchored } = checker;
  return { entries, head, files: paths.length, anchored, faults, unfinishedBytes };
}
