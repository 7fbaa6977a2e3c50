import { describe, expect, it } from 'vitest';
import { hazardOf, vesselOf } from '../../test/gateway-helpers.ts';
import type { Drift, DriftStep, LonLat } from '../model/incident.ts';
import type { Kinematics, Vessel } from '../model/vessel.ts';
import { exposureOf } from './exposure.ts';
import { lonLatOf, planeAt } from './plane.ts';

const middle: LonLat = [4.3, 51.3];
const plane = planeAt(middle);
const minuteMs = 60_000;

/** A square of 200 m that moves 100 m to the east in ten minutes. */
function step(minute: number): DriftStep {
  const [west, east] = [10 * minute - 100, 10 * minute + 100];
  const ring = [
    [west, -100],
    [east, -100],
    [east, 100],
    [west, 100],
    [west, -100],
  ].map(([x = 0, y = 0]) => [...lonLatOf(plane, x, y)]);
  const geometry = { type: 'MultiPolygon' as const, coordinates: [[ring]] };
  const areas = [0.5, 0.9].map((share) => ({ share, geometry }));
  return { atMs: minute * minuteMs, centre: middle, afloat: 2000, ashore: 0, left: 0, areas };
}
const drift: Drift = {
  asked: {
    slick: { position: middle, radiusM: 100, seenAtMs: 0 },
    weather: [],
    ...{ direction: 'forward', durationMs: 2 * 60 * minuteMs, everyMs: 10 * minuteMs, seed: 1 },
  },
  ...{ particles: 2000, walls: false, steps: [...Array(13).keys()].map((i) => step(10 * i)) },
};

function at(
  mmsi: number,
  x: number,
  y: number,
  moving: Partial<Kinematics> = {},
  more: Partial<Vessel> = {},
): Vessel {
  const [lon, lat] = lonLatOf(plane, x, y);
  const vessel = vesselOf(mmsi, lon, lat, {
    lengthM: 0,
    toBowM: 0,
    toSternM: 0,
    toPortM: 0,
    toStarboardM: 0,
    ...more,
  });
  const still = { sogKn: 0, cogDeg: 0, headingDeg: null };
  return { ...vessel, kinematics: vessel.kinematics && { ...vessel.kinematics, ...still, ...moving } };
}
const exposed = (...vessels: Vessel[]) => exposureOf(vessels, drift, 0);

describe('exposure', () => {
  it('D20 says who is in the slick now, and whom it reaches in 30 and 60 minutes', () => {
    const found = exposed(at(1, 0, 0), at(2, 300, 0), at(3, 600, 0), at(4, 5_000, 0), at(5, -300, 0));
    expect(found.map(({ mmsi, horizon }) => [mmsi, horizon])).toEqual([
      [1, 'now'],
      [2, 30],
      [3, 60],
    ]);
    expect(found[0]).toMatchObject({ inMin: 0, distanceM: 0 });
    expect(found[1]?.distanceM).toBeCloseTo(200, -1);
    // between two steps both areas count: ten minutes early, never late
    expect(found[1]?.inMin).toBeGreaterThan(9);
    expect(found[1]?.inMin).toBeLessThanOrEqual(20);
  });

  it('D20 reckons with the course of those that make way', () => {
    const towards = at(1, 0, -3_000, { sogKn: 6, cogDeg: 0 });
    const away = at(2, 0, -3_000, { sogKn: 6, cogDeg: 180 });
    const found = exposed(towards, away);
    expect(found.map(({ mmsi }) => mmsi)).toEqual([1]);
    // 2,900 m at 6 kn take 15.7 min, when the slick is 150 m further to the east
    expect(exposed({ ...towards, ...at(1, 150, -3_000, { sogKn: 6, cogDeg: 0 }) })[0]?.inMin).toBe(16);
  });

  it('D20 takes the hull, and not the antenna only', () => {
    const sizes = { lengthM: 200, toBowM: 180, toSternM: 20, toPortM: 15, toStarboardM: 15 };
    expect(exposed(at(1, -250, 0, { headingDeg: 90 }, sizes))[0]?.horizon).toBe('now');
    expect(exposed(at(1, -250, 0, { headingDeg: 270 }, sizes))).toEqual([]);
  });

  it('D21 names hazardous vessels within 100 and 300 m of it, also where it does not go', () => {
    const hazard = hazardOf('confirmed');
    const found = exposed(
      ...[at(1, -180, 0, {}, { hazard }), at(2, -380, 0, {}, { hazard }), at(3, -420, 0, {}, { hazard })],
      at(4, -180, 0, {}, { hazard: hazardOf('unknown') }),
      at(5, -180, 0, {}, { hazard: hazardOf('suspected') }),
    );
    expect(found.map(({ mmsi, withinM, horizon }) => [mmsi, withinM, horizon])).toEqual([
      [1, 100, null],
      [5, 100, null],
      [2, 300, null],
    ]);
  });

  it('D22 lists passenger vessels first, then by time, then by cones, with cargo and persons', () => {
    const cones = (n: 1 | 2) => ({
      ...hazardOf('confirmed'),
      cones: n,
      personsOnBoard: 3,
      unNumbers: [1203],
    });
    const found = exposed(
      ...[at(1, 0, 0, {}, { hazard: cones(1) }), at(2, 0, 0, {}, { hazard: cones(2) }), at(3, 600, 0)],
      at(4, 600, 0, {}, { shipType: 60, eriType: null }),
    );
    expect(found.map(({ mmsi }) => mmsi)).toEqual([4, 2, 1, 3]);
    expect(found[1]).toMatchObject({ cones: 2, personsOnBoard: 3, unNumbers: [1203], hazard: 'confirmed' });
  });

  it('D22 leaves out vessels without a position', () => {
    const lost = { ...at(1, 0, 0), kinematics: null };
    expect(exposed(lost)).toEqual([]);
  });
});
