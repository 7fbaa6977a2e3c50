import type { Past, PastPage, PastRange } from '../model/past.ts';
import { queryUntil } from './cancellable.ts';
import type { Pools } from './pools.ts';

/**
 * A page must cost what it holds. A planner that knows nothing of the table yet would sort all that lies behind it, for each page anew.
 * What is switched off costs so much in its eyes that it would compile the statement.
 */
const byIndex =
  'SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; ' +
  'SET LOCAL jit = off; SET LOCAL statement_timeout = 10000';

/**
 * The next rows by (time, mmsi) behind the last page, whatever area they lie in, so that the work of a statement has a bound; of these, as one
 * text, those that matter to the box. `side` is null within the box, else one of its eight sides and the hour: see `Past.positions`.
 */
const nextPage = `
  WITH page AS MATERIALIZED (
    SELECT time, mmsi, lon, lat, sog_kn, cog_deg, nav_status
      FROM havenwacht.positions
     WHERE time >= to_timestamp($1::float8 / 1000) AND time < to_timestamp($3::float8 / 1000)
       AND (time, mmsi) > (to_timestamp($1::float8 / 1000), $2::int)
     ORDER BY time, mmsi LIMIT $4
  ), sided AS (
    SELECT *, CASE WHEN lon BETWEEN $5::float8 AND $7::float8 AND lat BETWEEN $6::float8 AND $8::float8 THEN NULL
                   ELSE (lon < $5)::int + 2 * (lon > $7)::int + 4 * (lat < $6)::int + 8 * (lat > $8)::int
                        + 16 * floor(extract(epoch FROM time) / 3600)::int END AS side
      FROM page
  ), beside AS (
    SELECT *, lag(side) OVER track AS before, lead(side) OVER track AS after
      FROM sided WINDOW track AS (PARTITION BY mmsi ORDER BY time)
  ), last AS (
    SELECT (extract(epoch FROM time) * 1000)::float8 AS ms, mmsi FROM page ORDER BY time DESC, mmsi DESC LIMIT 1
  )
  SELECT count(*)::int AS rows, (SELECT ms FROM last) AS last_ms, (SELECT mmsi FROM last) AS last_mmsi,
         coalesce(json_agg(json_build_array((extract(epoch FROM time) * 1000)::float8, mmsi, lon, lat, sog_kn, cog_deg, nav_status)
                           ORDER BY time, mmsi)
                    FILTER (WHERE side IS NULL OR side IS DISTINCT FROM before OR side IS DISTINCT FROM after),
                  '[]')::text AS positions
    FROM beside`;

type PageRow =
  | { readonly rows: 0 }
  | {
      readonly rows: number;
      readonly last_ms: number;
      readonly last_mmsi: number;
      readonly positions: string;
    };

/** Columns of `vessel_history` under the names of `VesselRow`. */
const description = `json_build_object('mmsi', mmsi, 'timeMs', (extract(epoch FROM time) * 1000)::float8, 'class', class, 'name', name,
  'callsign', callsign, 'imo', imo, 'eni', eni, 'flag', flag, 'shipType', ship_type, 'eriType', eri_type, 'lengthM', length_m,
  'beamM', beam_m, 'draughtM', draught_m, 'destination', destination, 'hazardState', hazard_state, 'inlandHazard', inland_hazard,
  'dangerousCargo', dangerous_cargo, 'persons', persons, 'tankHull', tank_hull, 'told', NULL)`;

/** A vessel that says something else every minute for a day; what it said later is not read. */
const mostDescriptions = 1_440;

/** Of each vessel what held at the beginning, and every change until the end. */
const known = `
  SELECT coalesce(json_agg(json_build_object('mmsi', asked.mmsi,
           'told', (SELECT told FROM havenwacht.vessels v WHERE v.mmsi = asked.mmsi),
           'descriptions', coalesce((SELECT json_agg(${description} ORDER BY time) FROM (
              SELECT * FROM havenwacht.vessel_history h
               WHERE h.mmsi = asked.mmsi AND h.time >= coalesce(
                 (SELECT max(time) FROM havenwacht.vessel_history WHERE mmsi = asked.mmsi AND time <= to_timestamp($2::float8 / 1000)),
                 '-infinity')
               ORDER BY h.time LIMIT ${mostDescriptions}) AS h), '[]'),
           'declarations', coalesce((SELECT json_agg(d.declaration) FROM havenwacht.declarations d
               WHERE d.mmsi = asked.mmsi AND d.valid_to > to_timestamp($2::float8 / 1000)), '[]'))),
         '[]')::text AS vessels
    FROM unnest($1::int[]) AS asked (mmsi)`;

/** @param pageRows archived positions that one statement looks at */
export function createPast(pools: Pools, pageRows: number): Past {
  async function* positions({ fromMs, toMs, box }: PastRange, signal: AbortSignal): AsyncGenerator<PastPage> {
    let behind: readonly [number, number] = [fromMs, -1];
    for (;;) {
      const values = [...behind, toMs, pageRows, ...box];
      const { rows } = await queryUntil<PageRow>(pools, byIndex, { text: nextPage, values }, signal);
      const [page] = rows;
      if (page === undefined || page.rows === 0 || !('positions' in page)) return;
      yield { positions: page.positions, rows: page.rows, atMs: page.last_ms };
      if (page.rows < pageRows) return;
      behind = [page.last_ms, page.last_mmsi];
    }
  }

  return {
    positions,
    async vessels(mmsis, fromMs, signal) {
      const query = { text: known, values: [mmsis, fromMs] };
      const { rows } = await queryUntil<{ vessels: string }>(pools, byIndex, query, signal);
      return rows[0]?.vessels ?? '[]';
    },
  };
}
