import type { Pool } from 'pg';
import type { LatestOfVessel } from '../model/archive.ts';
import { readSaid } from './said.ts';

/** Of `v`, which is a row of `vessels` or `vessel_history`; what only the first has is left out. */
export const descriptionColumns = `
         (extract(epoch FROM v.time) * 1000)::float8 AS told_ms, v.class, v.name, v.callsign, v.imo, v.eni, v.flag,
         v.ship_type, v.eri_type, v.length_m, v.beam_m, v.draught_m, v.destination, v.hazard_state,
         v.inland_hazard, v.dangerous_cargo, v.persons, v.tank_hull`;

/**
 * One after the other the next vessel is looked up in the index (`mmsi`, `time`), and of each its newest row: what a page costs
 * goes by its vessels and not by the length of their tracks. `DISTINCT ON` would read every row of the time asked for.
 */
const nextPage = `
  WITH RECURSIVE moved AS (
    (SELECT mmsi FROM havenwacht.positions WHERE mmsi > $1 ORDER BY mmsi LIMIT 1)
    UNION ALL
    SELECT (SELECT p.mmsi FROM havenwacht.positions p WHERE p.mmsi > moved.mmsi ORDER BY p.mmsi LIMIT 1)
      FROM moved WHERE moved.mmsi IS NOT NULL
  ), page AS (
    (SELECT mmsi FROM moved WHERE mmsi IS NOT NULL LIMIT $3)
    UNION
    (SELECT mmsi FROM havenwacht.vessels WHERE mmsi > $1 ORDER BY mmsi LIMIT $3)
    ORDER BY mmsi LIMIT $3
  )
  SELECT page.mmsi, p.time_ms, p.lon, p.lat, p.sog_kn, p.cog_deg, p.heading_deg, p.nav_status, p.receiver,
         ${descriptionColumns}, v.told
    FROM page
    LEFT JOIN havenwacht.vessels v ON v.mmsi = page.mmsi
    LEFT JOIN LATERAL (
      SELECT (extract(epoch FROM time) * 1000)::float8 AS time_ms, lon, lat, sog_kn, cog_deg, heading_deg, nav_status, receiver
        FROM havenwacht.positions
       WHERE mmsi = page.mmsi AND time >= to_timestamp($2::float8 / 1000)
       ORDER BY time DESC LIMIT 1
    ) p ON true
   ORDER BY page.mmsi`;

/** A position (`time_ms` null: none) and a description (`told_ms` null: none). */
export interface LatestRow {
  readonly mmsi: number;
  readonly time_ms: number | null;
  readonly lon: number;
  readonly lat: number;
  readonly sog_kn: number | null;
  readonly cog_deg: number | null;
  readonly heading_deg: number | null;
  readonly nav_status: number | null;
  readonly receiver: string;
  readonly told_ms: number | null;
  readonly class: string;
  readonly name: string | null;
  readonly callsign: string | null;
  readonly imo: number | null;
  readonly eni: string | null;
  readonly flag: string | null;
  readonly ship_type: number | null;
  readonly eri_type: number | null;
  readonly length_m: number | null;
  readonly beam_m: number | null;
  readonly draught_m: number | null;
  readonly destination: string | null;
  readonly hazard_state: string;
  readonly inland_hazard: number | null;
  readonly dangerous_cargo: unknown;
  readonly persons: unknown;
  readonly tank_hull: boolean | null;
  readonly told: unknown;
}

/** Every vessel with a position or a description since `fromMs`, by rising `mmsi`; each page is its own short statement. */
export async function* readLatest(
  pool: Pool,
  fromMs: number,
  pageRows: number,
): AsyncGenerator<readonly LatestOfVessel[]> {
  let after = -1;
  for (;;) {
    const { rows } = await pool.query<LatestRow>(nextPage, [after, fromMs, pageRows]);
    const found = rows.filter((row) => row.time_ms !== null || (row.told_ms ?? 0) >= fromMs);
    if (found.length > 0) yield found.map(latestOf);
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageRows) return;
    after = last.mmsi;
  }
}

export function latestOf(row: LatestRow): LatestOfVessel {
  const damaged: string[] = [];
  return { mmsi: row.mmsi, position: positionOf(row), description: descriptionOf(row, damaged), damaged };
}

function positionOf(row: LatestRow): LatestOfVessel['position'] {
  if (row.time_ms === null) return null;
  return {
    timeMs: row.time_ms,
    mmsi: row.mmsi,
    lon: row.lon,
    lat: row.lat,
    sogKn: row.sog_kn,
    cogDeg: row.cog_deg,
    headingDeg: row.heading_deg,
    navStatus: row.nav_status,
    receiver: row.receiver,
  };
}

/** @param damaged is given the names of fields that cannot be read; null: no description */
export function descriptionOf(row: LatestRow, damaged: string[]): LatestOfVessel['description'] {
  if (row.told_ms === null) return null;
  return {
    mmsi: row.mmsi,
    timeMs: row.told_ms,
    class: row.class,
    name: row.name,
    callsign: row.callsign,
    imo: row.imo,
    eni: row.eni,
    flag: row.flag,
    shipType: row.ship_type,
    eriType: row.eri_type,
    lengthM: row.length_m,
    beamM: row.beam_m,
    draughtM: row.draught_m,
    destination: row.destination,
    hazardState: row.hazard_state,
    tankHull: row.tank_hull,
    ...readSaid(row, row.told_ms, damaged),
  };
}
