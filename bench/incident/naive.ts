import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { createRandom } from '../../src/lib/random.ts';
import type { DriftAsked } from '../../src/model/incident.ts';
import type { Zone } from '../../src/model/zone.ts';

const metresPerLat = 111_195;

/**
 * The same drift as one would write it down at first: a list of particles, each moved on by the minute, and its place looked up in the polygons of
 * the water with Turf. What would come on land stays. Gives the number of particles that are still on water.
 */
export function naiveDrift(asked: DriftAsked, zones: readonly Zone[], particles: number): number {
  const wet = zones.filter(({ kind }) => kind === 'river' || kind === 'dock' || kind === 'lock');
  const isWater = (lon: number, lat: number): boolean =>
    wet.some(({ geometry }) => booleanPointInPolygon([lon, lat], geometry));
  const random = createRandom(asked.seed);
  const [lon, lat] = asked.slick.position;
  const [weather] = asked.weather;
  if (weather === undefined) return 0;
  const metresPerLon = metresPerLat * Math.cos((lat * Math.PI) / 180);
  const list = Array.from({ length: particles }, () => ({
    lon,
    lat,
    windage: 0.03 + random.bell() * 0.01,
    turnDeg: random.between(-15, 15),
    share: random.between(0.8, 1.2),
  }));
  for (let minute = 0; minute < asked.durationMs / 60_000; minute++)
    for (const particle of list) {
      const mps = particle.windage * particle.share * weather.windKn * (1852 / 3600);
      const to = ((weather.windFromDeg + 180 + particle.turnDeg) * Math.PI) / 180;
      const stray = Math.sqrt(24 * 0.3 * 60);
      const next = {
        lon: particle.lon + (Math.sin(to) * mps * 60 + (random.unit() - 0.5) * stray) / metresPerLon,
        lat: particle.lat + (Math.cos(to) * mps * 60 + (random.unit() - 0.5) * stray) / metresPerLat,
      };
      if (isWater(next.lon, next.lat)) Object.assign(particle, next);
    }
  return list.filter((particle) => isWater(particle.lon, particle.lat)).length;
}
