import { signal } from '@preact/signals';
import type { AuditEntry } from '../../../model/access.ts';
import { reason, request } from '../../live/request.ts';
import { endOf, pageSize } from './entries.ts';

interface AuditPage {
  readonly items: readonly AuditEntry[];
  readonly next: string | null;
}

/** Newest first; null: not loaded yet. */
export const entries = signal<readonly AuditEntry[] | null>(null);
/** Entries with a seq up to this one are not loaded; 0: all are. */
export const loadedBehind = signal(0);
export const failure = signal<string | null>(null);

const ask = (after: number, limit: number): Promise<AuditPage> =>
  request<AuditPage>(`/audit?after=${after}&limit=${limit}`);

async function load(after: number, keep: readonly AuditEntry[]): Promise<void> {
  const { items } = await ask(after, pageSize);
  const upTo = keep.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  const earlier = items.filter(({ seq }) => seq < upTo).toReversed();
  entries.value = [...keep, ...earlier];
  loadedBehind.value = after;
}

const trying = async (work: () => Promise<void>): Promise<void> => {
  try {
    failure.value = null;
    await work();
  } catch (error) {
    failure.value = reason(error);
  }
};

/** Loads the latest entries. */
export const loadLatest = (): Promise<void> =>
  trying(async () => {
    const end = await endOf(async (after) => {
      const { items, next } = await ask(after, 1);
      return items.length > 0 || next !== null;
    }, pageSize);
    entries.value = [];
    // the last page may hold a single entry: the one before it belongs to the first sight
    const last = Math.max(0, end - pageSize);
    await load(last, []);
    if (last > 0) await load(last - pageSize, entries.value);
  });

/** Loads those before the earliest that is there. */
export const loadEarlier = (): Promise<void> =>
  trying(() => load(Math.max(0, loadedBehind.peek() - pageSize), entries.peek() ?? []));
