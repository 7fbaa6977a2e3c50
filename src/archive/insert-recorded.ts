import type { PoolClient } from 'pg';
import type { PositionRow } from '../model/archive.ts';
import { insertPositions, positionColumns, slices } from './insert.ts';

/** Receivers of rows that an import wrote begin so; no receiver of a server does (`tcp/…`, `udp/…`, `file/…`, or as the settings name it). */
export const importPrefix = 'import:';

/**
 * Positions from logs. Which of two reports of one vessel and second is there must not hang on which log was read first: the one
 * that sorts first takes the place of another that an import wrote. What a receiver gave to a server is never touched.
 * @returns how many are new
 */
export async function insertRecorded(client: PoolClient, rows: readonly PositionRow[]): Promise<number> {
  let added = 0;
  for (const slice of slices(firstOfEach(rows))) {
    const inserted = await insertPositions(client, slice);
    added += inserted;
    if (inserted < slice.length) await preferFirst(client, slice);
  }
  return added;
}

/** The row that sorts first of each key. */
function firstOfEach(rows: readonly PositionRow[]): PositionRow[] {
  const first = new Map<string, PositionRow>();
  for (const row of rows) {
    const key = `${row.mmsi} ${row.timeMs}`;
    const other = first.get(key);
    if (other === undefined || compare(row, other) < 0) first.set(key, row);
  }
  return [...first.values()];
}

/** As `order` below sorts: null before 0, and text by its bytes. */
function compare(a: PositionRow, b: PositionRow): number {
  return (
    a.lon - b.lon ||
    a.lat - b.lat ||
    (a.sogKn ?? -1) - (b.sogKn ?? -1) ||
    (a.cogDeg ?? -1) - (b.cogDeg ?? -1) ||
    (a.headingDeg ?? -1) - (b.headingDeg ?? -1) ||
    (a.navStatus ?? -1) - (b.navStatus ?? -1) ||
    (a.receiver < b.receiver ? -1 : a.receiver > b.receiver ? 1 : 0)
  );
}

const order = (of: string): string =>
  `(${of}.lon, ${of}.lat, coalesce(${of}.sog_kn, -1), coalesce(${of}.cog_deg, -1), coalesce(${of}.heading_deg, -1),
    coalesce(${of}.nav_status, -1), ${of}.receiver COLLATE "C")`;

async function preferFirst(client: PoolClient, rows: readonly PositionRow[]): Promise<void> {
  await client.query(
    `UPDATE havenwacht.positions p
        SET lon = r.lon, lat = r.lat, sog_kn = r.sog_kn, cog_deg = r.cog_deg, heading_deg = r.heading_deg,
            nav_status = r.nav_status, receiver = r.receiver
       FROM unnest($1::float8[], $2::int[], $3::float8[], $4::float8[],
                   $5::real[], $6::real[], $7::real[], $8::smallint[], $9::text[])
            AS r (ms, mmsi, lon, lat, sog_kn, cog_deg, heading_deg, nav_status, receiver)
      WHERE p.mmsi = r.mmsi AND p.time = to_timestamp(r.ms / 1000)
        AND p.time BETWEEN to_timestamp($10::float8 / 1000) AND to_timestamp($11::float8 / 1000)
        AND starts_with(p.receiver, $12) AND ${order('r')} < ${order('p')}`,
    [
      ...positionColumns(rows),
      rows.reduce((least, { timeMs }) => Math.min(least, timeMs), Infinity),
      rows.reduce((most, { timeMs }) => Math.max(most, timeMs), -Infinity),
      importPrefix,
    ],
  );
}
