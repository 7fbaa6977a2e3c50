import { createRandom, type Random } from '../lib/random.ts';
import type { Drift, DriftAsked, DriftStep } from '../model/incident.ts';
import { areasOf, cloudOf } from './areas.ts';
import {
  advance,
  afloat,
  ashore,
  createParticles,
  forcingAt,
  left,
  type Particles,
  standardUncertainty,
  stepS,
} from './particles.ts';
import { lonLatOf, type Plane } from './plane.ts';
import { startOf } from './start.ts';
import type { Water } from './water.ts';

/** Oil that a wall will hold up within so long counts as lying there. */
const wallMinutes = 5;
/** Longer ago, or further ahead, winds and tides are not known well enough. */
const mostMs = 24 * 3_600_000;
const leastEveryMs = 60_000;
export const particleCount = 2_000;
/** Parts of the particles that areas are drawn around. */
const areaShares = [0.5, 0.9] as const;

/** Particles of a slick on their way, told at every step. */
export interface Voyage {
  readonly plane: Plane;
  readonly walls: boolean;
  /** Going back: the part of the particles that a wall held up when they were seen. */
  readonly held: number;
  /** The same object at every step, moved on. */
  steps(): Iterable<{ readonly atMs: number; readonly particles: Particles }>;
}

/** The first step is the sighting. Throws a RangeError that names the field that cannot be reckoned with. */
export function voyageOf(asked: DriftAsked, water: Water | null, count = particleCount): Voyage {
  const { slick, weather, direction, durationMs, everyMs, seed } = asked;
  if (weather.length === 0) throw new RangeError('weather: there must be one at least');
  if (!(everyMs >= leastEveryMs)) throw new RangeError(`everyMs: must be ${leastEveryMs} or more`);
  if (!(durationMs >= 0 && durationMs <= mostMs)) throw new RangeError(`durationMs: must be 0 to ${mostMs}`);
  const doubt = { ...standardUncertainty, ...asked.uncertainty };
  const random = createRandom(seed);
  const start = startOf(slick, water, count, random);
  const particles = createParticles(start.places, doubt, random);
  const sign = direction === 'back' ? -1 : 1;
  const held = sign > 0 ? 0 : holdAtWalls(particles, start.water, asked, random);
  function* steps(): Iterable<{ readonly atMs: number; readonly particles: Particles }> {
    yield { atMs: slick.seenAtMs, particles };
    let doneMs = 0;
    for (let toldMs = everyMs; toldMs <= durationMs; toldMs += everyMs) {
      while (doneMs < toldMs) {
        const partMs = Math.min(stepS * 1000, toldMs - doneMs);
        const middleMs = slick.seenAtMs + sign * (doneMs + partMs / 2);
        const forcing = forcingAt(weather, middleMs);
        advance(particles, start.water, forcing, (sign * partMs) / 1000, doubt.diffusionM2ps, random);
        doneMs += partMs;
      }
      yield { atMs: slick.seenAtMs + sign * toldMs, particles };
    }
  }
  return { plane: start.plane, walls: start.water !== null, held, steps };
}

/** Where a slick goes, or came from, by an ensemble of particles; the same question gives the same answer. */
export function driftOf(asked: DriftAsked, water: Water | null): Drift {
  const voyage = voyageOf(asked, water);
  const steps: DriftStep[] = [];
  for (const { atMs, particles } of voyage.steps()) steps.push(stepOf(atMs, particles, voyage.plane));
  return { asked, particles: particleCount, walls: voyage.walls, steps };
}

function stepOf(atMs: number, particles: Particles, plane: Plane): DriftStep {
  const by = [0, 0, 0];
  let [x, y] = [0, 0];
  for (let i = 0; i < particles.count; i++) {
    const state = particles.state[i] as number;
    by[state] = (by[state] ?? 0) + 1;
    if (state === left) continue;
    x += particles.x[i] as number;
    y += particles.y[i] as number;
  }
  const [floating = 0, held = 0, gone = 0] = [by[afloat], by[ashore], by[left]];
  const cloud = cloudOf(particles);
  const onMap = Math.max(1, floating + held);
  return {
    ...{ atMs, afloat: floating, ashore: held, left: gone },
    centre: cloud === null ? [...plane.origin] : lonLatOf(plane, x / onMap, y / onMap),
    areas: cloud === null ? [] : areasOf(cloud, plane, areaShares),
  };
}

/**
 * Oil that drifts against a wall stays there: when it came is not known. Going back, each particle that would be held up within a few minutes
 * after the sighting has lain there for a time of its own, which may be none and may be all of it.
 */
function holdAtWalls(
  particles: Particles,
  water: Water | null,
  { weather, slick, durationMs }: DriftAsked,
  random: Random,
): number {
  if (water === null) return 0;
  const trial = {
    ...particles,
    x: particles.x.slice(),
    y: particles.y.slice(),
    state: particles.state.slice(),
  };
  const forcing = forcingAt(weather, slick.seenAtMs);
  const hit = new Uint8Array(particles.count);
  for (let minute = 0; minute < wallMinutes; minute++) {
    advance(trial, water, forcing, stepS, 0, random);
    for (let i = 0; i < particles.count; i++) if (trial.state[i] === ashore) hit[i] = 1;
  }
  for (let i = 0; i < particles.count; i++)
    particles.heldS[i] = hit[i] === 1 ? (durationMs / 1000) * Math.max(0, random.between(-0.2, 1)) : 0;
  return hit.reduce((sum, one) => sum + one, 0) / particles.count;
}
