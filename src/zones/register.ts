import { randomBytes } from 'node:crypto';
import { type JournalFile, openJournal } from '../lib/journal.ts';
import { createTurns } from '../lib/turns.ts';
import type { Clock, Log } from '../model/ports.ts';
import type { Zone } from '../model/zone.ts';
import type {
  ZoneChange,
  ZoneCondition,
  ZoneDesk,
  ZoneExchange,
  ZoneMade,
  ZoneRecord,
  ZoneState,
} from '../model/zone-desk.ts';
import { createBook } from './book.ts';
import { faultOf, type ReadZone, zoneLimits } from './limits.ts';
import { isNewer } from './tag.ts';

export interface ZoneRegister extends ZoneDesk, ZoneExchange {
  /** Called with changes that were made here, once they are on disk. */
  onMade(listener: (made: ZoneMade) => void): void;
  /** Those that the journal had at opening, oldest first. */
  readonly madeBefore: readonly ZoneMade[];
  /** Null while the disk takes changes, else why not. */
  readonly degraded: string | null;
  close(): Promise<void>;
}

export interface ZoneRegisterOptions {
  readonly path: string;
  /** Zones of the port file, each with the Feature that it is given as. */
  readonly base: readonly { readonly zone: Zone; readonly feature: object }[];
  readonly read: ReadZone;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Partial<typeof zoneLimits>;
  readonly openFile?: (path: string) => Promise<JournalFile>;
}

/** What the journal holds: the number is that of a change made here. */
type Kept = ZoneRecord & { readonly number?: number };

/** Changes that may wait for a disk that has come to a stand. */
const maxWaiting = 100;

function meets(condition: ZoneCondition, state: ZoneState | null): boolean {
  if (condition === 'absent') return state === null;
  if (state === null) return false;
  return condition === 'exists' || condition.tags.includes(state.tag);
}

/**
 * Opens the zones: those of the port file, and over them every change that `path` has. The file holds every version; what was
 * changed over HTTP stands over the port file, and it is said when the file's own zone has changed since.
 * @throws Error when it can neither be read nor written, or is of a newer version
 */
export async function openZoneRegister(options: ZoneRegisterOptions): Promise<ZoneRegister> {
  const { path, base, read, clock, log, openFile } = options;
  const limits = { ...zoneLimits, ...options.limits };
  const journal = await openJournal<Kept>({
    ...{ path, kind: 'zones', log, slack: Number.POSITIVE_INFINITY },
    condense: (records) => records,
    ...(openFile ? { openFile } : {}),
  });
  const book = createBook(base, limits);
  const turns = createTurns(maxWaiting, 'changes of zones');
  const listeners = new Set<() => void>();
  const madeListeners: ((made: ZoneMade) => void)[] = [];
  const madeBefore: ZoneMade[] = [];
  let degraded: string | null = null;

  /** What the record's Feature says. Undefined: it cannot be read, and the state before stands. */
  function zoneOf({ id, feature, version }: ZoneRecord): Zone | null | undefined {
    if (feature === null) return null;
    const zone = read(feature);
    if (typeof zone !== 'string') return zone;
    log.error(
      { zone: id, version, reason: zone },
      'a stored zone cannot be read: the version before it stands',
    );
    return undefined;
  }

  /** The Feature that stands, or stood last; null: none does. */
  const featureOf = (id: string): object | null => book.versions(id)[0]?.feature ?? null;
  let lastNumber = 0;
  for (const { number, ...record } of journal.recovered) {
    if (number !== undefined) {
      madeBefore.push({ number, record, before: featureOf(record.id) });
      lastNumber = number;
    }
    const zone = isNewer(record, book.latest(record.id)) ? zoneOf(record) : undefined;
    if (zone !== undefined) book.put(record, zone);
  }
  for (const { id, over } of book.records())
    if (over !== book.baseMark(id))
      log.warn(
        { zone: id },
        'the port file has another form of a zone than when it was changed over HTTP: the change stands',
      );

  function tell(): void {
    for (const listener of listeners) listener();
  }

  async function write(records: readonly Kept[]): Promise<void> {
    try {
      await journal.append(records);
      degraded = null;
    } catch (error) {
      degraded = `changes of zones cannot be written: ${error instanceof Error ? error.message : String(error)}`;
      log.error({ err: error }, 'the zones cannot be written');
      throw error;
    }
  }

  async function record(id: string, feature: object | null, zone: Zone | null, by: string): Promise<void> {
    const version = (book.latest(id)?.version ?? 0) + 1;
    const at = new Date(clock()).toISOString();
    const made: ZoneRecord = { id, version, at, by, feature, over: book.baseMark(id) };
    const number = lastNumber + 1;
    await write([{ number, ...made }]);
    lastNumber = number;
    const before = featureOf(id);
    book.put(made, zone);
    tell();
    for (const listener of madeListeners) listener({ number, record: made, before });
  }

  async function put(id: string, given: object, condition: ZoneCondition, by: string): Promise<ZoneChange> {
    const before = book.get(id);
    if (!meets(condition, before)) return { outcome: 'conflict', state: before };
    const fault = faultOf(given, id, limits);
    if (fault !== null) return { outcome: 'refused', detail: fault };
    const feature = { ...given, id };
    const zone = read(feature);
    if (typeof zone === 'string') return { outcome: 'refused', detail: zone };
    const isFull = book.list().length >= limits.zones || (book.known >= limits.known && !book.latest(id));
    if (before === null && isFull)
      return {
        outcome: 'refused',
        detail: 'id: there are as many zones, or deleted ones, as this server keeps',
      };
    await record(id, feature, zone, by);
    return { outcome: before === null ? 'created' : 'changed', state: stateOf(id) };
  }

  function stateOf(id: string): ZoneState {
    const state = book.get(id);
    if (state === null) throw new Error('a zone that was put is not there');
    return state;
  }

  return {
    get revision() {
      return book.revision;
    },
    revisionWithout: book.revisionWithout,
    list: book.list,
    get: book.get,
    versions: book.versions,
    records: book.records,
    latest: book.latest,
    put: (id, feature, condition, by) =>
      turns.take(() => put(id ?? `zone-${randomBytes(9).toString('base64url')}`, feature, condition, by)),
    remove: (id, condition, by) =>
      turns.take(async () => {
        const state = book.get(id);
        if (state === null || !meets(condition, state)) return { outcome: 'conflict', state };
        await record(id, null, null, by);
        return { outcome: 'deleted', state };
      }),
    take: (records) =>
      turns.take(async () => {
        const newer = records.flatMap((record) => {
          const zone = isNewer(record, book.latest(record.id)) ? zoneOf(record) : undefined;
          return zone === undefined ? [] : [{ record, zone }];
        });
        if (newer.length === 0) return;
        // others act by them already: a disk that refuses must not keep this process behind
        await write(newer.map(({ record }) => record)).catch(() => {});
        for (const { record, zone } of newer) book.put(record, zone);
        tell();
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onMade(listener) {
      madeListeners.push(listener);
    },
    madeBefore,
    get degraded() {
      return degraded;
    },
    async close() {
      await turns.idle();
      await journal.close();
    },
  };
}
