import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPort } from '../config/port-file.ts';
import type { Drift, DriftAsked, LonLat, Weather } from '../model/incident.ts';
import type { Zone } from '../model/zone.ts';
import { driftOf, particleCount, voyageOf } from './drift.ts';
import { left } from './particles.ts';
import { lonLatOf, metresPerLat, mpsPerKn } from './plane.ts';
import { waterOf } from './water.ts';

const atSea: LonLat = [3, 51.5];
const hourMs = 3_600_000;
const weather: Weather = { atMs: 0, windKn: 20, windFromDeg: 270, currentKn: 1, currentToDeg: 0 };
const sure = { windageSpread: 0, windShare: 0, currentShare: 0, windDeg: 0, currentDeg: 0, diffusionM2ps: 0 };
const asked: DriftAsked = {
  slick: { position: atSea, radiusM: 50, seenAtMs: 0 },
  ...{ weather: [weather], direction: 'forward', durationMs: 6 * hourMs, everyMs: hourMs / 2, seed: 1 },
};

/** Metres east and north of the sighting. */
function metresFrom([lon0, lat0]: LonLat, [lon, lat]: LonLat): readonly [number, number] {
  return [(lon - lon0) * metresPerLat * Math.cos((lat0 * Math.PI) / 180), (lat - lat0) * metresPerLat];
}
const endOf = (drift: Drift): LonLat => drift.steps.at(-1)?.centre ?? [0, 0];

describe('drift', () => {
  it('D1 goes with all of the current and 3 % of the wind, in both directions of time', () => {
    const [eastM, northM] = [0.03 * 20 * mpsPerKn * 6 * 3600, 1 * mpsPerKn * 6 * 3600];
    for (const [direction, sign] of [
      ['forward', 1],
      ['back', -1],
    ] as const) {
      const drift = driftOf({ ...asked, direction, uncertainty: sure }, null);
      const begin = drift.steps[0]?.centre ?? [0, 0];
      const [x, y] = metresFrom(begin, endOf(drift));
      expect(x / (sign * eastM)).toBeCloseTo(1, 3);
      expect(y / (sign * northM)).toBeCloseTo(1, 3);
      expect(drift.steps.map(({ atMs }) => Math.abs(atMs) / hourMs)).toEqual(
        [...Array(13).keys()].map((i) => i / 2),
      );
    }
  });

  it('D1 turns to the right of the wind when it is told to', () => {
    const wind: Weather = { ...weather, currentKn: 0 };
    const drift = driftOf({ ...asked, weather: [wind], uncertainty: { ...sure, deflectionDeg: 15 } }, null);
    const [x, y] = metresFrom(drift.steps[0]?.centre ?? [0, 0], endOf(drift));
    expect((Math.atan2(x, y) * 180) / Math.PI).toBeCloseTo(105, 1);
  });

  it('D2 weather is linear between its times, and stays as it was at both ends', () => {
    const turning = [
      { ...weather, windKn: 0, currentKn: 2, atMs: 0 },
      { ...weather, windKn: 0, currentKn: 2, currentToDeg: 180, atMs: 2 * hourMs },
    ];
    const drift = driftOf({ ...asked, weather: turning, uncertainty: sure }, null);
    const begin = drift.steps[0]?.centre ?? [0, 0];
    const north = drift.steps.map(({ centre }) => metresFrom(begin, centre)[1] / (mpsPerKn * 3600));
    // the tide turns after an hour, and runs out at 2 kn from the second on
    expect(north[2]).toBeCloseTo(1, 2);
    expect(north[4]).toBeCloseTo(0, 2);
    expect(north[6]).toBeCloseTo(-2, 2);
  });

  it('D3 there and back again ends within 1 % of the way, with the whole ensemble', () => {
    const there = driftOf(asked, null);
    const position = endOf(there);
    const seenAtMs = 6 * hourMs;
    const back = driftOf(
      { ...asked, slick: { position, radiusM: 50, seenAtMs }, direction: 'back', seed: 2 },
      null,
    );
    const wayM = Math.hypot(...metresFrom(atSea, position));
    expect(wayM).toBeGreaterThan(12_000);
    expect(Math.hypot(...metresFrom(atSea, endOf(back)))).toBeLessThan(0.01 * wayM);
  });

  it('D4 the same question has the same answer, and another seed another', () => {
    const drift = JSON.stringify(driftOf(asked, null).steps);
    expect(JSON.stringify(driftOf(asked, null).steps)).toBe(drift);
    expect(JSON.stringify(driftOf({ ...asked, seed: 2 }, null).steps)).not.toBe(drift);
  });

  it('D5 what cannot be reckoned with is named', () => {
    expect(() => driftOf({ ...asked, weather: [] }, null)).toThrow(/^weather:/);
    expect(() => driftOf({ ...asked, everyMs: 0 }, null)).toThrow(/^everyMs:/);
    for (const durationMs of [-1, 25 * hourMs, Number.NaN])
      expect(() => driftOf({ ...asked, durationMs }, null)).toThrow(/^durationMs:/);
  });
});

const port = loadPort(null);
const water = waterOf(port, 10, 'within');
const polygons = port.zones.filter(({ kind }) => ['river', 'dock', 'lock'].includes(kind));
const isWater = (place: LonLat): boolean =>
  polygons.some(({ geometry }) => booleanPointInPolygon([...place], geometry));
const places = {
  Churchilldok: [4.37, 51.2805],
  Waaslandkanaal: [4.25, 51.2655],
  'the river': [4.292, 51.302],
  Deurganckdok: [4.262, 51.294],
  Kanaaldok: [4.318, 51.305],
} satisfies Record<string, LonLat>;

describe('drift between walls', () => {
  const anywhere = fc.record({
    position: fc.constantFrom<LonLat>(...Object.values(places)),
    windKn: fc.integer({ min: 0, max: 50 }),
    windFromDeg: fc.integer({ min: 0, max: 359 }),
    currentKn: fc.integer({ min: 0, max: 5 }),
    currentToDeg: fc.integer({ min: 0, max: 359 }),
    direction: fc.constantFrom('forward' as const, 'back' as const),
    radiusM: fc.integer({ min: 1, max: 400 }),
    seed: fc.nat(),
  });

  it('D6 no particle is ever on land', () => {
    fc.assert(
      fc.property(anywhere, ({ position, radiusM, direction, seed, ...told }) => {
        const voyage = voyageOf(
          {
            slick: { position, radiusM, seenAtMs: 0 },
            ...{ weather: [{ atMs: 0, ...told }], direction, durationMs: hourMs, everyMs: 60_000, seed },
          },
          water,
          40,
        );
        let steps = 0;
        for (const { particles } of voyage.steps()) {
          if (steps++ % 10 !== 0) continue;
          for (let i = 0; i < particles.count; i++) {
            const place = lonLatOf(voyage.plane, particles.x[i] ?? Number.NaN, particles.y[i] ?? Number.NaN);
            if (particles.state[i] !== left && !isWater(place)) throw new Error(`${place} is land`);
          }
        }
        expect(steps).toBe(61);
      }),
      { seed: 9, numRuns: 60 },
    );
  });

  it('D6 no particle passes a wall between two docks, however thin, strong the wind, and askew the wall', () => {
    const angles = fc.record({
      deg: fc.integer({ min: 0, max: 179 }),
      wallM: fc.integer({ min: 1, max: 60 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(angles, ({ deg, wallM, seed }) => {
        const [sin, cos] = [Math.sin((deg * Math.PI) / 180), Math.cos((deg * Math.PI) / 180)];
        const at = (along: number, aside: number): LonLat => [
          4.3 + (along * cos - aside * sin) / 69_500,
          51.3 + (along * sin + aside * cos) / metresPerLat,
        ];
        const box = (near: number, far: number): LonLat[] => [
          at(-400, near),
          at(400, near),
          at(400, far),
          at(-400, far),
          at(-400, near),
        ];
        const dock = (id: string, ring: LonLat[]): Zone => ({
          ...(port.zones.find(({ kind }) => kind === 'dock') as Zone),
          ...{ id, geometry: { type: 'Polygon', coordinates: [ring.map((place) => [...place])] } },
        });
        const zones = [dock('a', box(0, 300)), dock('b', box(-300 - wallM, -wallM))];
        const two = waterOf({ bbox: [4.28, 51.29, 4.32, 51.31], zones }, 10, 'within');
        const voyage = voyageOf(
          {
            slick: { position: at(0, 150), radiusM: 100, seenAtMs: 0 },
            weather: [{ ...weather, windKn: 60, windFromDeg: 360 - deg }],
            ...{ direction: 'forward', durationMs: hourMs, everyMs: hourMs, seed },
          },
          two,
          200,
        );
        const last = [...voyage.steps()].at(-1)?.particles;
        for (let i = 0; i < 200; i++) {
          const place = lonLatOf(voyage.plane, last?.x[i] ?? 0, last?.y[i] ?? 0);
          const [x, y] = metresFrom(at(0, 0), place);
          // at the wall, and on its own side of it
          expect(y * cos - x * sin).toBeGreaterThan(0);
          expect(y * cos - x * sin).toBeLessThan(60);
        }
      }),
      { seed: 9, numRuns: 60 },
    );
  });

  it('D6 all particles are afloat, ashore or gone over the edge at every step', () => {
    for (const position of Object.values(places)) {
      const drift = driftOf({ ...asked, slick: { position, radiusM: 80, seenAtMs: 0 } }, water);
      expect(drift.walls).toBe(true);
      for (const { afloat, ashore, left: gone } of drift.steps)
        expect(afloat + ashore + gone).toBe(particleCount);
    }
  });

  it('D7 wind drives it to the lee quay of its dock, and not into the next', () => {
    const wind: Weather = { ...weather, windFromDeg: 180, currentKn: 3, currentToDeg: 90 };
    const slick = { position: places.Churchilldok as LonLat, radiusM: 100, seenAtMs: 0 };
    const { steps } = driftOf({ ...asked, slick, weather: [wind] }, water);
    const last = steps.at(-1);
    expect(last?.ashore).toBeGreaterThan(0.9 * particleCount);
    // the current of the river does not run there
    expect(Math.abs(metresFrom(slick.position, last?.centre ?? [0, 0])[0])).toBeLessThan(250);
    expect(last?.centre[1]).toBeLessThan(51.2835);
  });

  it('D7 what comes over the edge of the map has left, and is not held up there', () => {
    const slick = { position: [4.203, 51.3835] as LonLat, radiusM: 50, seenAtMs: 0 };
    const ebb: Weather = { ...weather, windFromDeg: 100, currentKn: 3, currentToDeg: 280 };
    const { steps } = driftOf({ ...asked, slick, weather: [ebb] }, water);
    expect(steps.at(-1)?.left).toBeGreaterThan(0.3 * particleCount);
  });

  it('D8 a slick on a quay begins on the water beside it; far from drawn water there are no walls', () => {
    const onQuay: LonLat = [4.37, 51.2838];
    expect(isWater(onQuay)).toBe(false);
    const near = driftOf({ ...asked, slick: { position: onQuay, radiusM: 20, seenAtMs: 0 } }, water);
    expect(near.walls).toBe(true);
    expect(isWater(near.steps[0]?.centre ?? onQuay)).toBe(true);
    expect(driftOf(asked, water).walls).toBe(false);
  });

  it('D9 areas hold their part of the particles, the smaller within the larger, as closed rings', () => {
    for (const position of [...Object.values(places), atSea]) {
      const question: DriftAsked = {
        ...asked,
        slick: { position, radiusM: 80, seenAtMs: 0 },
        durationMs: hourMs,
      };
      const voyage = voyageOf(question, water);
      const drift = driftOf(question, water);
      const clouds = [...voyage.steps()].length;
      expect(clouds).toBe(drift.steps.length);
      for (const { areas } of drift.steps)
        for (const { geometry } of areas)
          for (const ring of geometry.coordinates.flat()) expect(ring.at(-1)).toEqual(ring[0]);
      const last = [...voyageOf(question, water).steps()].at(-1)?.particles;
      if (last === undefined) throw new Error('no step');
      const [half, most] = drift.steps.at(-1)?.areas ?? [];
      const held = (area: typeof half): number =>
        [...last.x.keys()].filter(
          (i) =>
            area !== undefined &&
            booleanPointInPolygon([...lonLatOf(voyage.plane, last.x[i] ?? 0, last.y[i] ?? 0)], area.geometry),
        ).length / particleCount;
      expect(half?.share).toBe(0.5);
      expect(held(half)).toBeGreaterThanOrEqual(0.5);
      expect(held(most)).toBeGreaterThanOrEqual(0.9);
      expect(held(half)).toBeLessThan(held(most));
    }
  });
});
