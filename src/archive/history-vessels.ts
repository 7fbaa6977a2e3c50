import type { QueryConfig } from 'pg';
import type { Declaration } from '../model/cargo.ts';
import type { VesselThen } from '../model/history.ts';
import { descriptionColumns, type LatestRow, latestOf } from './latest.ts';

/** Of each vessel its last position, what it had said it was, its declarations and its zones, at one time. Work goes by vessels, not by tracks. */
export const thenQuery = (mmsis: readonly number[], atMs: number, sinceMs: number): QueryConfig => ({
  text: `
    SELECT asked.mmsi, p.time_ms, p.lon, p.lat, p.sog_kn, p.cog_deg, p.heading_deg, p.nav_status, p.receiver,
           ${descriptionColumns}, NULL AS told,
           coalesce((SELECT json_agg(d.declaration ORDER BY d.declared_at DESC) FROM havenwacht.declarations d
                      WHERE d.mmsi = asked.mmsi AND d.declared_at <= to_timestamp($2::float8 / 1000)
                        AND d.valid_to > to_timestamp($2::float8 / 1000)), '[]') AS declarations,
           coalesce((SELECT json_agg(DISTINCT zone_id ORDER BY zone_id) FROM havenwacht.visits i
                      WHERE i.mmsi = asked.mmsi AND i.entered_at <= to_timestamp($2::float8 / 1000)
                        AND (i.left_at IS NULL OR i.left_at > to_timestamp($2::float8 / 1000))), '[]') AS zones
      FROM unnest($1::int[]) AS asked (mmsi)
      LEFT JOIN LATERAL (
        SELECT (extract(epoch FROM time) * 1000)::float8 AS time_ms, lon, lat, sog_kn, cog_deg, heading_deg, nav_status, receiver
          FROM havenwacht.positions
         WHERE mmsi = asked.mmsi AND time > to_timestamp($3::float8 / 1000) AND time <= to_timestamp($2::float8 / 1000)
         ORDER BY time DESC LIMIT 1
      ) p ON true
      LEFT JOIN LATERAL (
        SELECT * FROM havenwacht.vessel_history
         WHERE mmsi = asked.mmsi AND time <= to_timestamp($2::float8 / 1000) ORDER BY time DESC LIMIT 1
      ) v ON true
     ORDER BY asked.mmsi`,
  values: [mmsis, atMs, sinceMs],
});

export interface ThenRow extends LatestRow {
  readonly declarations: readonly Declaration[];
  readonly zones: readonly string[];
}

export function thenOf(row: ThenRow): VesselThen {
  const { mmsi, position, description } = latestOf(row);
  return { mmsi, position, description, declarations: row.declarations, zones: row.zones };
}
