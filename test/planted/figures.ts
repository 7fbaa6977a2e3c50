import type { Water } from '../../src/incidents/water.ts';
import { createRandom } from '../../src/lib/random.ts';
import { simulated } from '../simulated.ts';
import { type Manner, type Planted, type PlantSettings, plant } from './plant.ts';
import { type Scene, sceneOf } from './scene.ts';
import { searchFor } from './search.ts';

const minute = 60_000;
export const fleetSize = 320;
/** The desk looks back so far. */
export const backMs = 60 * minute;
export const settings: PlantSettings = {
  ...{
    fromMs: 65 * minute,
    toMs: 110 * minute,
    lastsMs: [4 * minute, 15 * minute],
    ageMs: [5 * minute, 30 * minute],
  },
  outline: true,
};
/** What the reasons of SPEC D13 are there for. */
export const manners: readonly Manner[] = ['dark', 'transfer', 'cast-off'];

/** Port traffic of two hours and a half; of each vessel a report every ten seconds at the most. */
export const trafficOf = (seed: number): Scene =>
  sceneOf(simulated({ seed, vessels: fleetSize, startMs: 0 }, 155).heard, 10_000);

export function planted(scene: Scene, manner: Manner, water: Water | null, seed: number): Planted {
  const spill = plant(scene, manner, settings, water, createRandom(seed));
  if (spill === null) throw new Error(`seed ${seed}: nobody can be made a polluter (${manner})`);
  return spill;
}

/** 1: the polluter was ranked first; infinity: it was not ranked. */
export function rankOf(spill: Planted, water: Water | null): number {
  const { ranked } = searchFor(spill, backMs, water);
  const at = ranked.findIndex(({ mmsi }) => mmsi === spill.polluter);
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

/** The same spill, of which place and size were told and no outline drawn. */
export function withoutOutline(spill: Planted): Planted {
  const { outline: _, ...slick } = spill.slick;
  return { ...spill, slick };
}

/** Part of the ranks that are `most` or better. */
export const within = (ranks: readonly number[], most: number): number =>
  ranks.filter((rank) => rank <= most).length / ranks.length;
