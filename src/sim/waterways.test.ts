import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import { pointToPolygonDistance } from '@turf/point-to-polygon-distance';
import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { simulated } from '../../test/simulated.ts';
import { createRandom } from '../lib/random.ts';
import { fleetKinds } from './kinds.ts';
import { type MarkId, marks } from './marks.ts';
import { findWay } from './path.ts';
import { places } from './places.ts';

const root = resolve(import.meta.dirname, '../..');
const file = ['fixtures/ports/antwerp.geojson', '../shared/geo/antwerp-port.geojson']
  .map((path) => resolve(root, path))
  .find(existsSync);

describe.skipIf(!file)(`on the water of ${file ?? 'a port file (skipped: none found)'}`, () => {
  const port: FeatureCollection<Polygon> = file
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { type: 'FeatureCollection', features: [] };
  const of = (...kinds: readonly string[]): Feature<Polygon>[] =>
    port.features.filter(({ properties }) => kinds.includes(properties?.['kind']));
  const water = of('river', 'dock', 'lock');
  const onWater = (at: [number, number]): boolean =>
    water.some((shape) => booleanPointInPolygon(at, shape)) ||
    water.some((shape) => pointToPolygonDistance(at, shape, { units: 'meters' }) <= 30);

  const startMs = Date.UTC(2026, 10, 23, 10);
  const minute = 60_000;
  const { heard } = simulated({ seed: 4, vessels: 120, startMs }, 60);
  const tracks = new Map<number, [number, number][]>();
  for (const { message } of heard) {
    if ((message.type === 1 || message.type === 3 || message.type === 18) && message.lon !== null) {
      const at: [number, number] = [message.lon, message.lat ?? 0];
      tracks.set(message.mmsi, [...(tracks.get(message.mmsi) ?? []), at]);
    }
  }

  test('lie at least 98 % of the positions', () => {
    const positions = [...tracks.values()].flat().filter((_, i) => i % 5 === 0);
    const wet = positions.filter(onWater).length;
    expect(positions.length).toBeGreaterThan(3_000);
    expect(wet / positions.length).toBeGreaterThanOrEqual(0.98);
  });

  test('vessels enter locks, docks and terminals by themselves', () => {
    const entered = (kind: string): number =>
      of(kind).filter((shape) =>
        [...tracks.values()].some((track) =>
          track.some((at, i) => {
            const before = track[i - 1];
            return before && booleanPointInPolygon(at, shape) && !booleanPointInPolygon(before, shape);
          }),
        ),
      ).length;
    expect(entered('lock')).toBeGreaterThan(3);
    expect(entered('dock')).toBeGreaterThan(8);
    expect(entered('terminal')).toBeGreaterThan(1);
  });

  test.each([1, 2, 3, 4, 5])('the first minutes have something to see (seed %i)', (seed) => {
    const opening = simulated({ seed, vessels: 120, startMs }, 3).heard;
    const tankers = new Set(
      opening.flatMap(({ message }) =>
        message.type === 5 && Math.floor((message.shipType ?? 0) / 10) === 8 ? [message.mmsi] : [],
      ),
    );
    const guarded = of('lock', 'terminal');
    const docks = of('dock');
    const outside = new Map<number, boolean>();
    const entries = new Set<number>();
    const fastSince = new Map<number, number>();
    const speeders = new Set<number>();
    for (const { atMs, message: m } of opening) {
      if ((m.type !== 1 && m.type !== 3) || m.lon === null || !tankers.has(m.mmsi)) continue;
      const at: [number, number] = [m.lon, m.lat ?? 0];
      const isIn = guarded.some((shape) => booleanPointInPolygon(at, shape));
      if (isIn && outside.get(m.mmsi) && atMs < startMs + 1.5 * minute) entries.add(m.mmsi);
      outside.set(m.mmsi, !isIn);
      const fast = (m.sogKn ?? 0) > 10.2 && docks.some((shape) => booleanPointInPolygon(at, shape));
      if (!fast) fastSince.delete(m.mmsi);
      else if (!fastSince.has(m.mmsi)) fastSince.set(m.mmsi, atMs);
      if (atMs - (fastSince.get(m.mmsi) ?? atMs) > minute) speeders.add(m.mmsi);
    }
    expect(entries.size).toBeGreaterThanOrEqual(3);
    expect(speeders.size).toBeGreaterThanOrEqual(1);
  });
});

describe('the network', () => {
  const small = { lengthM: 80, beamM: 9.5 };

  test('reaches every berth from the sea and back', () => {
    for (const { id, mark } of places) {
      expect(findWay('sea', mark, small, createRandom(1)), id).not.toBeNull();
      expect(findWay(mark, 'sea', small, createRandom(1)), id).not.toBeNull();
    }
  });

  test('has no mark that leads nowhere', () => {
    for (const mark of Object.keys(marks) as MarkId[]) {
      expect(findWay('sea', mark, small, createRandom(1)), mark).not.toBeNull();
    }
  });

  test('keeps ships out of locks and canals that are too small for them', () => {
    const large = { lengthM: 399, beamM: 61 };
    expect(findWay('sea', 'rijnNorth', large, createRandom(1))).toBeNull();
    const way = findWay('sea', 'churchill', large, createRandom(1)) ?? [];
    expect(way.map(({ mark }) => mark)).toContain('berendrechtIn');
  });

  test('has somewhere to go for every kind of vessel', () => {
    for (const { callsAt, gates } of fleetKinds) {
      for (const kind of [...callsAt, ...gates]) {
        expect(
          places.some(({ takes }) => takes.includes(kind)),
          kind,
        ).toBe(true);
      }
    }
  });
});
