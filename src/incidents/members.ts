import { createRandom } from '../lib/random.ts';
import type { Slick, Weather } from '../model/incident.ts';
import { placeBetween } from './course.ts';
import { advance, afloat, createParticles, forcingAt, left, standardUncertainty } from './particles.ts';
import { onWater } from './start.ts';
import type { Fix } from './tracks.ts';
import { cellAt, land, type Water } from './water.ts';

/** Opinions of wind and current that a release is run forward with; each is the same for all that is released. */
export const memberCount = 64;
/** Releases are a minute apart, further or nearer when there would be too many or too few. */
const mostReleases = 150;
const leastReleases = 5;
const releaseMs = 60_000;
const stepMs = 120_000;
const seed = 7;

/** Where oil that was released from a vessel's track would lie when the slick was seen. */
export interface Landings {
  readonly releases: readonly number[];
  readonly everyMs: number;
  /** By member and release; NaN where it left the map or was released on land. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Lets oil go from every place of a track between two times. Run forward it meets walls as oil does: back from a wall there is no way to tell.
 * @param fixes two or more, by time
 */
export function landingsOf(
  fixes: readonly Fix[],
  [fromMs, toMs]: readonly [number, number],
  { seenAtMs }: Slick,
  weather: readonly Weather[],
  water: Water | null,
): Landings {
  const count = Math.max(leastReleases, Math.min(mostReleases, Math.ceil((toMs - fromMs) / releaseMs)));
  const everyMs = (toMs - fromMs) / count;
  const releases = Array.from({ length: count }, (_, i) => fromMs + (i + 0.5) * everyMs);
  const random = createRandom(seed);
  const particles = createParticles(new Float64Array(2 * memberCount * count), standardUncertainty, random);
  particles.state.fill(left);
  for (const by of [particles.byWind, particles.byCurrent])
    for (let m = 0; m < memberCount; m++)
      for (let i = 1; i < count; i++) by.copyWithin(2 * (m * count + i), 2 * m * count, 2 * m * count + 2);
  let next = 0;
  for (let atMs = fromMs; atMs < seenAtMs; atMs += stepMs) {
    for (; next < count && (releases[next] as number) <= atMs + stepMs / 2; next++) {
      const place = placeAt(fixes, releases[next] as number, water);
      if (place === null) continue;
      for (let at = next; at < memberCount * count; at += count) {
        [particles.x[at], particles.y[at]] = place;
        particles.state[at] = afloat;
      }
    }
    const partMs = Math.min(stepMs, seenAtMs - atMs);
    const { diffusionM2ps } = standardUncertainty;
    advance(
      particles,
      water,
      forcingAt(weather, atMs + partMs / 2),
      partMs / 1000,
      diffusionM2ps / 3,
      random,
    );
  }
  const { x, y, state } = particles;
  for (let at = 0; at < state.length; at++) if (state[at] === left) x[at] = Number.NaN;
  return { releases, everyMs, x, y };
}

/** On the water nearest to the vessel; null when there is none near. */
function placeAt(fixes: readonly Fix[], atMs: number, water: Water | null): readonly [number, number] | null {
  const later = fixes.findIndex((fix) => fix.atMs > atMs);
  const b = fixes[later < 0 ? fixes.length - 1 : later] as Fix;
  const a = fixes[Math.max(0, (later < 0 ? fixes.length : later) - 1)] as Fix;
  const place = onWater(water, ...placeBetween(a, b, atMs));
  return water !== null && cellAt(water, ...place) === land ? null : place;
}
