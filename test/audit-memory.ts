import { entryBehind, type Head, nothing, plain } from '../src/access/audit/entry.ts';
import type { AuditBook, AuditEntry } from '../src/model/access.ts';
import type { Clock } from '../src/model/ports.ts';

export interface MemoryAudit extends AuditBook {
  readonly entries: readonly AuditEntry[];
  /** Makes the next entries fail, as a full disk does. */
  refuses: boolean;
}

/** The audit in memory, with the hashes that it has on disk. */
export function createMemoryAudit(clock: Clock): MemoryAudit {
  const entries: AuditEntry[] = [];
  const behind = (after: number): AuditEntry[] => entries.filter(({ seq }) => seq > after);
  return {
    entries,
    refuses: false,
    degraded: null,
    get seq() {
      return entries.length;
    },
    async record(note) {
      if (this.refuses) throw new Error('no space left on device');
      const before: Head = entries.at(-1) ?? nothing;
      const entry = entryBehind(before, plain(note), new Date(clock()).toISOString());
      entries.push(entry);
      return entry;
    },
    page: async (after, limit) => behind(after).slice(0, limit),
    async *behind(after) {
      yield behind(after);
    },
    seqBefore: () => 0,
  };
}
