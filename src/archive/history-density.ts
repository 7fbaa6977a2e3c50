import type { QueryConfig } from 'pg';
import type { GridAsked } from '../model/history.ts';

/** Longest time for which a report stands: two intervals of a vessel at rest. */
const longest = `interval '6 minutes'`;
/** Round the area, so that the report after one inside is known: degrees. */
const margin = 0.02;

/** Cells in which vessels were, and for how long. First a sum a vessel and cell: counting distinct vessels would sort all reports once more. */
export const densityQuery = ({ fromMs, toMs, area, stepLon, stepLat }: GridAsked): QueryConfig => ({
  text: `
    SELECT "column", "row", count(*)::int AS vessels, round((extract(epoch FROM sum(stood)) / 60)::numeric, 1)::float8 AS "vesselMinutes"
      FROM (SELECT "column", "row", mmsi, sum(stood) AS stood
              FROM (SELECT mmsi, floor((lon - $3) / $7::float8)::int AS "column", floor((lat - $4) / $8::float8)::int AS "row", lon, lat,
                           least(coalesce(lead(time) OVER (PARTITION BY mmsi ORDER BY time) - time, ${longest}), ${longest}) AS stood
                      FROM havenwacht.positions
                     WHERE time >= to_timestamp($1::float8 / 1000) AND time < to_timestamp($2::float8 / 1000)
                       AND lon BETWEEN $3::float8 - ${margin} AND $5::float8 + ${margin}
                       AND lat BETWEEN $4::float8 - ${margin} AND $6::float8 + ${margin}) AS report
             WHERE lon >= $3 AND lon < $5 AND lat >= $4 AND lat < $6
             GROUP BY "row", "column", mmsi) AS stay
     GROUP BY "row", "column" ORDER BY "row", "column"`,
  values: [fromMs, toMs, ...area, stepLon, stepLat],
});
