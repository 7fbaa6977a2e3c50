import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleFix, sampleVessel } from '../sample-vessel.test-data.ts';
import { metresPerDegree } from './metres.ts';
import type { Report } from './report.ts';
import { behaviourDefaults } from './settings.ts';
import { type Swing, swing } from './swing.ts';
import { createVesselWatch } from './vessel-watch.ts';

const settings = behaviourDefaults['anchor-drag'];
const radians = Math.PI / 180;
const [lon0, lat0] = [3.3, 51.4];

/** Where her anchor is, in metres, and where she heads. */
interface Look {
  readonly east: number;
  readonly north: number;
  readonly deg: number;
}
interface Ship {
  readonly lengthM: number;
  /** From her anchor to her antenna. */
  readonly radiusM: number;
  readonly tellsHeading: boolean;
}
const stepMs = 180_000;

/** Her antenna, astern of her anchor, every three minutes; `error` in metres and degrees. */
function reportOf(ship: Ship, look: Look, i: number, error: readonly [number, number, number]): Report {
  const { radiusM, lengthM, tellsHeading } = ship;
  const east = look.east - radiusM * Math.sin(look.deg * radians) + error[0];
  const north = look.north - radiusM * Math.cos(look.deg * radians) + error[1];
  return {
    atMs: i * stepMs,
    lon: lon0 + east / metresPerDegree / Math.cos(lat0 * radians),
    lat: lat0 + north / metresPerDegree,
    sogKn: 0.3,
    cogDeg: null,
    headingDeg: tellsHeading ? (((look.deg + error[2]) % 360) + 360) % 360 : null,
    navStatus: 1,
    lengthM,
    doubted: false,
    hazardous: true,
    afterSilence: false,
    fastAtMs: Number.NEGATIVE_INFINITY,
  };
}

/** Indices of the looks after which her anchor drags. */
function dragsAt(ship: Ship, looks: readonly Look[], errors: readonly (readonly [number, number, number])[]) {
  let state: Swing | null = null;
  return looks.flatMap((look, i) => {
    state = swing(state, reportOf(ship, look, i, errors[i % errors.length] ?? [0, 0, 0]), settings);
    return state?.open ? [i] : [];
  });
}

const within = (most: number) => fc.integer({ min: -most, max: most });
const errors = fc.array(fc.tuple(within(5), within(5), within(10)), { minLength: 1, maxLength: 40 });
const ships = fc
  .record({
    lengthM: fc.integer({ min: 50, max: 300 }),
    part: fc.integer({ min: 0, max: 100 }),
    tellsHeading: fc.boolean(),
  })
  .map(({ lengthM, part, tellsHeading }): Ship => {
    // from next to no chain to all of it
    const radiusM = lengthM / 2 + (part / 100) * (settings.scopeM + lengthM / 2);
    return { lengthM, radiusM, tellsHeading };
  });
const turns = fc.array(within(40), { minLength: 20, maxLength: 200 });
const turned = (fromDeg: number, by: readonly number[]): Look[] => {
  let deg = fromDeg;
  return by.map((turn) => {
    deg += turn;
    return { east: 0, north: 0, deg };
  });
};
const seeded = { seed: 20261125, numRuns: 300 };

describe('a vessel at anchor', () => {
  test('B12 that swings about her anchor, all round and back, never drags', () => {
    fc.assert(
      fc.property(ships, fc.integer({ min: 0, max: 359 }), turns, errors, (ship, from, by, off) => {
        const round = Array.from({ length: 72 }, (_, i) => (i < 36 ? 10 : -10));
        expect(dragsAt(ship, turned(from, [...by, ...round]), off)).toEqual([]);
      }),
      seeded,
    );
  });

  test('B12 that drags 100 m astern after any swinging is found, and not before', () => {
    fc.assert(
      fc.property(ships, turns, errors, fc.integer({ min: 2, max: 9 }), (any, by, off, tenthsKn) => {
        const ship = { ...any, tellsHeading: true };
        const lying = turned(0, [...by, ...Array<number>(12).fill(0)]);
        const deg = lying.at(-1)?.deg ?? 0;
        const stepM = (tenthsKn / 10) * 0.514 * (stepMs / 1000);
        const drags = Array.from({ length: 40 }, (_, i): Look => {
          const m = Math.min(100, (i + 1) * stepM);
          return { east: -m * Math.sin(deg * radians), north: -m * Math.cos(deg * radians), deg };
        });
        const found = dragsAt(ship, [...lying, ...drags], off);
        expect(found.length).toBeGreaterThan(0);
        expect(found[0]).toBeGreaterThanOrEqual(lying.length);
      }),
      seeded,
    );
  });

  const quiet: (readonly [number, number, number])[] = [[0, 0, 0]];
  const still = (north: number, count: number): Look[] =>
    Array.from({ length: count }, () => ({ east: 0, north, deg: 0 }));
  const ship: Ship = { lengthM: 110, radiusM: 200, tellsHeading: true };

  test('B12 half a length astern is the edge, at least 40 m and at most 75 m; unknown length counts as 100 m', () => {
    const found = (lengthM: number | null, m: number): boolean => {
      let state: Swing | null = null;
      for (const [i, look] of [...still(0, 20), ...still(-m, 20)].entries()) {
        state = swing(state, { ...reportOf(ship, look, i, [0, 0, 0]), lengthM }, settings);
        if (state?.open) return true;
      }
      return false;
    };
    expect([found(110, 54), found(110, 56)]).toEqual([false, true]);
    expect([found(50, 39), found(50, 41)]).toEqual([false, true]);
    expect([found(400, 74), found(400, 76)]).toEqual([false, true]);
    expect([found(null, 49), found(null, 51)]).toEqual([false, true]);
  });
  test('B12 ahead she heaves in, and abeam she yaws: neither is a drag', () => {
    expect(dragsAt(ship, [...still(0, 20), ...still(150, 20)], quiet)).toEqual([]);
    const abeam = still(0, 20).map((look) => ({ ...look, east: 150 }));
    expect(dragsAt(ship, [...still(0, 20), ...abeam], quiet)).toEqual([]);
  });
  test('B12 without a heading only the widest circle is watched: 660 m for 110 m of hull and 200 m of chain', () => {
    const mute = { ...ship, tellsHeading: false };
    expect(dragsAt(mute, [...still(0, 20), ...still(-650, 20)], quiet)).toEqual([]);
    expect(dragsAt(mute, [...still(0, 20), ...still(-670, 20)], quiet).length).toBeGreaterThan(0);
    expect(dragsAt(mute, [...still(0, 20), ...still(-670, 1), ...still(0, 20)], quiet)).toEqual([]);
  });
  test('B12 it ends when she has lain within the walk for half an hour, and what she does while she anchors is none', () => {
    const found = dragsAt(ship, [...still(0, 20), ...still(-100, 30)], quiet);
    expect([found[0], found.length]).toEqual([23, 10]);
    const paysOut = Array.from({ length: 4 }, (_, i): Look => ({ east: 0, north: -60 * i, deg: 0 }));
    expect(dragsAt(ship, [...paysOut, ...still(-180, 40)], quiet)).toEqual([]);
  });

  test('B7 B12 a doubted position is no place of hers, and another status ends it', () => {
    const watch = createVesselWatch([]);
    const v = sampleVessel({ lengthM: 110 });
    const at = (i: number, northM: number, navStatus = 1): string[] => {
      v.kinematics = sampleFix({
        lat: lat0 + northM / metresPerDegree,
        sogKn: 0.2,
        headingDeg: 0,
        navStatus,
        positionAtMs: i * stepMs,
      });
      const found = watch.evaluate(v, i * stepMs).filter(({ cause }) => cause.startsWith('anchor-drag'));
      return found.map((f) => (f.action === 'raise' ? f.text : `-${f.cause}`));
    };
    for (let i = 0; i < 20; i++) expect(at(i, 0)).toEqual([]);
    v.trust = { level: 'low', reasons: ['gnss'] };
    for (let i = 20; i < 30; i++) expect(at(i, -100)).toEqual([]);
    v.trust = { level: 'normal', reasons: [] };
    const said = [30, 31, 32, 33].flatMap((i) => at(i, -100));
    expect(said).toEqual([
      'MARIA (205278090), of a kind that usually carries dangerous goods, lies about 80 m from where it swung at anchor, at 0.2 kn: the anchor may drag.',
    ]);
    expect(at(34, -100, 0)).toEqual(['-anchor-drag:205278090']);
  });
  test('B9 B12 a drag that was open before a restart stays until her anchor holds', () => {
    const watch = createVesselWatch([]);
    watch.restore(['anchor-drag:205278090']);
    const v = sampleVessel();
    const ended = Array.from({ length: 20 }, (_, i) => {
      v.kinematics = sampleFix({ sogKn: 0, navStatus: 1, positionAtMs: i * stepMs });
      return watch.evaluate(v, i * stepMs).length > 0 ? [i] : [];
    }).flat();
    expect(ended).toEqual([10]);
  });
});
