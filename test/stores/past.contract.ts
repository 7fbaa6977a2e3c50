import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VesselRow } from '../../src/model/archive.ts';
import type { PastPosition, PastRange, PastVessel } from '../../src/model/past.ts';
import { declarationOf } from '../cargo-samples.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { batch, DAY_MS, position, START_MS, vessel } from './archive-rows.ts';

const never = new AbortController().signal;

/** What every archive gives of the past. Pages hold five rows. */
export function pastContract(open: () => Promise<ArchiveUnderTest>): void {
  let under: ArchiveUnderTest;
  beforeAll(async () => {
    under = await open();
    await under.archive.prepare();
  });
  afterAll(() => under.end());

  const range: PastRange = { fromMs: START_MS, toMs: START_MS + DAY_MS, box: [4.2, 51.2, 4.4, 51.4] };
  async function read(over: Partial<PastRange> = {}) {
    const pages: { rows: number; atMs: number; positions: PastPosition[] }[] = [];
    for await (const page of under.archive.past.positions({ ...range, ...over }, never))
      pages.push({ ...page, positions: JSON.parse(page.positions) });
    return pages;
  }
  const known = async (fromMs: number, ...mmsis: number[]): Promise<PastVessel[]> =>
    JSON.parse(await under.archive.past.vessels(mmsis, fromMs, never));

  test('Z42 positions come by time and then MMSI, a page behind the other, from ≤ time < to', async () => {
    const at = (mmsi: number, s: number) => position(mmsi, START_MS + s * 1000);
    const rows = [0, 1, 2, 3, 4].flatMap((s) => [at(102, s), at(101, s)]);
    await under.archive.write(batch({ positions: [...rows, at(101, -1), at(101, 86_400)] }));
    const pages = await read();
    expect(pages.map(({ rows }) => rows)).toEqual([5, 5]);
    expect(pages.flatMap(({ positions }) => positions).map(([timeMs, mmsi]) => [timeMs, mmsi])).toEqual(
      [0, 1, 2, 3, 4].flatMap((s) => [
        [START_MS + s * 1000, 101],
        [START_MS + s * 1000, 102],
      ]),
    );
    expect(pages[0]?.positions[0]).toEqual([START_MS, 101, 4.2951234567, 51.2765432101, 7.3, 128.7, 0]);
    expect(pages[1]?.atMs).toBe(START_MS + 4000);
  });

  test('Z42 what stays on one side of the box is left out, but the first and last of a page', async () => {
    const fromMs = START_MS + 2 * DAY_MS;
    const along = (mmsi: number, ...lons: number[]) =>
      lons.map((lon, i) => position(mmsi, fromMs + i * 1000, { lon }));
    await under.archive.write(batch({ positions: along(103, 4.1, 4.1, 4.1, 4.1, 4.5) }));
    const [page] = await read({ fromMs, toMs: fromMs + DAY_MS });
    expect(page?.rows).toBe(5);
    // across the box between two fixes: both are there
    expect(page?.positions.map(([timeMs, , lon]) => [timeMs - fromMs, lon])).toEqual([
      [0, 4.1],
      [3000, 4.1],
      [4000, 4.5],
    ]);
  });

  test('Z42 a position before a silence stays, though the next one lies on the same side', async () => {
    const fromMs = START_MS + 4 * DAY_MS;
    const after = [0, 1, 2, 7200, 7201].map((s) => position(104, fromMs + s * 1000, { lon: 4.1 }));
    await under.archive.write(batch({ positions: after }));
    const [page] = await read({ fromMs, toMs: fromMs + DAY_MS });
    expect(page?.positions.map(([timeMs]) => (timeMs - fromMs) / 1000)).toEqual([0, 2, 7200, 7201]);
  });

  test('Z41 what a vessel was is kept when it changes, and only then', async () => {
    const told = {
      name: null,
      static: { messageType: 5, receiver: 'kallo', atMs: START_MS },
      voyage: null,
      inland: null,
    };
    const at = (s: number, over: Partial<VesselRow> = {}) =>
      vessel(105, START_MS + s * 1000, { told, ...over });
    for (const row of [
      at(0),
      at(10),
      at(20, { inlandHazard: 2 }),
      at(30, { inlandHazard: 2 }),
      at(40, { draughtM: 4 }),
    ])
      await under.archive.write(batch({ vessels: [row] }));
    const times = async (fromMs: number) =>
      (await known(fromMs, 105))[0]?.descriptions.map(({ timeMs }) => (timeMs - START_MS) / 1000);
    expect(await times(START_MS)).toEqual([0, 20, 40]);
    // what held at the beginning is the first
    expect(await times(START_MS + 35_000)).toEqual([20, 40]);
    const [back] = await known(START_MS + 20_000, 105);
    expect(back?.descriptions[0]).toEqual({ ...at(20, { inlandHazard: 2 }), told: null });
    expect(back?.told).toEqual(told);
  });

  test('Z41 of a vessel nothing may be known; declarations come as they are', async () => {
    const declaration = declarationOf({ id: 'past-1', mmsi: 106, validToMs: START_MS + DAY_MS });
    await under.archive.write(batch({ declarations: [declaration] }));
    expect(await known(START_MS, 106, 107)).toEqual([
      { mmsi: 106, told: null, descriptions: [], declarations: [declaration] },
      { mmsi: 107, told: null, descriptions: [], declarations: [] },
    ]);
    expect((await known(START_MS + 2 * DAY_MS, 106))[0]?.declarations).toEqual([]);
  });

  test('Z41 retention leaves what a vessel was at its border', async () => {
    for (const [day, lengthM] of [
      [0, 80],
      [1, 90],
      [2, 100],
    ] as const)
      await under.archive.write(batch({ vessels: [vessel(108, START_MS + day * DAY_MS, { lengthM })] }));
    await under.archive.dropBefore(START_MS + 1.5 * DAY_MS);
    const [left] = await known(START_MS, 108);
    expect(left?.descriptions.map(({ lengthM }) => lengthM)).toEqual([90, 100]);
  });
}
