import type { QueryConfig } from 'pg';
import type { Alert } from '../model/alert.ts';
import type { PositionRow, VesselRow } from '../model/archive.ts';
import type { AlertScope } from '../model/audience.ts';
import type { AlertsThen, Chronicle, ChroniclePage, ChronicleSpan, Stay } from '../model/chronicle.ts';
import { askWithin } from './ask.ts';
import { descriptionColumns, descriptionOf, type LatestRow } from './latest.ts';
import type { Pools } from './pools.ts';

/** A stretch of time is short, and found by the indexes of time: a planner that knows nothing of a table yet would read all of it. */
const settings = 'SET LOCAL jit = off; SET LOCAL enable_seqscan = off';

const ms = (time: string): string => `(extract(epoch FROM ${time}) * 1000)::float8`;
const within = (time: string): string =>
  `${time} >= to_timestamp($1::float8 / 1000) AND ${time} < to_timestamp($2::float8 / 1000)`;
/** Where a list stops being complete: its last time when it holds as many rows as it may, else the end of the stretch. */
const end = (list: string, time: string, most: string): string =>
  `(SELECT CASE WHEN count(*) < ${most} THEN to_timestamp($2::float8 / 1000) ELSE max(${time}) END FROM ${list})`;

/**
 * What happened in a stretch, as one text: each list by its index of time up to its most rows ($3; declarations and alerts $4), and of all what lies before the time
 * at which the first of them stops. Positions are thinned first ($5), then cut to the area: those in it, and of each vessel the first that is not.
 */
const stretch = (inArea: string): string => `
  WITH heard AS MATERIALIZED (
    SELECT * FROM havenwacht.positions WHERE ${within('time')} ORDER BY time LIMIT $3
  ), said AS MATERIALIZED (
    SELECT * FROM havenwacht.vessel_history WHERE ${within('time')} ORDER BY time LIMIT $3
  ), entered AS MATERIALIZED (
    SELECT * FROM havenwacht.visits
     WHERE tstzrange(entered_at, left_at, '[]') && tstzrange(to_timestamp($1::float8 / 1000), to_timestamp($2::float8 / 1000), '[)')
       AND ${within('entered_at')} ORDER BY entered_at LIMIT $3
  ), declared AS MATERIALIZED (
    SELECT * FROM havenwacht.declarations WHERE ${within('declared_at')} ORDER BY declared_at LIMIT $4
  ), told AS MATERIALIZED (
    SELECT * FROM havenwacht.alert_events WHERE ${within('at')} ORDER BY at, seq LIMIT $4
  ), until AS (
    SELECT least(${end('heard', 'time', '$3')}, ${end('said', 'time', '$3')}, ${end('entered', 'entered_at', '$3')},
                 ${end('declared', 'declared_at', '$4')}, ${end('told', 'at', '$4')}) AS at
  ), thinned AS (
    SELECT DISTINCT ON (mmsi, floor(${ms('time')} / $5)) *, ${inArea} AS inside
      FROM heard, until WHERE time < until.at ORDER BY mmsi, floor(${ms('time')} / $5), time DESC
  ), beside AS (
    SELECT *, coalesce(lag(inside) OVER (PARTITION BY mmsi ORDER BY time), true) AS "wasInside" FROM thinned
  )
  SELECT json_build_object(
    'beforeMs', ${ms('until.at')},
    'positions', (SELECT coalesce(json_agg(json_build_array(${ms('time')}, mmsi, lon, lat, sog_kn, cog_deg, heading_deg, nav_status, receiver)
                                           ORDER BY time), '[]') FROM beside WHERE inside OR "wasInside"),
    'descriptions', (SELECT coalesce(json_agg(row_to_json(d) ORDER BY d.told_ms), '[]')
                       FROM (SELECT v.mmsi, ${descriptionColumns}, NULL AS told FROM said v, until WHERE v.time < until.at) d),
    'stays', (SELECT coalesce(json_agg(json_build_array(mmsi, zone_id, ${ms('entered_at')}, ${ms('left_at')}) ORDER BY entered_at), '[]')
                FROM entered, until WHERE entered_at < until.at),
    'declarations', (SELECT coalesce(json_agg(declaration ORDER BY declared_at), '[]') FROM declared, until WHERE declared_at < until.at),
    'alertEvents', (SELECT coalesce(json_agg(json_build_object('seq', seq, 'event', event, 'by', by, 'note', note, 'alert', alert,
                      'at', to_char(told.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY told.at, seq), '[]')
                      FROM told, until WHERE told.at < until.at)
  )::text AS page FROM until`;
const everywhere = stretch('true');
const inBox = stretch('(lon BETWEEN $6 AND $8 AND lat BETWEEN $7 AND $9)');

/** @param mostRows of each list; of alert events and declarations, which are larger, a tenth */
export function stretchQuery({ fromMs, toMs, area, everyMs }: ChronicleSpan, mostRows: number): QueryConfig {
  const values = [fromMs, toMs, mostRows, Math.ceil(mostRows / 10), Math.max(1, everyMs), ...(area ?? [])];
  return { text: area === null ? everywhere : inBox, values };
}

type PositionEntry = [
  ...[timeMs: number, mmsi: number, lon: number, lat: number],
  ...[sogKn: number | null, cogDeg: number | null, headingDeg: number | null, navStatus: number | null],
  receiver: string,
];
type StayEntry = [mmsi: number, zoneId: string, enteredMs: number, leftMs: number | null];
interface PageText extends Pick<ChroniclePage, 'beforeMs' | 'declarations' | 'alertEvents'> {
  readonly positions: readonly PositionEntry[];
  readonly descriptions: readonly LatestRow[];
  readonly stays: readonly StayEntry[];
}

function positionOf(entry: PositionEntry): PositionRow {
  const [timeMs, mmsi, lon, lat, sogKn, cogDeg, headingDeg, navStatus, receiver] = entry;
  return { timeMs, mmsi, lon, lat, sogKn, cogDeg, headingDeg, navStatus, receiver };
}
const stayOf = ([mmsi, zoneId, enteredMs, leftMs]: StayEntry): Stay => ({ mmsi, zoneId, enteredMs, leftMs });
const pageOf = (text: PageText): ChroniclePage => ({
  beforeMs: text.beforeMs,
  positions: text.positions.map(positionOf),
  descriptions: text.descriptions
    .map((row) => descriptionOf(row, []))
    .filter((row): row is VesselRow => row !== null),
  stays: text.stays.map(stayOf),
  declarations: text.declarations,
  alertEvents: text.alertEvents,
});

/** The expression is that of the index `visits_span`. */
const staysThen = `
  SELECT mmsi, zone_id AS "zoneId", ${ms('entered_at')} AS "enteredMs", ${ms('left_at')} AS "leftMs"
    FROM havenwacht.visits
   WHERE tstzrange(entered_at, left_at, '[]') @> to_timestamp($1::float8 / 1000)
     AND (left_at IS NULL OR left_at > to_timestamp($1::float8 / 1000))`;

/** When an alert was open, as far as its last state tells: that of the index `alerts_open`. Its events say what it was then. */
const openTime = `tstzrange(raised_at, CASE WHEN state IN ('cleared', 'closed') THEN greatest(raised_at, updated_at) END, '[]')`;
/** As `mayKnow` of the model. */
const inScope = `(NOT a.alert ? 'audience' OR a.alert->'audience' ? $3::text)
     AND (NOT $4::boolean OR a.alert->'audience' = jsonb_build_array($3::text) OR a.zone_id = ANY($5::text[]) OR a.alert->>'mmsi' = ANY($6::text[]) OR a.alert->'others' ?| $6::text[])`;
/** An alert's events are found first and sorted afterwards (`OFFSET 0`), lest those of all alerts are looked through by time. */
const alerts = `
  SELECT stood.alert, count(*) OVER ()::int AS all
    FROM havenwacht.alerts a
   CROSS JOIN LATERAL (
     SELECT alert, seq FROM (
       SELECT * FROM havenwacht.alert_events WHERE alert_id = a.id AND at <= to_timestamp($1::float8 / 1000) OFFSET 0
     ) AS own ORDER BY at DESC, seq DESC LIMIT 1
   ) AS stood
   WHERE ${openTime} @> to_timestamp($1::float8 / 1000) AND stood.alert->>'state' IN ('active', 'acknowledged', 'snoozed')
     AND ${inScope}
   ORDER BY stood.seq DESC LIMIT $2`;

export const staysQuery = (atMs: number): QueryConfig => ({ text: staysThen, values: [atMs] });
export const alertsQuery = (
  atMs: number,
  { id, confined, areas, vessels }: AlertScope,
  most: number,
): QueryConfig => ({
  text: alerts,
  values: [atMs, most, id, confined, areas, vessels],
});

export interface ChronicleOptions {
  /** Rows of a list that one statement reads; of alert events and declarations, which are larger, a tenth. */
  readonly pageRows: number;
  readonly limitS: number;
}

export function createChronicle(pools: Pools, { pageRows, limitS }: ChronicleOptions): Chronicle {
  async function read(span: ChronicleSpan, mostRows: number, signal: AbortSignal): Promise<PageText> {
    const query = stretchQuery(span, mostRows);
    const [row] = await askWithin<{ page: string }>(pools, settings, limitS, query, signal);
    if (row === undefined) throw new Error('the archive gave no page');
    return JSON.parse(row.page) as PageText;
  }

  return {
    async page(span, signal) {
      for (let mostRows = pageRows; ; mostRows *= 2) {
        const page = await read(span, mostRows, signal);
        // more at one instant than a page holds: they are as many as there are vessels at the most
        if (page.beforeMs > span.fromMs) return pageOf(page);
      }
    },
    staysAt: (atMs, signal) => askWithin<Stay>(pools, settings, limitS, staysQuery(atMs), signal),
    async alertsAt(atMs, scope, most, signal): Promise<AlertsThen> {
      const query = alertsQuery(atMs, scope, most);
      const rows = await askWithin<{ alert: Alert; all: number }>(pools, settings, limitS, query, signal);
      return { alerts: rows.map(({ alert }) => alert).reverse(), leftOut: (rows[0]?.all ?? 0) - rows.length };
    },
  };
}
