import fc from 'fast-check';
import { expect, test } from 'vitest';
import { vesselOf } from '../../../test/gateway-helpers.ts';
import type { Box } from '../box.ts';
import { LiveClient } from './client.ts';
import { liveLimits } from './limits.ts';
import { allShown } from './showing.test-data.ts';
import { Stage, sightOf, type View, wanted } from './stage.ts';

const seeded = { seed: 20261125, numRuns: 400 };
const lon = fc.double({ min: -180, max: 180, noNaN: true });
const lat = fc.double({ min: -90, max: 90, noNaN: true });
/** In the port, anywhere in the world, or nowhere yet. */
const place = fc.oneof(
  fc.tuple(fc.double({ min: 4, max: 4.2, noNaN: true }), fc.double({ min: 51, max: 51.2, noNaN: true })),
  fc.tuple(lon, lat),
  fc.tuple(fc.constant(null), fc.constant(0)),
);
/** A map of the port, one of anywhere, over the antimeridian too. */
const box: fc.Arbitrary<Box> = fc.oneof(
  fc
    .tuple(fc.double({ min: 4, max: 4.2, noNaN: true }), fc.double({ min: 51, max: 51.2, noNaN: true }))
    .map(([w, s]): Box => [w, s, w + 0.05, s + 0.05]),
  fc.tuple(lon, lat, lon, lat).map(([w, a, e, b]): Box => [w, Math.min(a, b), e, Math.max(a, b)]),
);

test('W19 a client hears of the vessels in its box, and of those that left it, as if it had looked at all of them', () => {
  let told = 0;
  let left = 0;
  fc.assert(
    fc.property(
      fc.array(fc.array(place, { minLength: 8, maxLength: 8 }), { minLength: 3, maxLength: 6 }),
      box,
      (steps, view) => {
        const frames: { vessels: { mmsi: string }[]; gone: string[] }[] = [];
        const outlet = {
          bufferedAmount: 0,
          send: (text: string | Buffer) => void frames.push(JSON.parse(text.toString())),
        };
        const still = { ping() {}, close() {}, terminate() {} };
        const picture = { get: () => undefined, all: () => [], size: 0 };
        const client = new LiveClient({ ...outlet, ...still }, picture, allShown, liveLimits);
        const seen: View = { box: view, hazardOnly: false };
        client.subscribe(seen, null);
        client.stage(new Stage(0, { changed: [], gone: [] }));
        const shown = new Set<string>();
        for (const [i, places] of steps.entries()) {
          const changed = places.map(([x, y], n) => vesselOf(n + 1, x, y));
          const expected = changed
            .filter((vessel) => wanted(seen, sightOf(vessel)))
            .map(({ mmsi }) => `00000000${mmsi}`);
          const gone = [...shown].filter((mmsi) => !expected.includes(mmsi));
          frames.length = 0;
          client.stage(new Stage(i, { changed, gone: [] }));
          const [frame = { vessels: [], gone: [] }] = frames;
          expect(frame.vessels.map(({ mmsi }) => mmsi).sort()).toEqual(expected);
          expect(frame.gone.toSorted()).toEqual(gone.toSorted());
          shown.clear();
          for (const mmsi of expected) shown.add(mmsi);
          told += expected.length;
          left += gone.length;
        }
      },
    ),
    seeded,
  );
  expect(told).toBeGreaterThan(500);
  expect(left).toBeGreaterThan(100);
});

test('W19 what lies far from a box is not looked at', () => {
  const changed = Array.from({ length: 10_000 }, (_, i) =>
    vesselOf(i + 1, 4 + (i % 100) / 50, 51 + i / 5000),
  );
  const stage = new Stage(0, { changed, gone: [] });
  let looked = 0;
  stage.each([4.1, 51.1, 4.15, 51.15], () => looked++);
  expect(looked).toBeLessThan(400);
  expect(looked).toBeGreaterThan(0);
});
