import type { AuditEntry } from '../../../model/access.ts';

/** What the audit page makes of entries. */

/** Entries asked for at once. */
export const pageSize = 500;

/**
 * The smallest multiple of `step` behind which there is nothing: asked of the server by doubling and halving, since the
 * audit is read from its beginning and people want its end. `hasMore` tells whether there is an entry behind a seq.
 */
export async function endOf(hasMore: (after: number) => Promise<boolean>, step: number): Promise<number> {
  if (!(await hasMore(0))) return 0;
  let held = 0;
  let free = 1;
  while (await hasMore(free * step)) {
    held = free;
    free *= 2;
  }
  while (free - held > 1) {
    const middle = Math.floor((held + free) / 2);
    if (await hasMore(middle * step)) held = middle;
    else free = middle;
  }
  return free * step;
}

const plain = (text: string): string => text.toLowerCase();

/** Whether an entry has every word of the query in its actor, action, object or address. `words`: of its action. */
export function matches(entry: AuditEntry, words: string, query: string): boolean {
  const { actor, action, object, address } = entry;
  const text = plain([actor?.name, actor?.organisation, action, words, object, address].join(' '));
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export interface Difference {
  /** Names from the outside in, joined by dots. */
  readonly path: string;
  /** Null: it was not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Differences shown of one entry. */
export const mostDifferences = 60;

/** What differs between two JSON values, in the order of the first; lists of plain values are compared as one. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const a = leavesOf(before);
  const b = leavesOf(after);
  const paths = [...new Set([...a.keys(), ...b.keys()])];
  return paths
    .map((path) => ({ path, before: a.get(path) ?? null, after: b.get(path) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

/** Paths and texts of everything in a JSON value. */
export function leavesOf(value: unknown): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const walk = (at: unknown, path: string): void => {
    if (at === null || at === undefined) return;
    if (typeof at !== 'object' || isPlainList(at)) {
      leaves.set(path, Array.isArray(at) ? at.join(', ') : String(at));
      return;
    }
    for (const [name, inner] of Object.entries(at)) walk(inner, path === '' ? name : `${path}.${name}`);
  };
  walk(value, '');
  return leaves;
}

const isPlainList = (value: object): boolean =>
  Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object');

/** The export of whole days, UTC; `to` is the last of them. Null while they are no days, or the wrong way round. */
export function exportPath(from: string, to: string): string | null {
  const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
  if (!isDay(from) || !isDay(to) || from > to) return null;
  const behind = new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString();
  return `/api/v1/audit/export?from=${from}T00:00:00.000Z&to=${behind}`;
}
