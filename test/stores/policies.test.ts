import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBackfill } from '../../src/archive/backfill.ts';
import { importPrefix } from '../../src/archive/insert-recorded.ts';
import { createPostgresArchive } from '../../src/archive/postgres.ts';
import { batch, DAY_MS, position, positions, readAll, START_MS, silent } from './archive-rows.ts';
import { onCommunity } from './community.ts';

interface Job {
  readonly id: number;
  readonly job: string;
  readonly relation: string;
  readonly config: Readonly<Record<string, unknown>>;
}

describe('TimescaleDB under the community licence', () => {
  let under: ReturnType<typeof onCommunity>;
  beforeEach(async () => {
    under = onCommunity();
    await under.archive.prepare();
  });
  afterEach(() => under.end());

  const jobs = async (): Promise<Job[]> =>
    (
      await under.pool.query<Job>(
        `SELECT job_id AS id, proc_name AS job, hypertable_name AS relation,
                config - '{hypertable_id,mat_hypertable_id}'::text[] AS config
           FROM timescaledb_information.jobs WHERE hypertable_schema = 'havenwacht' ORDER BY 2, 3`,
      )
    ).rows;
  const run = async (job: string): Promise<void> => {
    for (const { id } of (await jobs()).filter((one) => one.job === job))
      await under.pool.query(`CALL run_job(${id})`);
  };
  const asKept = (days: number) => [
    ['policy_compression', 'positions', { compress_after: '30 days' }],
    [
      'policy_refresh_continuous_aggregate',
      'density_hours',
      { start_offset: `${days} days`, end_offset: '01:00:00' },
    ],
    ['policy_refresh_continuous_aggregate', 'visit_days', { start_offset: null, end_offset: '01:00:00' }],
    ['policy_retention', 'density_hours', { drop_after: `${days + 730} days` }],
    ['policy_retention', 'positions', { drop_after: `${days} days` }],
  ];
  const shown = (all: readonly Job[]) => all.map(({ job, relation, config }) => [job, relation, config]);

  test('V86 the server gets the policies once, and those that differ anew when the retention does', async () => {
    const first = await jobs();
    expect(shown(first)).toEqual(asKept(90));
    await under.archive.prepare();
    expect(await jobs()).toEqual(first);
    const { pools } = under;
    const options = { hypertables: 'when-available', log: silent } as const;
    await createPostgresArchive(pools, { ...options, retentionDays: 20 }).prepare();
    const changed = await jobs();
    expect(shown(changed)).toEqual(asKept(20));
    const same = changed.filter(({ id }) => first.some((job) => job.id === id));
    expect(same.map(({ relation }) => relation)).toEqual(['positions', 'visit_days']);
    // an import has no say in it
    await createBackfill(pools, options).prepare();
    expect(await jobs()).toEqual(changed);
  });

  test('V86 each of them does its work', async () => {
    const nowMs = Date.now();
    const at = (days: number) => position(1, nowMs - days * DAY_MS);
    await under.archive.write(batch({ positions: [at(0), at(10), at(50), at(100)] }));
    for (const job of new Set((await jobs()).map((one) => one.job))) await run(job);
    expect((await readAll(under.archive, 1)).map(({ timeMs }) => timeMs)).toEqual(
      [50, 10, 0].map((d) => at(d).timeMs),
    );
    const { rows } = await under.pool.query(
      'SELECT sum(reports)::int AS reports FROM havenwacht.density_hours',
    );
    expect(rows).toEqual([{ reports: 3 }]);
    expect(await columnar()).toBe(1);
  });

  const columnar = async (): Promise<number> =>
    (
      await under.pool.query(
        `SELECT count(*)::int AS n FROM timescaledb_information.chunks
          WHERE hypertable_schema = 'havenwacht' AND hypertable_name = 'positions' AND is_compressed`,
      )
    ).rows[0].n;

  test('V87 late reports and imports find their way into columns, once', async () => {
    const day = START_MS - 60 * DAY_MS;
    const own = [7, 8].flatMap((mmsi) => positions(mmsi, 3_000, day));
    const recorded = position(9, day, { receiver: `${importPrefix}a`, lon: 4.4 });
    const backfill = createBackfill(under.pools, { hypertables: 'when-available', log: silent });
    await backfill.prepare();
    await under.archive.write(batch({ positions: own }));
    await backfill.write({ positions: [recorded], vessels: [] });
    await run('policy_compression');
    expect(await columnar()).toBe(1);

    const late = positions(7, 50, day + 500);
    for (let times = 0; times < 2; times += 1)
      await under.archive.write(batch({ positions: [...own, ...late, position(7, day, { lon: 9 })] }));
    expect(await readAll(under.archive, 7)).toHaveLength(3_050);
    expect((await readAll(under.archive, 7))[0]?.lon).toBe(own[0]?.lon);
    const sortsFirst = { ...recorded, lon: 4.1 };
    const overOwn = { ...sortsFirst, mmsi: 8 };
    expect(await backfill.write({ positions: [sortsFirst, overOwn], vessels: [] })).toBe(0);
    expect((await readAll(under.archive, 9)).map(({ lon }) => lon)).toEqual([4.1]);
    expect((await readAll(under.archive, 8))[0]?.lon).toBe(own[0]?.lon);
    // and what questions see of them
    const span = { fromMs: day, toMs: day + DAY_MS };
    const never = new AbortController().signal;
    expect(await under.archive.history.present(span, [4, 51, 5, 52], -1, 9, never)).toEqual([7, 8, 9]);
    await run('policy_compression');
    await under.archive.dropBefore(day + 2 * DAY_MS);
    expect(await readAll(under.archive, 7)).toEqual([]);
  });
});
