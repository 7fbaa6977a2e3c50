import { expect, test } from 'vitest';
import { exampleHazard, vesselOf } from '../vessel/example.test-data.ts';
import { vesselDetails, vesselDots } from './features.ts';
import { courseVector, hullRing, moved } from './geometry.ts';

const port = [4, 51, 5, 52] as const;
const hull = { toBowM: 80, toSternM: 20, toPortM: 4, toStarboardM: 6 } as const;
const pictureOf = (...vessels: ReturnType<typeof vesselOf>[]) => new Map(vessels.map((v) => [v.mmsi, v]));

test('a vessel without a place is not drawn, a lost one fades', () => {
  const dots = vesselDots(
    pictureOf(
      vesselOf({ mmsi: '205000001', lon: null, lat: null }),
      vesselOf({ mmsi: '205000002', signal: 'lost', name: 'JADE' }),
      vesselOf({ mmsi: '205000003' }),
    ),
    null,
  ).features;
  expect(dots.map((d) => d.properties.label)).toEqual(['JADE', '205000003']);
  expect(dots[0]?.properties.opacity).toBeLessThan(dots[1]?.properties.opacity ?? 0);
});

test('the filter of hazard states hides the others', () => {
  const picture = pictureOf(
    vesselOf({ mmsi: '205000001' }),
    vesselOf({ mmsi: '205000002', hazard: { ...exampleHazard, state: 'confirmed' } }),
  );
  const shown = vesselDots(picture, new Set(['confirmed'])).features;
  expect(shown.map((d) => d.properties.mmsi)).toEqual(['205000002']);
});

test('details are drawn only inside the box, and no vector for a lost vessel', () => {
  const fast = { sogKn: 10, cogDeg: 0, headingDeg: 0, ...hull };
  const inside = vesselOf({ mmsi: '205000001', ...fast });
  const outside = vesselOf({ mmsi: '205000002', lon: 6, ...fast });
  expect(vesselDetails(pictureOf(inside, outside), null, port).features.map((f) => f.geometry.type)).toEqual([
    'Polygon',
    'LineString',
  ]);
  const lost = vesselOf({ mmsi: '205000003', ...fast, signal: 'lost' });
  expect(vesselDetails(pictureOf(lost), null, port).features.map((f) => f.geometry.type)).toEqual([
    'Polygon',
  ]);
});

test('the hull turns with the heading around the antenna', () => {
  const ring = hullRing(vesselOf({ headingDeg: 90, ...hull })) ?? [];
  expect(ring).toHaveLength(6);
  expect(ring[0]).toEqual(ring.at(-1));
  // Bow 80 m east; the middle of the hull is 1 m to starboard, which is south.
  const [bowLon, bowLat] = moved(4.3, 51.3, 80, -1);
  expect(ring[0]?.[0]).toBeCloseTo(bowLon, 9);
  expect(ring[0]?.[1]).toBeCloseTo(bowLat, 9);
  expect(hullRing(vesselOf({ headingDeg: null, ...hull }))).toBeNull();
  expect(hullRing(vesselOf({ headingDeg: 90, ...hull, toBowM: null }))).toBeNull();
});

test('the vector ends where the vessel will be in three minutes', () => {
  const vector = courseVector(vesselOf({ sogKn: 20, cogDeg: 0 }));
  // 20 kn for 3 min is one nautical mile: one minute of latitude on this sphere, to 0.1 %.
  expect(((vector?.[1][1] ?? 0) - 51.3) * 60).toBeCloseTo(1, 2);
  expect(vector?.[1][0]).toBeCloseTo(4.3, 9);
  expect(courseVector(vesselOf({ sogKn: 0.2, cogDeg: 0 }))).toBeNull();
});
