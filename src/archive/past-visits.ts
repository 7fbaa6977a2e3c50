import type { PoolClient } from 'pg';
import type { PastVisits } from '../model/archive.ts';
import { numbers, texts } from './columns.ts';

/** Parameters: MMSI, ids of the zones, then the derived visits as three columns. */
const derived = `
  WITH derived AS (
    SELECT zone_id, to_timestamp(entered_ms / 1000) AS entered_at, to_timestamp(left_ms / 1000) AS left_at
      FROM unnest($2::text[], $3::float8[], $4::float8[]) AS t (zone_id, entered_ms, left_ms)
  )`;

/** A visit can be derived anew only while the positions that bound it are there. */
const remove = `${derived}
  DELETE FROM havenwacht.visits v
   WHERE v.mmsi = $1 AND v.zone_id = ANY ($5::text[])
     AND v.entered_at BETWEEN to_timestamp($6::float8 / 1000) AND to_timestamp($7::float8 / 1000)
     AND NOT EXISTS (SELECT FROM derived d WHERE d.zone_id = v.zone_id AND d.entered_at = v.entered_at
                        AND d.left_at IS NOT DISTINCT FROM v.left_at)
     AND EXISTS (SELECT FROM havenwacht.positions p WHERE p.mmsi = v.mmsi AND p.time = v.entered_at)
     AND (v.left_at IS NULL
          OR EXISTS (SELECT FROM havenwacht.positions p WHERE p.mmsi = v.mmsi AND p.time = v.left_at))`;

const add = `${derived}
  INSERT INTO havenwacht.visits (mmsi, zone_id, entered_at, left_at)
  SELECT $1::int, zone_id, entered_at, left_at FROM derived d
   WHERE NOT EXISTS (SELECT FROM havenwacht.visits v WHERE v.mmsi = $1 AND v.zone_id = d.zone_id
                        AND v.entered_at <= coalesce(d.left_at, 'infinity')
                        AND coalesce(v.left_at, 'infinity') >= d.entered_at)
  ON CONFLICT DO NOTHING`;

/** See `Backfill.replaceVisits`; within the caller's transaction. */
export async function replaceVisits(
  client: PoolClient,
  { mmsi, fromMs, toMs, visits }: PastVisits,
  zoneIds: readonly string[],
): Promise<boolean> {
  if (visits.some(({ leftAtMs }) => leftAtMs === null)) {
    const newer = await client.query(
      'SELECT FROM havenwacht.positions WHERE mmsi = $1 AND time > to_timestamp($2::float8 / 1000) LIMIT 1',
      [mmsi, toMs],
    );
    if ((newer.rowCount ?? 0) > 0) return false;
  }
  const columns = [
    mmsi,
    texts(visits, (v) => v.zoneId),
    numbers(visits, (v) => v.enteredAtMs),
    numbers(visits, (v) => v.leftAtMs),
  ];
  await client.query(remove, [...columns, texts(zoneIds, (id) => id), fromMs, toMs]);
  if (visits.length > 0) await client.query(add, columns);
  return true;
}
