import type { QueryConfig } from 'pg';
import type { Declaration } from '../model/cargo.ts';
import type { VesselMoment, VesselThen } from '../model/history.ts';
import { descriptionColumns, type LatestRow, latestOf } from './latest.ts';

/**
 * Of each vessel its last position, what it had said it was, its declarations and its zones, at its time. Work goes by vessels, not by tracks; the
 * bounds of time that are the same for all keep it to their chunks.
 */
export const thenQuery = (asked: readonly VesselMoment[], sinceMs: number): QueryConfig => ({
  text: `
    SELECT asked.mmsi, p.time_ms, p.lon, p.lat, p.sog_kn, p.cog_deg, p.heading_deg, p.nav_status, p.receiver,
           ${descriptionColumns}, NULL AS told,
           coalesce((SELECT json_agg(d.declaration ORDER BY d.declared_at DESC) FROM havenwacht.declarations d
                      WHERE d.mmsi = asked.mmsi AND d.declared_at <= asked.at
                        AND d.valid_to > asked.at), '[]') AS declarations,
           coalesce((SELECT json_agg(DISTINCT zone_id ORDER BY zone_id) FROM havenwacht.visits i
                      WHERE i.mmsi = asked.mmsi AND i.entered_at <= asked.at
                        AND (i.left_at IS NULL OR i.left_at > asked.at)), '[]') AS zones
      FROM (SELECT mmsi, to_timestamp(ms / 1000) AS at FROM unnest($1::int[], $2::float8[]) AS moment (mmsi, ms)) AS asked
      LEFT JOIN LATERAL (
        SELECT (extract(epoch FROM time) * 1000)::float8 AS time_ms, lon, lat, sog_kn, cog_deg, heading_deg, nav_status, receiver
          FROM havenwacht.positions
         WHERE mmsi = asked.mmsi AND time > to_timestamp($3::float8 / 1000) AND time <= asked.at AND time <= to_timestamp($4::float8 / 1000)
         ORDER BY time DESC LIMIT 1
      ) p ON true
      LEFT JOIN LATERAL (
        SELECT * FROM havenwacht.vessel_history
         WHERE mmsi = asked.mmsi AND time <= asked.at ORDER BY time DESC LIMIT 1
      ) v ON true
     ORDER BY asked.mmsi`,
  values: [
    asked.map(({ mmsi }) => mmsi),
    asked.map(({ atMs }) => atMs),
    sinceMs,
    Math.max(...asked.map(({ atMs }) => atMs)),
  ],
});

export interface ThenRow extends LatestRow {
  readonly declarations: readonly Declaration[];
  readonly zones: readonly string[];
}

export function thenOf(row: ThenRow): VesselThen {
  const { mmsi, position, description } = latestOf(row);
  return { mmsi, position, description, declarations: row.declarations, zones: row.zones };
}
