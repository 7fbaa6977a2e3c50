import type { QueryConfig } from 'pg';
import type { Span, VisitKey, VisitsAsked, Wait, WaitsAsked } from '../model/history.ts';

/** What a vessel `i` said it was when it entered. */
const kindThen = `
  LEFT JOIN LATERAL (
    SELECT class, ship_type, eri_type, name FROM havenwacht.vessel_history h
     WHERE h.mmsi = i.mmsi AND h.time <= i.entered_at ORDER BY h.time DESC LIMIT 1
  ) v ON true`;
const enteredMs = '(extract(epoch FROM i.entered_at) * 1000)::float8 AS "enteredMs"';
const kind = 'v.class, v.ship_type AS "shipType", v.eri_type AS "eriType"';

/** Visits whose time has an instant in common with the span: the expression is that of an index, so that older ones cost nothing. */
export const visitsQuery = (asked: VisitsAsked, after: VisitKey | null, most: number): QueryConfig => ({
  text: `
    SELECT i.mmsi, i.zone_id AS "zoneId", ${enteredMs}, (extract(epoch FROM i.left_at) * 1000)::float8 AS "leftMs", v.name, ${kind}
      FROM (SELECT * FROM havenwacht.visits
             WHERE tstzrange(entered_at, left_at, '[]')
                   && tstzrange(to_timestamp($1::float8 / 1000), to_timestamp($2::float8 / 1000), '[)')
               AND ($3::text[] IS NULL OR zone_id = ANY ($3)) AND ($4::int IS NULL OR mmsi = $4)
               AND (entered_at, mmsi, zone_id) > (to_timestamp($5::float8 / 1000), $6::int, $7::text)
             ORDER BY entered_at, mmsi, zone_id LIMIT $8) i ${kindThen}
     ORDER BY i.entered_at, i.mmsi, i.zone_id`,
  values: [
    asked.fromMs,
    asked.toMs,
    asked.zoneIds,
    asked.mmsi,
    ...(after === null ? [0, -1, ''] : [after.enteredMs, after.mmsi, after.zoneId]),
    most,
  ],
});

export const entriesQuery = (zoneId: string, span: Span, per: 'hour' | 'day'): QueryConfig => ({
  text: `
    SELECT (extract(epoch FROM date_trunc($4, i.entered_at, 'UTC')) * 1000)::float8 AS "atMs", ${kind}, count(*)::int AS entries
      FROM havenwacht.visits i ${kindThen}
     WHERE i.zone_id = $1 AND i.entered_at >= to_timestamp($2::float8 / 1000) AND i.entered_at < to_timestamp($3::float8 / 1000)
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  values: [zoneId, span.fromMs, span.toMs, per],
});

/** Hours before the entry beyond which nobody is looked for. */
const longestWaitH = 12;

/**
 * The next entries, and of each the track before it as far back as it stayed around the zone. The bounds of time that do not depend on the visit
 * keep it to the chunks of the span.
 */
export const waitsQuery = (
  { zoneId, fromMs, toMs, around, otherZoneIds }: WaitsAsked,
  after: Pick<VisitKey, 'enteredMs' | 'mmsi'>,
  most: number,
): QueryConfig => ({
  text: `
    SELECT i.mmsi, ${enteredMs}, ${kind}, w."arrivedMs", w."slowS"
      FROM (SELECT * FROM havenwacht.visits
             WHERE zone_id = $1 AND entered_at >= to_timestamp($2::float8 / 1000) AND entered_at < to_timestamp($3::float8 / 1000)
               AND (entered_at, mmsi) > (to_timestamp($4::float8 / 1000), $5::int)
             ORDER BY entered_at, mmsi LIMIT $6) i ${kindThen}
      CROSS JOIN LATERAL (
        SELECT (extract(epoch FROM min(time)) * 1000)::float8 AS "arrivedMs",
               coalesce(sum(extract(epoch FROM until - time)) FILTER (WHERE sog_kn <= 1), 0)::float8 AS "slowS"
          FROM (SELECT time, sog_kn, lead(time, 1, i.entered_at) OVER (ORDER BY time) AS until,
                       bool_and(lon BETWEEN $7 AND $9 AND lat BETWEEN $8 AND $10) OVER (ORDER BY time DESC) AS stayed
                  FROM havenwacht.positions p
                 WHERE p.mmsi = i.mmsi AND p.time <= i.entered_at AND p.time >= i.entered_at - interval '${longestWaitH} hours'
                   AND p.time >= to_timestamp($2::float8 / 1000) - interval '${longestWaitH} hours'
                   AND p.time < to_timestamp($3::float8 / 1000)
                   AND p.time >= coalesce((SELECT max(o.left_at) FROM havenwacht.visits o
                                            WHERE o.mmsi = i.mmsi AND o.zone_id = ANY($11::text[]) AND o.left_at <= i.entered_at),
                                          '-infinity')) AS track
         WHERE stayed
      ) w
     ORDER BY i.entered_at, i.mmsi`,
  values: [zoneId, fromMs, toMs, after.enteredMs, after.mmsi, most, ...around, [...otherZoneIds, zoneId]],
});

/** All entries of the span, a page behind the other. */
export async function* readWaits(
  fromMs: number,
  page: (after: Pick<VisitKey, 'enteredMs' | 'mmsi'>) => Promise<readonly Wait[]>,
  pageVisits: number,
): AsyncGenerator<readonly Wait[]> {
  let after: Pick<VisitKey, 'enteredMs' | 'mmsi'> = { enteredMs: fromMs, mmsi: -1 };
  for (;;) {
    const rows = await page(after);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageVisits) return;
    after = last;
  }
}
