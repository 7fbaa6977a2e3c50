import type { AuditEntry } from '../../model/access.ts';

/** What an export holds, for people: who did what, how often. */
export interface Summary {
  add(entry: AuditEntry): void;
  readonly entries: number;
  /** A page of Markdown. */
  text(span: { readonly from: string; readonly to: string }): string;
}

/** Names and actions are data: nothing in them is a mark of Markdown or HTML. */
const cell = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[\\`*_{}[\]#|!~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;');

interface Count {
  readonly actor: string;
  readonly action: string;
  readonly outcome: string;
  count: number;
  first: string;
  last: string;
}

export function createSummary(): Summary {
  const counts = new Map<string, Count>();
  let entries = 0;
  let first: AuditEntry | null = null;
  let last: AuditEntry | null = null;
  return {
    add(entry) {
      const { at, action, outcome } = entry;
      const actor =
        entry.actor === null ? 'nobody known' : `${entry.actor.name} (${entry.actor.organisation ?? '–'})`;
      const key = JSON.stringify([actor, action, outcome]);
      const known = counts.get(key) ?? { actor, action, outcome, count: 0, first: at, last: at };
      known.count++;
      known.last = at;
      counts.set(key, known);
      entries++;
      first ??= entry;
      last = entry;
    },
    get entries() {
      return entries;
    },
    text({ from, to }) {
      const rows = [...counts.values()].sort(
        (a, b) => (a.actor < b.actor ? -1 : a.actor > b.actor ? 1 : 0) || (a.action < b.action ? -1 : 1),
      );
      const ends =
        first === null || last === null
          ? 'No entry.'
          : `${entries} entries, seq ${first.seq} to ${last.seq}.\n\nHash of the last: \`${last.hash}\``;
      return [
        '# Audit\n',
        `From ${from} to ${to} (UTC). ${ends}\n`,
        '| who | did | outcome | times | first | last |',
        '|---|---|---|---|---|---|',
        ...rows.map(
          (r) =>
            `| ${cell(r.actor)} | ${cell(r.action)} | ${r.outcome} | ${r.count} | ${r.first} | ${r.last} |`,
        ),
        '',
      ].join('\n');
    },
  };
}
