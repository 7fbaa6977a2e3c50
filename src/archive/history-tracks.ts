import type { QueryArrayConfig, QueryConfig } from 'pg';
import type { NearPoint, Span } from '../model/history.ts';
import type { Box } from '../model/past.ts';

/** Vessels of a span of time. What a box holds is found by reading that time: its chunks, through the index of time when it is short. */
export function presentQuery(span: Span, area: Box | null, afterMmsi: number, most: number): QueryConfig {
  const inArea = area === null ? '' : 'AND lon BETWEEN $5 AND $7 AND lat BETWEEN $6 AND $8';
  return {
    text: `SELECT DISTINCT mmsi FROM havenwacht.positions
            WHERE time >= to_timestamp($1::float8 / 1000) AND time < to_timestamp($2::float8 / 1000) AND mmsi > $3 ${inArea}
            ORDER BY mmsi LIMIT $4`,
    values: [span.fromMs, span.toMs, afterMmsi, most, ...(area ?? [])],
  };
}

/** Place behind which a page of `nearQuery` begins. */
export type TrackKey = readonly [mmsi: number, timeMs: number];

/**
 * The next reports by (mmsi, time), so that the work of a statement has a bound, and of these those in the area, those beside them, and the first
 * and last. `at` counts the reports of the page from 1: two that follow each other there have none between them.
 */
export function nearQuery(
  mmsis: readonly number[],
  span: Span,
  area: Box,
  [mmsi, timeMs]: TrackKey,
  pageRows: number,
): QueryArrayConfig {
  return {
    rowMode: 'array',
    text: `
      WITH page AS MATERIALIZED (
        SELECT time, mmsi, lon, lat, sog_kn, cog_deg FROM havenwacht.positions
         WHERE mmsi = ANY($1::int[]) AND time >= to_timestamp($2::float8 / 1000) AND time < to_timestamp($3::float8 / 1000)
           AND mmsi >= $4 AND (mmsi > $4 OR time > to_timestamp($5::float8 / 1000))
         ORDER BY mmsi, time LIMIT $6
      ), placed AS (
        SELECT *, lon BETWEEN $7 AND $9 AND lat BETWEEN $8 AND $10 AS inside FROM page
      ), beside AS (
        SELECT *, row_number() OVER (ORDER BY mmsi, time)::int AS at,
               coalesce(lag(inside) OVER track, false) OR coalesce(lead(inside) OVER track, false) AS besides
          FROM placed WINDOW track AS (PARTITION BY mmsi ORDER BY time)
      )
      SELECT mmsi, (extract(epoch FROM time) * 1000)::float8, lon, lat, sog_kn, cog_deg, at
        FROM beside WHERE inside OR besides OR at = 1 OR at = (SELECT count(*) FROM page) ORDER BY at`,
    values: [mmsis, span.fromMs, span.toMs, mmsi, timeMs, pageRows, ...area],
  };
}

export type NearRow = [
  mmsi: number,
  timeMs: number,
  lon: number,
  lat: number,
  sogKn: number | null,
  cogDeg: number | null,
  at: number,
];

/** The points of pages one behind the other. The last row of a page is always its last report. */
export async function* readNear(
  mmsis: readonly number[],
  span: Span,
  page: (behind: TrackKey) => Promise<readonly NearRow[]>,
  pageRows: number,
): AsyncGenerator<readonly NearPoint[]> {
  let behind: TrackKey = [Math.min(...mmsis), span.fromMs - 1];
  let offset = 0;
  let last: readonly [mmsi: number, at: number] = [-1, -1];
  while (mmsis.length > 0) {
    const rows = await page(behind);
    yield rows.map(([mmsi, timeMs, lon, lat, sogKn, cogDeg, inPage]) => {
      const at = offset + inPage;
      const follows = last[0] === mmsi && last[1] === at - 1;
      last = [mmsi, at];
      return { mmsi, timeMs, lon, lat, sogKn, cogDeg, follows };
    });
    const end = rows.at(-1);
    if (end === undefined || end[6] < pageRows) return;
    behind = [end[0], end[1]];
    offset += end[6];
  }
}
