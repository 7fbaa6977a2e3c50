import type { PoolClient } from 'pg';
import type { VisitStep } from '../model/archive.ts';
import { numbers, texts } from './columns.ts';

/**
 * Entries and exits of vessels. An entry begins a visit unless there is one at that time: a restart finds vessels where they were. An exit
 * ends the open visit, and one without a zone all that the vessel has open. Steps written twice change nothing, because an exit
 * never ends a visit that began after it, and an entry begins none within one.
 */
export async function insertVisits(client: PoolClient, steps: readonly VisitStep[]): Promise<void> {
  for (const run of runs(steps)) {
    const columns = [numbers(run, (s) => s.mmsi), texts(run, (s) => s.zoneId), numbers(run, (s) => s.timeMs)];
    await client.query(run[0]?.step === 'enters' ? enter : leave, columns);
  }
}

/** An entry and an exit of one vessel must stay in order; the longest runs of one step do, and are few. */
function* runs(steps: readonly VisitStep[]): Generator<readonly VisitStep[]> {
  let from = 0;
  for (let to = 1; to <= steps.length; to += 1) {
    if (to < steps.length && steps[to]?.step === steps[from]?.step) continue;
    yield steps.slice(from, to);
    from = to;
  }
}

const told = `(SELECT mmsi, zone_id, to_timestamp(ms / 1000) AS at
                FROM unnest($1::int[], $2::text[], $3::float8[]) AS t (mmsi, zone_id, ms)) AS step`;

const enter = `
  INSERT INTO havenwacht.visits (mmsi, zone_id, entered_at)
  SELECT mmsi, zone_id, at FROM ${told}
   WHERE NOT EXISTS (SELECT FROM havenwacht.visits v
                      WHERE v.mmsi = step.mmsi AND v.zone_id = step.zone_id
                        AND v.entered_at <= step.at AND (v.left_at IS NULL OR v.left_at >= step.at))
  ON CONFLICT DO NOTHING`;

/** Who leaves without a zone has vanished: its visits end with its last position. */
const leave = `
  UPDATE havenwacht.visits v
     SET left_at = CASE WHEN step.zone_id IS NOT NULL THEN step.at ELSE coalesce(
           (SELECT max(p.time) FROM havenwacht.positions p
             WHERE p.mmsi = v.mmsi AND p.time BETWEEN v.entered_at AND step.at), v.entered_at) END
    FROM ${told}
   WHERE v.mmsi = step.mmsi AND (step.zone_id IS NULL OR v.zone_id = step.zone_id)
     AND v.left_at IS NULL AND v.entered_at <= step.at`;
