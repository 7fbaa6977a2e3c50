import type { Clock } from '../model/ports.ts';

/** When accounts and keys were last seen, by their ids. */
export interface LastSeen {
  note(id: string): void;
  /** ISO 8601 UTC; null: never. */
  at(id: string): string | null;
  /** What a file keeps of it. */
  all(): Readonly<Record<string, string>>;
  restore(id: string, at: string): void;
  /** Whether anybody was seen since the call before. */
  takeNews(): boolean;
}

export function createLastSeen(clock: Clock): LastSeen {
  const times = new Map<string, string>();
  let isNews = false;
  return {
    note(id) {
      times.set(id, new Date(clock()).toISOString());
      isNews = true;
    },
    at: (id) => times.get(id) ?? null,
    all: () => Object.fromEntries(times),
    restore: (id, at) => times.set(id, at),
    takeNews() {
      const was = isNews;
      isNews = false;
      return was;
    },
  };
}
