import type { AuditBook, AuditEntry } from '../../model/access.ts';
import { entryOf } from './entry.ts';
import { linesOf, type MonthPath, monthPaths } from './lines.ts';

/** A file of the audit as readers use it. */
export interface Month extends MonthPath {
  /** Of its first entry. */
  readonly firstSeq: number;
  /** Where some of its entries begin, rising: reading begins at the nearest. */
  readonly places: { readonly seq: number; readonly from: number }[];
  /** What may be read of it; null: all. */
  bytes: number | null;
}

/** Entries between two places that are remembered. */
const placeEvery = 1_000;

export const monthOf = (path: MonthPath, firstSeq: number, bytes: number | null): Month => ({
  ...path,
  firstSeq,
  places: [{ seq: firstSeq, from: 0 }],
  bytes,
});

export function remember({ places }: Month, seq: number, from: number): void {
  if (seq >= (places.at(-1)?.seq ?? 0) + placeEvery) places.push({ seq, from });
}

/** A file that is not written to any more; null when nothing in it can be read. */
export async function findMonth(path: MonthPath): Promise<Month | null> {
  for await (const lines of linesOf(path.path))
    for (const { text } of lines) {
      const entry = text === null ? null : entryOf(text);
      if (entry !== null) return monthOf(path, entry.seq, null);
    }
  return null;
}

/** Entries behind `after` as the files have them, in order, in pieces; what cannot be read is left out. */
export async function* entriesBehind(
  months: readonly Month[],
  after: number,
): AsyncGenerator<readonly AuditEntry[], void, void> {
  const first = Math.max(
    0,
    months.findLastIndex(({ firstSeq }) => firstSeq <= after + 1),
  );
  for (const month of months.slice(first)) {
    const from = month.places.findLast(({ seq }) => seq <= after + 1)?.from ?? 0;
    for await (const lines of linesOf(month.path, from, month.bytes ?? undefined)) {
      const found: AuditEntry[] = [];
      for (const line of lines) {
        const entry = line.text === null ? null : entryOf(line.text);
        if (entry === null) continue;
        remember(month, entry.seq, line.from);
        if (entry.seq > after) found.push(entry);
      }
      yield found;
    }
  }
}

/** A number below those of all entries since `at`, by the names of the files; `last` is that of the newest. */
export const seqBefore = (months: readonly Month[], at: string, last: number): number =>
  (months.find(({ month }) => month >= at.slice(0, 7))?.firstSeq ?? last + 1) - 1;

/** The audit of a directory, for reading beside a server that writes to it. @throws when there is none */
export async function readAudit(dir: string): Promise<Pick<AuditBook, 'behind' | 'seqBefore'>> {
  const found = await Promise.all((await monthPaths(dir)).map(findMonth));
  const months = found.filter((month) => month !== null);
  return {
    behind: (after) => entriesBehind(months, after),
    seqBefore: (at) => seqBefore(months, at, Number.MAX_SAFE_INTEGER - 1),
  };
}
