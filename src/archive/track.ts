import type { Pool, QueryArrayConfig } from 'pg';
import type { TrackPoint } from '../model/archive.ts';
import type { Span } from '../model/history.ts';

type Row = readonly [
  timeMs: number,
  lon: number,
  lat: number,
  sogKn: number | null,
  cogDeg: number | null,
  headingDeg: number | null,
  navStatus: number | null,
];

const columns =
  '(extract(epoch FROM time) * 1000)::float8, lon, lat, sog_kn, cog_deg, heading_deg, nav_status';

/** The next points of a vessel behind a time; what is asked for alone decides which chunks are read. */
export const trackQuery = (
  mmsi: number,
  { fromMs, toMs }: Span,
  behindMs: number,
  most: number,
): QueryArrayConfig => ({
  rowMode: 'array',
  text: `SELECT ${columns} FROM havenwacht.positions
          WHERE mmsi = $1 AND time >= to_timestamp($2::float8 / 1000) AND time < to_timestamp($3::float8 / 1000)
            AND time > to_timestamp($4::float8 / 1000)
          ORDER BY time LIMIT $5`,
  values: [mmsi, fromMs, toMs, behindMs, most],
});

/**
 * Points of a vessel, oldest first, `fromMs` ≤ time < `toMs`. Each page is its own short statement that begins behind the last point: a slow reader
 * holds neither a connection nor a snapshot, and memory is one page.
 */
export async function* readTrack(
  pool: Pool,
  mmsi: number,
  fromMs: number,
  toMs: number,
  pageRows: number,
): AsyncGenerator<readonly TrackPoint[]> {
  let behindMs = fromMs - 1;
  for (;;) {
    const { rows } = await pool.query<[...Row]>(trackQuery(mmsi, { fromMs, toMs }, behindMs, pageRows));
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(pointOf);
    if (rows.length < pageRows) return;
    [behindMs] = last;
  }
}

/** The same before `beforeMs`, newest first. */
export async function* readBack(
  pool: Pool,
  mmsi: number,
  beforeMs: number,
  pageRows: number,
): AsyncGenerator<readonly TrackPoint[]> {
  let aheadMs = beforeMs;
  for (;;) {
    const { rows } = await pool.query<[...Row]>({
      rowMode: 'array',
      text: `SELECT ${columns} FROM havenwacht.positions
              WHERE mmsi = $1 AND time < to_timestamp($2::float8 / 1000)
              ORDER BY time DESC LIMIT $3`,
      values: [mmsi, aheadMs, pageRows],
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(pointOf);
    if (rows.length < pageRows) return;
    [aheadMs] = last;
  }
}

const pointOf = ([timeMs, lon, lat, sogKn, cogDeg, headingDeg, navStatus]: Row): TrackPoint => ({
  timeMs,
  lon,
  lat,
  sogKn,
  cogDeg,
  headingDeg,
  navStatus,
});
