import type { AuditBook, AuditEntry } from '../../model/access.ts';

/** A time, `from` ≤ time < `to`, in ISO 8601 UTC. */
export interface AuditSpan {
  readonly from: string;
  readonly to: string;
}

/** How to check an export without this program. */
const proof =
  'hash = SHA-256 in hex over the hash before, as 64 characters, followed by the canonical JSON (RFC 8785, UTF-8) of the entry without hash';

/**
 * The entries of a time as JSON lines: a head that says what they follow, the entries in order and without gaps, and a foot with their count
 * and the last. Ends at the first entry that is later.
 * @param view what is shown of an entry
 * @param complete no entry is left out: the lines are a chain
 */
export async function* exportOf(
  book: Pick<AuditBook, 'behind' | 'seqBefore'>,
  { from, to }: AuditSpan,
  view: (entry: AuditEntry) => AuditEntry | null,
  complete: boolean,
  onEntry: (entry: AuditEntry) => void = () => {},
): AsyncGenerator<string, void, void> {
  let before: Pick<AuditEntry, 'seq' | 'hash'> = { seq: 0, hash: '0'.repeat(64) };
  let last: AuditEntry | null = null;
  let entries = 0;
  const head = (): string =>
    `${JSON.stringify({ audit: 'havenwacht', from, to, complete, before, proof })}\n`;

  // one entry more in front, when there is one: the first of the export follows it
  reading: for await (const piece of book.behind(Math.max(0, book.seqBefore(from) - 1))) {
    let text = '';
    for (const entry of piece) {
      if (last === null && entry.at < from) {
        before = { seq: entry.seq, hash: entry.hash };
        continue;
      }
      if (entry.at >= to) {
        yield text;
        break reading;
      }
      if (last === null) text += head();
      last = entry;
      const shown = view(entry);
      if (shown === null) continue;
      entries++;
      onEntry(shown);
      text += `${JSON.stringify(shown)}\n`;
    }
    if (text !== '') yield text;
  }
  if (last === null) yield head();
  const until = last && { seq: last.seq, hash: last.hash, at: last.at };
  yield `${JSON.stringify({ entries, until })}\n`;
}
