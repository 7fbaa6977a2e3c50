import { expect, test } from 'vitest';
import { createFeeding } from '../../test/picture-feed.ts';
import { position, silent, vessel } from '../../test/stores/archive-rows.ts';
import type { LatestOfVessel } from '../model/archive.ts';
import { recall } from './recall.ts';

const nowMs = 1_795_428_000_000;
const hourMs = 3_600_000;
const limits = { maxVessels: 100_000, forgetMs: 24 * hourMs };

const found = (mmsi: number, ageMs: number, over: Partial<LatestOfVessel> = {}): LatestOfVessel => ({
  mmsi,
  position: position(mmsi, nowMs - ageMs),
  description: vessel(mmsi, nowMs - ageMs),
  ...over,
});

/** Recalls what an archive gives page by page; a page that is an error is where it fails. */
async function recalled(
  pages: readonly (readonly LatestOfVessel[] | Error)[],
  maxVessels = limits.maxVessels,
) {
  const feeding = createFeeding();
  const { picture, pipeline } = feeding;
  let concluded = 0;
  const watched = {
    recall: pipeline.recall,
    conclude: (atMs: number) => {
      concluded++;
      pipeline.conclude(atMs);
    },
  };
  async function* latest() {
    for (const page of pages) {
      if (page instanceof Error) throw page;
      yield page;
    }
  }
  const run = () =>
    recall({
      archive: { latest },
      picture,
      pipeline: watched,
      ...limits,
      maxVessels,
      clock: () => nowMs,
      log: silent,
    });
  return { ...feeding, run, concluded: () => concluded };
}

test('T29 a vessel comes from the archive with its age, judged anew', async () => {
  const { picture, run, concluded, pipeline } = await recalled([[found(244_000_001, 2 * hourMs)]]);
  await run();
  const back = picture.get(244_000_001);
  expect(back).toMatchObject({
    class: 'inland',
    name: 'SCHELDE "IV"',
    signal: 'lost',
    heardAtMs: nowMs - 2 * hourMs,
    kinematics: { positionAtMs: nowMs - 2 * hourMs, receiver: 'kallo', rotDegPerMin: null },
    provenance: { name: { atMs: nowMs - 2 * hourMs } },
    // the archive said confirmed; the cones that made it so are not kept there, and the hull alone is suspected
    hazard: { state: 'suspected', cones: null },
  });
  expect(concluded()).toBe(1);
  pipeline.tick(nowMs);
  expect(picture.get(244_000_001)?.signal).toBe('lost');
});

test('T29 nothing comes back that has left the picture, nor what was told over a day ago', async () => {
  const moored = { ...position(2, nowMs - 20 * hourMs), navStatus: 5, sogKn: 0 };
  const { picture, run } = await recalled([
    [
      found(244_000_001, 7 * hourMs),
      found(244_000_002, 0, { position: moored, description: vessel(2, nowMs - 30 * hourMs) }),
    ],
  ]);
  await run();
  expect([...picture.all()].map(({ mmsi }) => mmsi)).toEqual([244_000_002]);
  expect(picture.get(244_000_002)).toMatchObject({ class: 'inland', name: null, eriType: null });
});

test('T29 what was heard since stays, and none of them is ousted', async () => {
  const live = '!AIVDM,1,1,,A,13HOI:0P0000VOHLCnHQKwvL05Ip,0*23';
  const { picture, run, link } = await recalled(
    [[found(227_006_760, hourMs), found(1_000, 0), found(2_000, 0)]],
    2,
  );
  link('test').line(live, nowMs);
  const before = [...picture.all()].map(({ mmsi }) => mmsi);
  expect(before).toHaveLength(1);
  await run();
  expect(picture.size).toBe(2);
  expect(picture.get(before[0] ?? 0)?.heardAtMs).toBe(nowMs);
});

test('T29 an archive that fails on the way leaves what came, and ends no alert', async () => {
  const { picture, run, concluded } = await recalled([[found(244_000_001, 0)], new Error('gone')]);
  await run();
  expect(picture.size).toBe(1);
  expect(concluded()).toBe(0);
});
