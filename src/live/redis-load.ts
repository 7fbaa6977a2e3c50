import type { Redis } from 'ioredis';
import { mmsiText, type Vessel } from '../model/vessel.ts';
import { VESSELS_KEY, vesselKey } from './redis-vessel.ts';
import { fromJson } from './vessel-json.ts';

const IDS_A_PAGE = 500;

/** Ids of all stored vessels, page by page; one may come twice. */
export async function* storedIds(redis: Redis): AsyncGenerator<readonly string[]> {
  let cursor = '0';
  do {
    const [next, ids] = await redis.sscan(VESSELS_KEY, cursor, 'COUNT', IDS_A_PAGE);
    yield ids;
    cursor = next;
  } while (cursor !== '0');
}

/** Every stored vessel; an entry that is missing or is no vessel of that id is counted as damaged. */
export async function loadVessels(redis: Redis): Promise<{ vessels: Vessel[]; damaged: number }> {
  const vessels = new Map<string, Vessel>();
  const damaged = new Set<string>();
  for await (const ids of storedIds(redis)) {
    const pipeline = redis.pipeline();
    for (const id of ids) pipeline.hget(vesselKey(id), 'json');
    const replies = (await pipeline.exec()) ?? [];
    for (const [i, id] of ids.entries()) {
      const [error, json] = replies[i] ?? [];
      // Of another type than a hash: this entry only. Anything else concerns them all.
      if (error && !error.message.startsWith('WRONGTYPE')) throw error;
      const vessel = typeof json === 'string' ? fromJson(json) : null;
      if (vessel && mmsiText(vessel.mmsi) === id) vessels.set(id, vessel);
      else damaged.add(id);
    }
  }
  return { vessels: [...vessels.values()], damaged: damaged.size };
}
