import { open } from 'node:fs/promises';
import { entryOf, type Head, nothing, sourceOf } from './entry.ts';
import { linesOf, type MonthPath } from './lines.ts';
import { type Month, monthOf, remember } from './months.ts';

/** The end of a file, from `from` on. */
export interface Torn extends MonthPath {
  readonly from: number;
  readonly bytes: number;
}

/** How the audit ends, from the last of its files that has an entry. */
export interface Ending {
  readonly head: Head;
  /** Null: there is no entry. */
  readonly month: Month | null;
  /** What stands behind the last entry and is none. */
  readonly torn: readonly Torn[];
  /** A line before the last entry cannot be read. */
  readonly damaged: boolean;
  /** Of every journal that is followed, the number of the last record that an entry tells of. */
  readonly cursors: ReadonlyMap<string, number>;
}

/** The cursors that stand at the beginning of a file. */
const cursorsIn = (detail: Readonly<Record<string, unknown>>): [string, number][] =>
  Object.entries(detail['cursors'] ?? {}).filter(
    (pair): pair is [string, number] => typeof pair[1] === 'number',
  );

async function lookAt(path: MonthPath): Promise<Ending> {
  const cursors = new Map<string, number>();
  let month: Month | null = null;
  let head: Head = nothing;
  let goodBytes = 0;
  let bytes = 0;
  let unread = 0;
  let damaged = false;
  for await (const lines of linesOf(path.path))
    for (const { text, from, end } of lines) {
      bytes = end;
      const entry = text === null ? null : entryOf(text);
      if (entry === null) {
        unread++;
        continue;
      }
      damaged ||= unread > 0;
      goodBytes = end;
      head = entry;
      month ??= monthOf(path, entry.seq, null);
      remember(month, entry.seq, from);
      if (entry.action === 'audit.continued')
        for (const [key, seq] of cursorsIn(entry.detail)) cursors.set(key, seq);
      const source = sourceOf(entry);
      if (source !== null) cursors.set(source.journal, source.seq);
    }
  if (month !== null) month.bytes = goodBytes;
  const torn = bytes > goodBytes ? [{ ...path, from: goodBytes, bytes: bytes - goodBytes }] : [];
  return { head, month, torn, damaged, cursors };
}

/** @param paths oldest first */
export async function lookAtEnd(paths: readonly MonthPath[]): Promise<Ending> {
  const torn: Torn[] = [];
  for (const path of paths.toReversed()) {
    const found = await lookAt(path);
    torn.push(...found.torn);
    if (found.month !== null) return { ...found, torn };
  }
  return { head: nothing, month: null, torn, damaged: false, cursors: new Map() };
}

/** Copies what is no entry to a file beside its own, and cuts it off. */
export async function setAside({ path, from, bytes }: Torn): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, from);
    const aside = await open(`${path}.damaged`, 'a');
    try {
      await aside.appendFile(buffer);
      await aside.sync();
    } finally {
      await aside.close();
    }
    await file.truncate(from);
    await file.sync();
  } finally {
    await file.close();
  }
}
