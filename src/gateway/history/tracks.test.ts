import { expect, test } from 'vitest';
import { createWorld } from '../../../test/gateway-helpers.ts';
import type { History } from '../../model/history.ts';
import type { PassageCollection } from '../../protocol/history.ts';
import { everything } from '../access/disclosure.ts';
import { boxShape } from './clip.ts';
import { type TracksAsked, tracksText } from './tracks.ts';

const startMs = Date.parse('2026-11-23T06:00:00Z');
const never = new AbortController().signal;
const asked: TracksAsked = {
  ...{ fromMs: startMs, toMs: startMs + 3_600_000, shape: boxShape([4, 51, 5, 52]) },
  ...{ afterMmsi: -1, limit: 1_000, mostPoints: 500_000 },
  disclosing: () => everything,
};

/** An archive of vessels 1 to `vessels` that lie in the box and report so often; odd ones lie just beside it. */
async function archiveOf(vessels: number, reports: number) {
  const world = await createWorld();
  await world.app.close();
  const askedFor: number[] = [];
  const history: History = {
    ...world.history,
    present: async (_span, _area, afterMmsi, most) => {
      const left = Array.from(
        { length: vessels - Math.max(0, afterMmsi) },
        (_, i) => Math.max(0, afterMmsi) + i + 1,
      );
      return left.slice(0, most);
    },
    near: async function* (mmsis) {
      askedFor.push(...mmsis);
      for (const mmsi of mmsis)
        yield Array.from({ length: reports }, (_, i) => ({
          ...{ mmsi, timeMs: startMs + i * 1_000, lon: mmsi % 2 === 0 ? 4.5 : 5.001, lat: 51.5 },
          ...{ sogKn: 0, cogDeg: null, follows: i > 0 },
        }));
    },
  };
  const read = async (over: Partial<TracksAsked>): Promise<PassageCollection & { pieces: number }> => {
    let text = '';
    let pieces = 0;
    for await (const piece of tracksText({ ...asked, ...over }, history, world.ports.recollection, never)) {
      text += piece;
      pieces += 1;
    }
    return { ...JSON.parse(text), pieces };
  };
  return { read, askedFor };
}
const ids = (page: PassageCollection): number[] => page.features.map(({ id }) => Number(id));
const even = (to: number): number[] => Array.from({ length: to / 2 }, (_, i) => 2 * (i + 1));

test('V47 all who were inside come once, however they fall into batches and pieces', async () => {
  for (const [vessels, reports] of [
    [0, 1],
    [1, 1],
    [100, 3],
    [124, 1_500],
  ] as const) {
    const { read } = await archiveOf(vessels, reports);
    const page = await read({});
    expect(ids(page)).toEqual(even(vessels));
    expect(page.next).toBeNull();
    for (const { geometry } of page.features)
      expect(geometry.coordinates.map((line) => line.length)).toEqual([Math.max(2, reports)]);
  }
});

test('V47 a page ends with its vessels, or early behind the batch with which it has too many points', async () => {
  const { read, askedFor } = await archiveOf(300, 10);
  const seen: number[] = [];
  let afterMmsi = -1;
  for (let pages = 1; ; pages += 1) {
    const page = await read({ afterMmsi, mostPoints: 400 });
    seen.push(...ids(page));
    if (page.next === null) {
      // 50 vessels a batch, 25 of them inside: two batches have 500 points
      expect(pages).toBe(4);
      break;
    }
    afterMmsi = Number(Buffer.from(page.next, 'base64url').toString().replace('after:', ''));
  }
  expect(seen).toEqual(even(300));
  expect(askedFor).toHaveLength(300);
  const few = await read({ limit: 60 });
  expect([few.features.length, few.next === null]).toEqual([30, false]);
});

test('V53 nothing is held longer than a batch: a large answer comes in pieces', async () => {
  const { read } = await archiveOf(40, 15_000);
  expect((await read({})).pieces).toBeGreaterThanOrEqual(10);
});
