import type { Redis } from 'ioredis';
import type { IsNewer, ZoneRecord } from '../model/zone-desk.ts';

/** Id of a zone → its latest record as JSON, deletions included. */
export const ZONES_KEY = 'hw:zones';
/** One entry a change: `id`, `version`. It says that the hash has something new. */
export const ZONES_BUS = 'hw:bus:zones';
const MAX_ENTRIES = 10_000;
const ZONES_A_PAGE = 100;
/** More changes than this since the last look: the whole hash is read instead. */
const ENTRIES_A_LOOK = 1000;

/** The record, or null for what is none. */
export function readRecord(json: string): ZoneRecord | null {
  try {
    const { id, version, at, by, feature, over }: Partial<Record<keyof ZoneRecord, unknown>> =
      JSON.parse(json);
    if (typeof id !== 'string' || typeof at !== 'string' || typeof by !== 'string') return null;
    if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) return null;
    if (typeof feature !== 'object' || feature === undefined) return null;
    return { id, version, at, by, feature, over: typeof over === 'string' ? over : null };
  } catch {
    return null;
  }
}

const recordsOf = (texts: readonly (string | null)[]): ZoneRecord[] =>
  texts.flatMap((text) => (text === null ? [] : (readRecord(text) ?? [])));

/** All records stored, page by page; one may come twice. What is damaged is left out. */
export async function* storedZones(redis: Redis): AsyncGenerator<readonly ZoneRecord[]> {
  let cursor = '0';
  do {
    const [next, pairs] = await redis.hscan(ZONES_KEY, cursor, 'COUNT', ZONES_A_PAGE);
    yield recordsOf(pairs.filter((_, i) => i % 2 === 1));
    cursor = next;
  } while (cursor !== '0');
}

/** How far the bus and the hash are. */
export interface Mark {
  /** Id of the last entry; null: there is none. */
  readonly lastId: string | null;
  /** Zones in the hash. */
  readonly zones: number;
}

export async function markNow(redis: Redis): Promise<Mark> {
  const [last, zones] = await Promise.all([
    redis.xrevrange(ZONES_BUS, '+', '-', 'COUNT', 1),
    redis.hlen(ZONES_KEY),
  ]);
  return { lastId: last[0]?.[0] ?? null, zones };
}

/** Order of entry ids: `<ms>-<n>`. */
export function isLater(a: string, b: string): boolean {
  const [aMs = 0, aN = 0] = a.split('-').map(Number);
  const [bMs = 0, bN = 0] = b.split('-').map(Number);
  return aMs === bMs ? aN > bN : aMs > bMs;
}

/** What changed behind the entry; null: so much that the whole hash is to be read. */
export async function changesBehind(redis: Redis, id: string | null): Promise<readonly ZoneRecord[] | null> {
  const from = id === null ? '-' : `(${id}`;
  const entries = await redis.xrange(ZONES_BUS, from, '+', 'COUNT', ENTRIES_A_LOOK);
  if (entries.length === ENTRIES_A_LOOK) return null;
  const ids = new Set(entries.map(([, fields]) => fields[1] ?? ''));
  return ids.size === 0 ? [] : recordsOf(await redis.hmget(ZONES_KEY, ...ids));
}

/**
 * Writes those of the records that are newer than what is stored, a page in one transaction: of two processes that change a zone
 * at once the same one wins in every process. Returns what is stored that is newer.
 */
export async function storeZones(
  redis: Redis,
  records: readonly ZoneRecord[],
  isNewer: IsNewer,
): Promise<readonly ZoneRecord[]> {
  const better: ZoneRecord[] = [];
  for (let i = 0; i < records.length; i += ZONES_A_PAGE) {
    const page = records.slice(i, i + ZONES_A_PAGE);
    await redis.watch(ZONES_KEY);
    const texts = await redis.hmget(ZONES_KEY, ...page.map(({ id }) => id));
    const transaction = redis.multi();
    page.forEach((record, k) => {
      const text = texts[k];
      const stored = text ? readRecord(text) : null;
      if (stored !== null && !isNewer(record, stored)) {
        if (isNewer(stored, record)) better.push(stored);
        return;
      }
      transaction.hset(ZONES_KEY, record.id, JSON.stringify(record));
      transaction.xadd(
        ZONES_BUS,
        'MAXLEN',
        '~',
        MAX_ENTRIES,
        '*',
        'id',
        record.id,
        'version',
        record.version,
      );
    });
    const results = await transaction.exec();
    // another process wrote meanwhile: the same page again
    if (results === null) i -= ZONES_A_PAGE;
    for (const [error] of results ?? []) if (error) throw error;
  }
  return better;
}
