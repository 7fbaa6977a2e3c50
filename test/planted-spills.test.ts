import { describe, expect, it } from 'vitest';
import { decode } from '../src/ais/decode.ts';
import { loadPort } from '../src/config/port-file.ts';
import { waterOf } from '../src/incidents/water.ts';
import { createRandom } from '../src/lib/random.ts';
import type { AisMessage } from '../src/model/messages.ts';
import { createReader } from '../src/nmea/reader.ts';
import { fleetSize, manners, planted, rankOf, trafficOf, within } from './planted/figures.ts';
import { type Manner, type Planted, plant } from './planted/plant.ts';
import { type Scene, sceneOf } from './planted/scene.ts';
import { sharedBytes, sharedFile } from './shared.ts';

/** Spills of which it is known who made them; `npm run planted-spills` makes more of them. */

const water = waterOf(loadPort(null), 10, 'within');
const minute = 60_000;

describe('planted spills', () => {
  it('D45 ranks the polluter first in four of five, and among the first three in 19 of 20, of 320 vessels', () => {
    const scene = trafficOf(1);
    expect(scene.said.size).toBe(fleetSize);
    const spills = Array.from({ length: 21 }, (_, seed) =>
      planted(scene, manners[seed % manners.length] ?? 'dark', water, seed),
    );
    const ranks = spills.map((spill) => rankOf(spill, water));
    expect(within(ranks, 1)).toBeGreaterThanOrEqual(0.8);
    expect(within(ranks, 3)).toBeGreaterThanOrEqual(0.95);
    // the same spill has the same ranking
    expect(spills.slice(0, 3).map((spill) => rankOf(spill, water))).toEqual(ranks.slice(0, 3));
  }, 600_000);
});

/** Lines without times, spread evenly over the 110 s that their feed lasted. */
function logged(path: string): Scene {
  const lines = sharedBytes(path)
    .toString('latin1')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const heard: { atMs: number; message: AisMessage }[] = [];
  const reader = createReader({
    payload(payload, atMs) {
      const message = decode(payload);
      if (typeof message !== 'string') heard.push({ atMs, message });
    },
    ...{ refused() {}, faulted() {}, counted() {} },
  });
  for (const [i, line] of lines.entries())
    reader.push(Buffer.from(`${line}\r\n`, 'latin1'), 1 + Math.floor((i / lines.length) * 110_000));
  return sceneOf(heard, 1);
}

const log = sharedFile('nmea/antwerp-2012.nmea.gz');
describe.runIf(log !== null)('planted spills in a recorded log', () => {
  it('D46 on one of its vessels: first in 4 of 5, and among the first three in 19 of 20', () => {
    const scene = logged(log ?? '');
    const ranks: number[] = [];
    for (let seed = 0; seed < 60; seed++) {
      const manner: Manner = seed % 2 === 0 ? 'under-way' : 'lying';
      const spill: Planted | null = plant(
        scene,
        manner,
        {
          ...{ fromMs: 2_000, toMs: 45_000, lastsMs: [40_000, 60_000], ageMs: [5 * minute, 30 * minute] },
          outline: true,
        },
        water,
        createRandom(seed),
      );
      if (spill === null) throw new Error(`seed ${seed}: nobody can be made a polluter`);
      ranks.push(rankOf(spill, water));
    }
    expect(within(ranks, 1)).toBeGreaterThanOrEqual(0.8);
    expect(within(ranks, 3)).toBeGreaterThanOrEqual(0.95);
  }, 600_000);
});
