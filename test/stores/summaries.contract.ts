import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../src/lib/random.ts';
import type { PositionRow } from '../../src/model/archive.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { batch, DAY_MS, position, readAll, START_MS } from './archive-rows.ts';
import { isCommunity } from './licence.ts';

const hourMs = 3_600_000;
const startHourMs = Math.floor(START_MS / hourMs) * hourMs;
const startDayMs = Math.floor(START_MS / DAY_MS) * DAY_MS;

interface DensityRow {
  readonly ms: number;
  readonly cell_lon: number;
  readonly cell_lat: number;
  readonly vessels: number;
  readonly under_way: number;
  readonly reports: number;
}

/** What the specification says of these positions, without a database. */
function densityOf(rows: readonly PositionRow[]): DensityRow[] {
  const cells = new Map<string, PositionRow[]>();
  for (const row of new Map(rows.map((r) => [`${r.mmsi} ${r.timeMs}`, r])).values()) {
    const key = [
      Math.floor(row.timeMs / hourMs) * hourMs,
      Math.floor(row.lon * 200),
      Math.floor(row.lat * 400),
    ];
    cells.set(key.join(' '), [...(cells.get(key.join(' ')) ?? []), row]);
  }
  const distinct = (some: readonly PositionRow[]): number => new Set(some.map(({ mmsi }) => mmsi)).size;
  return [...cells].map(([key, reports]) => {
    const [ms = 0, lon = 0, lat = 0] = key.split(' ').map(Number);
    const moving = reports.filter(({ sogKn }) => sogKn !== null && sogKn > 1);
    return {
      ...{ ms, cell_lon: lon, cell_lat: lat, vessels: distinct(reports), under_way: distinct(moving) },
      reports: reports.length,
    };
  });
}

const inOrder = (rows: readonly DensityRow[]): DensityRow[] =>
  [...rows].sort((a, b) => a.ms - b.ms || a.cell_lon - b.cell_lon || a.cell_lat - b.cell_lat);

/** What is counted beforehand is the same wherever it is counted. */
export function summariesContract(open: () => Promise<ArchiveUnderTest>): void {
  let under: ArchiveUnderTest;
  /** TimescaleDB does it by itself; here without its clock being waited for. */
  let byServer: boolean;
  beforeAll(async () => {
    under = await open();
    await under.archive.prepare();
    byServer = await isCommunity(under);
  });
  afterAll(() => under.end());

  /** What a policy does for this span, or our own work. */
  async function refresh(fromMs: number, nowMs: number): Promise<void> {
    await under.archive.summarise(nowMs);
    if (!byServer) return;
    const floor = (ms: number, bucketMs: number): string =>
      `'${new Date(Math.floor(ms / bucketMs) * bucketMs).toISOString()}'::timestamptz`;
    const span = `${floor(fromMs, hourMs)}, ${floor(nowMs, hourMs)}`;
    await under.pool.query(`CALL refresh_continuous_aggregate('havenwacht.density_hours', ${span})`);
    await under.pool.query(
      `CALL refresh_continuous_aggregate('havenwacht.visit_days', NULL, ${floor(nowMs, DAY_MS)})`,
    );
  }
  async function density(fromMs: number, toMs: number): Promise<DensityRow[]> {
    const { rows } = await under.pool.query<DensityRow>(
      `SELECT (extract(epoch FROM hour) * 1000)::float8 AS ms, cell_lon, cell_lat, vessels, under_way, reports
         FROM havenwacht.density_hours
        WHERE hour >= to_timestamp($1::float8 / 1000) AND hour < to_timestamp($2::float8 / 1000)`,
      [fromMs, toMs],
    );
    return inOrder(rows);
  }
  /** Reports of some vessels in an area of a few cells. */
  function traffic(
    seed: number,
    mmsis: number,
    fromMs: number,
    spanMs: number,
    count: number,
  ): PositionRow[] {
    const random = createRandom(seed);
    return Array.from({ length: count }, () =>
      position(seed * 1_000 + random.whole(1, mmsis), fromMs + random.whole(0, spanMs - 1), {
        lon: -0.006 + random.whole(0, 12_000) / 1e6,
        lat: 51.2 + random.whole(0, 8_000) / 1e6,
        sogKn: random.whole(0, 3) === 0 ? null : random.whole(0, 40) / 20,
      }),
    );
  }

  test('V86 the server is left to do what it says that it can, and nothing else', async () => {
    const has = async (sql: string): Promise<boolean> => (await under.pool.query(sql)).rowCount !== 0;
    expect(await has(`SELECT FROM pg_tables WHERE tablename = 'density_marks'`)).toBe(!byServer);
    if (!under.archive.edition.startsWith('timescaledb')) return;
    const jobs = `SELECT FROM timescaledb_information.jobs WHERE hypertable_schema = 'havenwacht'`;
    expect(await has(jobs)).toBe(byServer);
  });

  test('V83 traffic is counted by hour and cell as its reports say, those of this hour and late ones too', async () => {
    const fromMs = startHourMs - 4 * hourMs;
    const nowMs = startHourMs + hourMs / 2;
    const rows = traffic(1, 20, fromMs, 4.5 * hourMs, 1_500);
    await under.archive.write(batch({ positions: rows }));
    const wanted = (): DensityRow[] => inOrder(densityOf(rows));
    expect(await density(fromMs, nowMs)).toEqual(wanted());
    await refresh(fromMs, nowMs);
    expect(await density(fromMs, nowMs)).toEqual(wanted());
    // later hours, late ones of other vessels, and all once more
    rows.push(...traffic(2, 5, fromMs, 2 * hourMs, 200), ...traffic(3, 5, nowMs, hourMs / 2, 50));
    for (let times = 0; times < 2; times += 1) {
      await under.archive.write(batch({ positions: rows }));
      await refresh(fromMs, nowMs + hourMs);
      expect(await density(fromMs, nowMs + hourMs)).toEqual(wanted());
    }
  });

  test('V83 hours that two processes count at once are counted once, and what is written meanwhile is not missed', async () => {
    const fromMs = startHourMs - 40 * DAY_MS;
    const nowMs = fromMs + 6 * hourMs;
    const rows: PositionRow[] = [];
    for (let part = 0; part < 4; part += 1) {
      const more = traffic(10 + part, 9, fromMs, 6 * hourMs, 300);
      rows.push(...more);
      await Promise.all([
        under.archive.summarise(nowMs),
        under.archive.write(batch({ positions: more })),
        under.archive.summarise(nowMs),
      ]);
    }
    await refresh(fromMs, nowMs);
    expect(await density(fromMs, nowMs)).toEqual(inOrder(densityOf(rows)));
  });

  test('V84 visits are counted by zone and day of entry, with what the ended ones lasted', async () => {
    const visit = (mmsi: number, zoneId: string, enterMs: number, leaveMs: number | null) => [
      { step: 'enters', mmsi, zoneId, timeMs: enterMs } as const,
      ...(leaveMs === null ? [] : [{ step: 'leaves', mmsi, zoneId, timeMs: leaveMs } as const]),
    ];
    const dayMs = startDayMs - 20 * DAY_MS;
    const visits = [
      ...visit(31, 'lock', dayMs, dayMs + 60_000),
      ...visit(31, 'lock', dayMs + 2 * hourMs, dayMs + 2 * hourMs + 30_500),
      ...visit(32, 'lock', dayMs + DAY_MS - 1, dayMs + 3 * DAY_MS),
      ...visit(33, 'lock', dayMs + DAY_MS, null),
      ...visit(34, 'quay', dayMs + hourMs, null),
    ];
    const days = async () =>
      (
        await under.pool.query(
          `SELECT (extract(epoch FROM day - to_timestamp($1::float8 / 1000)) / 86400)::int AS day, zone_id, visits, vessels, ended, stay_s
             FROM havenwacht.visit_days WHERE day >= to_timestamp($1::float8 / 1000) ORDER BY 1, 2`,
          [dayMs],
        )
      ).rows.map(Object.values);
    const first = [
      [0, 'lock', 3, 2, 3, 90.5 + 2 * 86_400 + 0.001],
      [0, 'quay', 1, 1, 0, null],
    ];
    await under.archive.write(batch({ visits }));
    await refresh(dayMs, dayMs + 10 * DAY_MS);
    expect(await days()).toEqual([...first, [1, 'lock', 1, 1, 0, null]]);
    // a visit ends days after it was counted
    await under.archive.write(
      batch({ visits: [{ step: 'leaves', mmsi: 33, zoneId: 'lock', timeMs: dayMs + 8 * DAY_MS }] }),
    );
    await refresh(dayMs, dayMs + 10 * DAY_MS);
    expect(await days()).toEqual([...first, [1, 'lock', 1, 1, 1, 7 * 86_400]]);
  });

  test('V85 retention takes whole days and leaves what was counted; what comes later for these days goes again, uncounted', async () => {
    const fromMs = startDayMs - 80 * DAY_MS;
    const rows = traffic(4, 6, fromMs, 4 * DAY_MS, 400);
    const border = fromMs + 2 * DAY_MS;
    await under.archive.write(batch({ positions: rows }));
    await refresh(fromMs, fromMs + 5 * DAY_MS);
    const counted = inOrder(densityOf(rows));
    expect(await density(fromMs, fromMs + 5 * DAY_MS)).toEqual(counted);
    const left = async () =>
      (await Promise.all([1, 2, 3, 4, 5, 6].map((i) => readAll(under.archive, 4_000 + i)))).flat().length;
    const staying = new Set(rows.filter((r) => r.timeMs >= border).map((r) => `${r.mmsi} ${r.timeMs}`)).size;
    await under.archive.dropBefore(border + 0.7 * DAY_MS);
    expect(await left()).toBe(staying);
    // a spool that waited long brings them again, and others
    const late = traffic(5, 6, fromMs, 2 * DAY_MS, 20);
    await under.archive.write(batch({ positions: [...rows, ...late] }));
    await refresh(border, fromMs + 5 * DAY_MS);
    expect(await density(fromMs, fromMs + 5 * DAY_MS)).toEqual(counted);
    await under.archive.dropBefore(border + 0.7 * DAY_MS);
    expect(await left()).toBe(staying);
    expect(await density(fromMs, fromMs + 5 * DAY_MS)).toEqual(counted);
    // what the server does with these it does by its own clock (V86)
    if (byServer) return;
    await under.archive.dropBefore(border + 730 * DAY_MS);
    expect(await density(0, fromMs + 5 * DAY_MS)).toEqual(counted.filter(({ ms }) => ms >= border));
  });
}
