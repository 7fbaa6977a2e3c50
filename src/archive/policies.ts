import type { PoolClient } from 'pg';

/** What TimescaleDB does by itself, on its own schedule, when it runs under the community licence. */

/** Chunks become columns when late reports and imports of them are rare; questions about the newest weeks read rows. */
const columnsAfterDays = 30;
/** Density outlives the positions that it was counted from. */
export const summariesOutliveDays = 730;

interface Policy {
  /** Procedure that the server's job runs, the relation that it is for, and the setting that may differ. */
  readonly job: string;
  readonly relation: string;
  readonly setting: string;
  readonly days: number | null;
  /** Statements with `$1`, the relation's name; of `add` also `$2`, an interval. */
  readonly add: string;
  readonly remove: string;
}

const policies = (timescale: string, retentionDays: number): readonly Policy[] => {
  const retention = (relation: string, days: number): Policy => ({
    ...{ job: 'policy_retention', relation, setting: 'drop_after', days },
    add: `SELECT ${timescale}.add_retention_policy($1, $2::interval)`,
    remove: `SELECT ${timescale}.remove_retention_policy($1)`,
  });
  const refresh = (relation: string, days: number | null, every: string): Policy => ({
    ...{ job: 'policy_refresh_continuous_aggregate', relation, setting: 'start_offset', days },
    add: `SELECT ${timescale}.add_continuous_aggregate_policy($1, start_offset => $2::interval,
            end_offset => interval '1 hour', schedule_interval => interval '${every}')`,
    remove: `SELECT ${timescale}.remove_continuous_aggregate_policy($1)`,
  });
  return [
    retention('positions', retentionDays),
    retention('density_hours', retentionDays + summariesOutliveDays),
    // what was dropped must not be counted again: it would be nothing
    refresh('density_hours', retentionDays, '10 minutes'),
    refresh('visit_days', null, '1 hour'),
    {
      ...{
        job: 'policy_compression',
        relation: 'positions',
        setting: 'compress_after',
        days: columnsAfterDays,
      },
      add: `CALL ${timescale}.add_columnstore_policy($1, after => $2::interval)`,
      remove: `CALL ${timescale}.remove_columnstore_policy($1)`,
    },
  ];
};

/** Sets the policies, within the caller's transaction; those that are set so already are left alone, with their times. */
export async function setPolicies(
  client: PoolClient,
  timescale: string,
  retentionDays: number,
): Promise<void> {
  for (const { job, relation, setting, days, add, remove } of policies(timescale, retentionDays)) {
    const interval = days === null ? null : `${days} days`;
    const { rows } = await client.query<{ same: boolean }>(
      `SELECT (config->>$3)::interval IS NOT DISTINCT FROM $4::interval AS same FROM timescaledb_information.jobs
        WHERE proc_name = $1 AND hypertable_schema = 'havenwacht' AND hypertable_name = $2`,
      [job, relation, setting, interval],
    );
    if (rows[0]?.same) continue;
    const name = `havenwacht.${relation}`;
    if (rows[0] !== undefined) await client.query(remove, [name]);
    await client.query(add, [name, interval]);
  }
}
