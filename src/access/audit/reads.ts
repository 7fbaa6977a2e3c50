import type { Schedule } from '../../lib/schedule.ts';
import type { AuditNote, AuditTrail } from '../../model/access.ts';
import type { Log } from '../../model/ports.ts';

/**
 * Reads that belong in the audit, without an entry each: who watches two thousand vessels all night reads their cargo with every stage. The first
 * read is an entry at once; those like it (same actor, action, purpose, outcome and kind of object) become one entry a minute with their count.
 */
export interface AuditedReads {
  /** Resolves when the read may be answered. Rejects when it cannot be written down: it must then not be answered. */
  read(note: AuditNote): Promise<void>;
  /** Writes down what was counted since; at a stop. */
  flush(): Promise<void>;
}

export interface AuditedReadsOptions {
  readonly trail: AuditTrail;
  readonly clock: () => number;
  readonly schedule: Schedule;
  readonly log: Log;
  readonly windowMs?: number;
  /** Groups at once; beyond it every read is an entry. */
  readonly maxGroups?: number;
}

interface Group {
  /** Resolves when the first read is written down. */
  readonly first: Promise<unknown>;
  readonly note: AuditNote;
  count: number;
  readonly objects: Set<string>;
  from: string;
  to: string;
}

/** Objects that an entry names; of the others it has the count. */
const mostObjects = 50;
const kindOf = (object: string | null): string | null => object?.split('/')[0] ?? null;

const keyOf = ({ actor, action, purpose, outcome, object }: AuditNote): string =>
  JSON.stringify([actor?.id ?? null, actor?.name ?? null, action, purpose, outcome, kindOf(object)]);

export function createAuditedReads(options: AuditedReadsOptions): AuditedReads {
  const { trail, clock, schedule, log, windowMs = 60_000, maxGroups = 10_000 } = options;
  const groups = new Map<string, Group>();
  let isScheduled = false;

  function open(key: string, note: AuditNote): Group {
    const first = trail.record(note);
    const at = new Date(clock()).toISOString();
    const group = { first, note, count: 0, objects: new Set<string>(), from: at, to: at };
    groups.set(key, group);
    // what was not written down counts as not read: the next one is the first again
    first.catch(() => groups.delete(key));
    if (!isScheduled) next();
    return group;
  }

  function next(): void {
    isScheduled = true;
    schedule(windowMs, () => {
      isScheduled = false;
      void flush().then(() => {
        if (groups.size > 0 && !isScheduled) next();
      });
    });
  }

  async function writeDown(key: string, group: Group): Promise<void> {
    const { note, count, from, to } = group;
    if (count === 0) {
      groups.delete(key);
      return;
    }
    const objects = [...group.objects];
    group.count = 0;
    group.objects.clear();
    try {
      await trail.record({
        ...note,
        object: kindOf(note.object),
        detail: { ...note.detail, count, from, to, objects },
      });
    } catch (error) {
      group.count += count;
      for (const object of objects) name(group, object);
      log.error({ err: error, count }, 'reads could not be written down; counted on');
    }
  }

  function name(group: Group, object: string | null): void {
    if (object !== null && group.objects.size < mostObjects) group.objects.add(object);
  }

  async function flush(): Promise<void> {
    await Promise.all([...groups].map(([key, group]) => writeDown(key, group)));
  }

  return {
    async read(note) {
      const key = keyOf(note);
      const known = groups.get(key);
      if (known === undefined) {
        await (groups.size < maxGroups ? open(key, note).first : trail.record(note));
        return;
      }
      await known.first;
      const at = new Date(clock()).toISOString();
      if (known.count === 0) known.from = at;
      known.count++;
      known.to = at;
      name(known, note.object);
    },
    flush,
  };
}
