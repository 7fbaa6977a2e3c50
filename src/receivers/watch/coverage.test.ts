import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import kinks from '@turf/kinks';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../lib/random.ts';
import { addPosition, coverageOf, fade, newCoverage, reachKm, restoredCoverage } from './coverage.ts';

const kmPerDegLat = 110.574;

/** A place so many kilometres from `[lon, lat]` by bearing. */
function place([lon, lat]: readonly [number, number], km: number, bearingDeg: number): [number, number] {
  const bearing = (bearingDeg * Math.PI) / 180;
  const perDegLon = 111.32 * Math.cos((lat * Math.PI) / 180);
  const east = lon + (km * Math.sin(bearing)) / perDegLon;
  return [((((east + 180) % 360) + 360) % 360) - 180, lat + (km * Math.cos(bearing)) / kmPerDegLat];
}

const antenna = [4.25, 51.28] as const;

/** Coverage of an antenna that hears evenly up to `rangeKm`, half as far to the south. */
function heardFrom(centre: readonly [number, number], rangeKm: number, positions = 20_000) {
  const random = createRandom(5);
  const coverage = newCoverage();
  for (let i = 0; i < positions; i++) {
    const bearing = random.between(0, 360);
    const far = bearing > 90 && bearing < 270 ? rangeKm / 2 : rangeKm;
    addPosition(coverage, ...place(centre, far * Math.sqrt(random.unit()), bearing));
  }
  return coverage;
}

describe('R12 coverage', () => {
  test('the polygon reaches as far as the receiver hears in each direction', () => {
    const coverage = coverageOf(heardFrom(antenna, 40));
    if (coverage === null) throw new Error('no coverage');
    const { polygon } = coverage;
    const ring = polygon.coordinates[0]?.map(([lon, lat]) => [lon, lat]) ?? [];
    const area = { type: 'Polygon' as const, coordinates: [ring] };
    const holds = (km: number, bearing: number): boolean =>
      booleanPointInPolygon(place(antenna, km, bearing), area);
    for (const bearing of [0, 45, 315]) {
      expect(holds(33, bearing)).toBe(true);
      expect(holds(48, bearing)).toBe(false);
    }
    for (const bearing of [135, 180, 225]) {
      expect(holds(14, bearing)).toBe(true);
      expect(holds(28, bearing)).toBe(false);
    }
    expect(ring[0]).toEqual(ring.at(-1));
    expect(kinks(area).features).toEqual([]);
    const turns = ring.slice(1).reduce((sum, [x = 0, y = 0], i) => {
      const [px = 0, py = 0] = ring[i] ?? [];
      return sum + (px - antenna[0]) * (y - antenna[1]) - (x - antenna[0]) * (py - antenna[1]);
    }, 0);
    expect(turns).toBeGreaterThan(0);
    const [west, south, east, north] = coverage.bbox;
    expect(north - antenna[1]).toBeCloseTo(40 / kmPerDegLat, 1);
    expect(antenna[1] - south).toBeCloseTo(20 / kmPerDegLat, 1);
    expect([west < antenna[0], east > antenna[0]]).toEqual([true, true]);
  });

  test('wrong positions do not widen it: corrupted ones, a vessel at an airport, the far side of the world', () => {
    const random = createRandom(6);
    const coverage = heardFrom(antenna, 40);
    const before = coverageOf(coverage);
    for (let i = 0; i < 60; i++) addPosition(coverage, random.between(-180, 180), random.between(-90, 90));
    for (let i = 0; i < 5_000; i++) addPosition(coverage, ...place(antenna, 120, 45));
    for (let i = 0; i < 5_000; i++) addPosition(coverage, 0, 0);
    expect(coverageOf(coverage)).toEqual(before);
  });

  test('before the middle is known there is none, and wrong first positions do not move it', () => {
    const random = createRandom(7);
    const coverage = newCoverage();
    for (let i = 0; i < 199; i++) {
      const [lon, lat] = i % 5 === 0 ? [0, 0] : place(antenna, 20 * random.unit(), i * 7);
      addPosition(coverage, lon, lat);
      expect(coverageOf(coverage)).toBeNull();
    }
    addPosition(coverage, ...antenna);
    expect(Math.abs((coverage.centre?.[0] ?? 0) - antenna[0])).toBeLessThan(0.1);
    expect(Math.abs((coverage.centre?.[1] ?? 0) - antenna[1])).toBeLessThan(0.1);
  });

  test('at the antimeridian the box crosses it', () => {
    const coverage = coverageOf(heardFrom([179.9, -17], 40));
    const [west = 0, , east = 0] = coverage?.bbox ?? [];
    expect(west).toBeGreaterThan(179);
    expect(east).toBeLessThan(-179);
  });

  test('it comes back after a restart, and what is not heard any more is forgotten within days', () => {
    const heard = heardFrom(antenna, 40);
    const km = reachKm(heard) ?? [];
    const coverage = restoredCoverage(heard.centre ?? antenna, km);
    expect(coverageOf(coverage)).toEqual(coverageOf(heard));
    fade(coverage);
    expect(coverageOf(coverage)).toEqual(coverageOf(heard));
    for (let i = 0; i < 3; i++) fade(coverage);
    expect(coverageOf(coverage)).toBeNull();
  });

  test('any positions: no throw, and the box holds the polygon', () => {
    const random = createRandom(9);
    for (let run = 0; run < 50; run++) {
      const coverage = newCoverage();
      const centre = [random.between(-170, 170), random.between(-89, 89)] as const;
      const spreadDeg = 10 ** random.between(-4, 1);
      for (let i = 0; i < 500; i++)
        addPosition(
          coverage,
          centre[0] + spreadDeg * random.bell(),
          Math.max(-90, Math.min(90, centre[1] + spreadDeg * random.bell())),
        );
      const found = coverageOf(coverage);
      if (found === null) continue;
      const [west, south, east, north] = found.bbox;
      for (const [lon, lat] of found.polygon.coordinates[0] ?? []) {
        expect(lat).toBeGreaterThanOrEqual(south);
        expect(lat).toBeLessThanOrEqual(north);
        if (west > east) continue;
        expect(lon).toBeGreaterThanOrEqual(west);
        expect(lon).toBeLessThanOrEqual(east);
      }
    }
  });
});
