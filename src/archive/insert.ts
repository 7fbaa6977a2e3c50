import type { PoolClient } from 'pg';
import type { AlertEvent } from '../model/alert.ts';
import type { ArchiveBatch, PositionRow } from '../model/archive.ts';
import { numbers, texts } from './columns.ts';
import { copyPositions } from './copy-positions.ts';
import { insertAudit } from './insert-audit.ts';
import { upsertDeclarations } from './insert-declarations.ts';
import { insertVessels } from './insert-vessels.ts';
import { insertVisits } from './insert-visits.ts';

/** Rows a statement: the building of its parameters stays within a few milliseconds of the event loop. */
const SLICE = 2_000;

/**
 * Writes a batch, within the caller's transaction. What is there already stays; what is older never wins.
 * @param byCopy positions go by COPY, where the server knows it
 */
export async function insertBatch(client: PoolClient, batch: ArchiveBatch, byCopy = false): Promise<void> {
  const copied = byCopy && batch.positions.length > 0 && (await copyPositions(client, batch.positions));
  if (!copied) for (const rows of slices(batch.positions)) await insertPositions(client, rows);
  for (const rows of slices(batch.vessels)) await insertVessels(client, rows);
  for (const steps of slices(batch.visits)) await insertVisits(client, steps);
  for (const events of slices(batch.alertEvents)) await insertAlertEvents(client, events);
  for (const rows of slices(batch.declarations)) await upsertDeclarations(client, rows);
  for (const entries of slices(batch.audit)) await insertAudit(client, entries);
}

export function* slices<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += SLICE) {
    yield rows.length <= SLICE ? rows : rows.slice(from, from + SLICE);
  }
}

/** Positions as $1 … $9, an array a column. */
export const positionColumns = (rows: readonly PositionRow[]): unknown[] => [
  numbers(rows, (r) => r.timeMs),
  numbers(rows, (r) => r.mmsi),
  numbers(rows, (r) => r.lon),
  numbers(rows, (r) => r.lat),
  numbers(rows, (r) => r.sogKn),
  numbers(rows, (r) => r.cogDeg),
  numbers(rows, (r) => r.headingDeg),
  numbers(rows, (r) => r.navStatus),
  texts(rows, (r) => r.receiver),
];

/** @returns how many are new */
export async function insertPositions(client: PoolClient, rows: readonly PositionRow[]): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO havenwacht.positions
            (time, mmsi, lon, lat, sog_kn, cog_deg, heading_deg, nav_status, receiver)
     SELECT to_timestamp(ms / 1000), mmsi, lon, lat, sog, cog, heading, status, receiver
       FROM unnest($1::float8[], $2::int[], $3::float8[], $4::float8[],
                   $5::real[], $6::real[], $7::real[], $8::smallint[], $9::text[])
            AS t (ms, mmsi, lon, lat, sog, cog, heading, status, receiver)
     ON CONFLICT DO NOTHING`,
    positionColumns(rows),
  );
  return rowCount ?? 0;
}

/** Events by (seq, time), and of each alert its state after the newest of them. */
async function insertAlertEvents(client: PoolClient, events: readonly AlertEvent[]): Promise<void> {
  const columns = [
    numbers(events, (e) => e.seq),
    texts(events, (e) => e.at),
    texts(events, (e) => e.event),
    texts(events, (e) => e.by),
    texts(events, (e) => e.note),
    texts(events, (e) => JSON.stringify(e.alert)),
  ];
  await client.query(
    `INSERT INTO havenwacht.alert_events (seq, at, alert_id, event, by, note, alert)
     SELECT seq, at, alert->>'id', event, by, note, alert
       FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
            AS t (seq, at, event, by, note, alert)
     ON CONFLICT DO NOTHING`,
    columns,
  );
  await client.query(
    `INSERT INTO havenwacht.alerts
            (id, seq, cause, kind, severity, state, mmsi, zone_id, lon, lat, title,
             raised_at, updated_at, cleared_at, alert)
     SELECT DISTINCT ON (alert->>'id')
            alert->>'id', seq, alert->>'cause', alert->>'kind', alert->>'severity', alert->>'state',
            (alert->>'mmsi')::int, alert->>'zoneId',
            (alert->'position'->>0)::float8, (alert->'position'->>1)::float8, alert->>'title',
            (alert->>'raisedAt')::timestamptz, (alert->>'updatedAt')::timestamptz,
            (alert->>'clearedAt')::timestamptz, alert
       FROM unnest($1::bigint[], $2::jsonb[]) AS t (seq, alert)
      ORDER BY alert->>'id', seq DESC
     ON CONFLICT (id) DO UPDATE SET
            seq = excluded.seq, cause = excluded.cause, kind = excluded.kind, severity = excluded.severity,
            state = excluded.state, mmsi = excluded.mmsi, zone_id = excluded.zone_id, lon = excluded.lon,
            lat = excluded.lat, title = excluded.title, raised_at = excluded.raised_at,
            updated_at = excluded.updated_at, cleared_at = excluded.cleared_at, alert = excluded.alert
      WHERE alerts.seq < excluded.seq`,
    [columns[0], columns[5]],
  );
}
