import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VisitStep } from '../../src/model/archive.ts';
import type { NearPoint, Wait } from '../../src/model/history.ts';
import type { Box } from '../../src/model/past.ts';
import { declarationOf } from '../cargo-samples.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { batch, DAY_MS, position, START_MS, vessel } from './archive-rows.ts';

const never = new AbortController().signal;
const hourMs = 3_600_000;
const area: Box = [4.2, 51.2, 4.4, 51.4];

/** What every archive answers about the past; statements look at five reports and two visits. Each test has days of its own. */
export function historyContract(open: () => Promise<ArchiveUnderTest>): void {
  let under: ArchiveUnderTest;
  beforeAll(async () => {
    under = await open();
    await under.archive.prepare();
  });
  afterAll(() => under.end());
  const history = () => under.archive.history;

  /** A vessel's reports, a second apart; outside is east of the area. */
  const along = (mmsi: number, fromMs: number, ...inside: boolean[]) =>
    inside.map((is, i) => position(mmsi, fromMs + i * 1000, { lon: is ? 4.3 : 4.5 }));
  const step = (mmsi: number, zoneId: string, timeMs: number, way: 'enters' | 'leaves'): VisitStep => ({
    ...{ step: way, mmsi, zoneId, timeMs },
  });
  const visit = (mmsi: number, zoneId: string, fromMs: number, toMs: number | null): VisitStep[] => [
    step(mmsi, zoneId, fromMs, 'enters'),
    ...(toMs === null ? [] : [step(mmsi, zoneId, toMs, 'leaves')]),
  ];

  test('V47 those who were there come by MMSI behind the last one; time and area count', async () => {
    const at = START_MS;
    await under.archive.write(
      batch({
        positions: [
          ...[203, 201, 202].flatMap((mmsi) => along(mmsi, at, true, true)),
          ...along(204, at, false),
          position(205, at - 1),
          position(206, at + hourMs),
        ],
      }),
    );
    const span = { fromMs: at, toMs: at + hourMs };
    expect(await history().present(span, area, -1, 2, never)).toEqual([201, 202]);
    expect(await history().present(span, area, 202, 2, never)).toEqual([203]);
    expect(await history().present(span, null, -1, 9, never)).toEqual([201, 202, 203, 204]);
  });

  test('V45 of a track come the reports inside and those beside them, and whether any lay between', async () => {
    const at = START_MS + 2 * DAY_MS;
    const way = [false, false, false, true, true, false, false, false, true, false, false, false];
    await under.archive.write(
      batch({ positions: [...along(211, at, ...way), ...along(212, at, ...way.map((is) => !is))] }),
    );
    const points: NearPoint[] = [];
    const span = { fromMs: at, toMs: at + hourMs };
    for await (const page of history().near([211, 212], span, area, never)) points.push(...page);
    for (const mmsi of [211, 212]) {
      const own = points.filter((point) => point.mmsi === mmsi);
      const seconds = own.map(({ timeMs }) => (timeMs - at) / 1000);
      const inside = way.map((is) => is === (mmsi === 211));
      const wanted = inside.flatMap((is, i) => (is || inside[i - 1] || inside[i + 1] ? [i] : []));
      expect(seconds).toEqual(expect.arrayContaining(wanted));
      own.forEach((point, i) => {
        expect(point.follows).toBe(i > 0 && seconds[i] === (seconds[i - 1] ?? 0) + 1);
      });
    }
    expect(points.length).toBeLessThan(2 * way.length);
  });

  test('V46 a vessel is what it had said by then, with what was declared by then and where it was', async () => {
    const at = START_MS + 4 * DAY_MS;
    const declared = declarationOf({
      ...{ id: 'then-1', mmsi: 221, declaredAtMs: at + 10_000, validFromMs: at, validToMs: at + hourMs },
    });
    await under.archive.write(
      batch({
        positions: along(221, at, true, true, true),
        vessels: [
          vessel(221, at, { name: 'BEFORE' }),
          vessel(221, at + 20_000, { name: 'AFTER', inlandHazard: 2 }),
        ],
        visits: [...visit(221, 'dock', at, at + 60_000), ...visit(221, 'berth', at + 30_000, null)],
        declarations: [declared],
      }),
    );
    const then = async (ms: number, since = at) =>
      (
        await history().vesselsAt(
          [221, 222].map((mmsi) => ({ mmsi, atMs: ms })),
          since,
          never,
        )
      ).find(({ mmsi }) => mmsi === 221);
    expect(await then(at - 1)).toEqual({
      ...{ mmsi: 221, position: null, description: null, declarations: [], zones: [] },
    });
    expect(await then(at + 1_000, at - 1)).toMatchObject({
      position: { timeMs: at + 1_000 },
      description: { name: 'BEFORE', inlandHazard: null },
      ...{ declarations: [], zones: ['dock'] },
    });
    expect(await then(at + 30_000, at - 1)).toMatchObject({
      position: { timeMs: at + 2_000 },
      description: { name: 'AFTER', inlandHazard: 2 },
      ...{ declarations: [declared], zones: ['berth', 'dock'] },
    });
    expect(await then(at + hourMs, at + 2_000)).toMatchObject({
      ...{ position: null, declarations: [], zones: ['berth'] },
    });
  });

  test('V48 visits that reach into the span come by time of entry, page by page', async () => {
    const at = START_MS + 6 * DAY_MS;
    await under.archive.write(
      batch({
        vessels: [
          vessel(231, at - hourMs, { name: 'THEN' }),
          vessel(231, at + 5 * hourMs, { name: 'LATER' }),
        ],
        visits: [
          ...visit(231, 'quay', at - hourMs, at),
          ...visit(232, 'quay', at - hourMs, at - 1),
          ...visit(233, 'quay', at - 30 * DAY_MS, null),
          ...visit(234, 'quay', at + 1_000, at + 2_000),
          ...visit(231, 'gate', at + 1_000, null),
          ...visit(235, 'quay', at + hourMs, null),
        ],
      }),
    );
    const asked = { fromMs: at, toMs: at + hourMs, zoneIds: ['quay'], mmsi: null };
    const first = await history().visits(asked, null, 2, never);
    expect(first.map(({ mmsi, leftMs }) => [mmsi, leftMs])).toEqual([
      [233, null],
      [231, at],
    ]);
    expect(first[1]).toEqual({
      ...{ mmsi: 231, zoneId: 'quay', enteredMs: at - hourMs, leftMs: at, name: 'THEN' },
      ...{ class: 'inland', shipType: 80, eriType: 8021 },
    });
    const rest = await history().visits(asked, first[1] ?? null, 2, never);
    expect(rest.map(({ mmsi, class: kind }) => [mmsi, kind])).toEqual([[234, null]]);
    const of = async (zoneIds: readonly string[] | null, mmsi: number | null) =>
      (await history().visits({ ...asked, zoneIds, mmsi }, null, 9, never)).map((v) => [v.mmsi, v.zoneId]);
    expect(await of(null, 231)).toEqual([
      [231, 'quay'],
      [231, 'gate'],
    ]);
    expect(await of(['gate', 'lock'], null)).toEqual([[231, 'gate']]);
    expect(await of([], null)).toEqual([]);
  });

  test('V49 a wait begins when the vessel came near for good, and counts what it lay still', async () => {
    const at = START_MS + 8 * DAY_MS;
    const track = (mmsi: number, ...fixes: [minute: number, inside: boolean, sogKn: number][]) =>
      fixes.map(([minute, inside, sogKn]) =>
        position(mmsi, at + minute * 60_000, { lon: inside ? 4.3 : 4.5, sogKn }),
      );
    const minutes = (n: number): number => at + n * 60_000;
    await under.archive.write(
      batch({
        positions: [
          // passes by, comes back, lies from 30 to 50, sails in at 60
          ...track(241, [0, true, 8], [10, false, 8], [20, true, 8], [30, true, 0.2], [50, true, 4]),
          // berthed near the lock until 40, then straight in
          ...track(242, [0, true, 0], [39, true, 0], [41, true, 5], [50, true, 5]),
        ],
        visits: [
          ...visit(241, 'sluice', minutes(60), null),
          ...visit(242, 'berth-1', minutes(0), minutes(40)),
          ...visit(242, 'sluice', minutes(60), minutes(80)),
          ...visit(243, 'sluice', minutes(61), null),
        ],
      }),
    );
    const waits: Wait[] = [];
    const asked = {
      fromMs: at,
      toMs: at + DAY_MS,
      zoneId: 'sluice',
      around: area,
      otherZoneIds: ['berth-1'],
    };
    for await (const page of history().waits(asked, never)) waits.push(...page);
    expect(waits.map(({ mmsi, enteredMs, arrivedMs, slowS }) => [mmsi, enteredMs, arrivedMs, slowS])).toEqual(
      [
        [241, minutes(60), minutes(20), 1_200],
        [242, minutes(60), minutes(41), 0],
        [243, minutes(61), null, 0],
      ],
    );
  });

  test('V50 entries are counted by kind of ship and hour', async () => {
    const at = START_MS + 10 * DAY_MS;
    const hour = Math.floor(at / hourMs) * hourMs + hourMs;
    await under.archive.write(
      batch({
        vessels: [vessel(251, at), vessel(252, at), vessel(253, at, { shipType: 60, eriType: null })],
        visits: [
          ...visit(251, 'weir', hour, hour + 1),
          ...visit(251, 'weir', hour + 60_000, hour + 61_000),
          ...visit(252, 'weir', hour + hourMs - 1, null),
          ...visit(253, 'weir', hour + hourMs, null),
          ...visit(254, 'weir', hour + 3 * hourMs, null),
        ],
      }),
    );
    const span = { fromMs: hour, toMs: hour + 3 * hourMs };
    const counts = await history().entries('weir', span, 'hour', never);
    expect(counts.map(({ atMs, shipType, entries }) => [atMs - hour, shipType, entries])).toEqual([
      [0, 80, 3],
      [hourMs, 60, 1],
    ]);
    const days = await history().entries('weir', span, 'day', never);
    expect(days.reduce((sum, { entries }) => sum + entries, 0)).toBe(4);
    expect(new Set(days.map(({ atMs }) => atMs % DAY_MS))).toEqual(new Set([0]));
  });

  test('V51 cells have their vessels and for how long these were there', async () => {
    const at = START_MS + 12 * DAY_MS;
    const report = (mmsi: number, s: number, lon: number, lat: number) =>
      position(mmsi, at + s * 1000, { lon, lat });
    await under.archive.write(
      batch({
        positions: [
          // 60 s in one cell, then 30 s in its neighbour until it reports from outside
          ...[report(261, 0, 4.205, 51.205), report(261, 60, 4.215, 51.205), report(261, 90, 4.415, 51.205)],
          // at rest: six minutes for the last report
          ...[report(262, 0, 4.205, 51.2), report(262, 180, 4.205, 51.2)],
          report(263, 0, 4.4, 51.3),
        ],
      }),
    );
    const grid = { fromMs: at, toMs: at + hourMs, area, stepLon: 0.01, stepLat: 0.01 };
    expect(await history().density(grid, never)).toEqual([
      { column: 0, row: 0, vessels: 2, vesselMinutes: 10 },
      { column: 1, row: 0, vessels: 1, vesselMinutes: 0.5 },
    ]);
  });

  test('V53 a question whose client has gone is not asked any more', async () => {
    const gone = AbortSignal.abort(new Error('gone'));
    const span = { fromMs: START_MS, toMs: START_MS + hourMs };
    await expect(history().present(span, area, -1, 2, gone)).rejects.toThrow('gone');
    await expect(history().density({ ...span, area, stepLon: 1, stepLat: 1 }, gone)).rejects.toThrow('gone');
  });
}
