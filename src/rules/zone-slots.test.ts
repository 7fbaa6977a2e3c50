import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Zone } from '../model/zone.ts';
import { createZoneIndex } from './geometry/zone-index.ts';
import { place, shape, zone } from './geometry/zone-shapes.test-data.ts';
import { sampleFix, sampleVessel } from './sample-vessel.test-data.ts';
import { differenceOf } from './zone-difference.ts';
import { createZoneSlots } from './zone-slots.ts';
import { createZoneWatch } from './zone-watch.ts';

const seeded = { seed: 20261125, numRuns: 150 };
/** Some of eight zones, each with a shape of its own, sorted by id as the zones of a port are. */
const zones = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 7 }), shape), { selector: ([id]) => id, maxLength: 8 })
  .map((all) => all.sort(([a], [b]) => a - b).map(([id, geometry]) => zone(geometry, `z${id}`)));
/** Lists of zones one after the other: of each what the list before has under the same id stays now and then. */
const lists = fc
  .array(fc.tuple(zones, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })), {
    minLength: 2,
    maxLength: 6,
  })
  .map((steps) => {
    let before: readonly Zone[] = [];
    return steps.map(([fresh, keeps]) => {
      const kept = before.filter((_, i) => keeps[i]);
      const ids = new Set(kept.map(({ id }) => id));
      before = [...kept, ...fresh.filter(({ id }) => !ids.has(id))].sort((a, b) => (a.id < b.id ? -1 : 1));
      return before;
    });
  });
const places = fc.array(place, { minLength: 4, maxLength: 12 });
const cornersOf = ({ geometry: g }: Zone): readonly number[][] =>
  g.type === 'Polygon' ? g.coordinates.flat() : g.coordinates.flat(2);

test('Z60 after any changes the index answers as one built anew, wherever it was asked before', () => {
  let held = 0;
  let met = 0;
  fc.assert(
    fc.property(lists, places, (all, anywhere) => {
      const slots = createZoneSlots(all[0] ?? []);
      const index = createZoneIndex(all[0] ?? []);
      const hits: number[] = [];
      const expected: number[] = [];
      for (const now of all) {
        index.replace(slots.replace(now));
        const anew = createZoneIndex(now);
        const idsOf = (found: readonly number[]) => found.map((slot) => slots.bySlot[slot]?.id);
        let [lon0, lat0] = anywhere[0] ?? [4, 51];
        for (const [lon = 0, lat = 0] of [...anywhere, ...now.flatMap(cornersOf)]) {
          index.at(lon, lat, hits);
          anew.at(lon, lat, expected);
          expect(idsOf(hits)).toEqual(expected.map((i) => now[i]?.id));
          held += hits.length;
          index.crossedBy(lon0, lat0, lon, lat, hits);
          anew.crossedBy(lon0, lat0, lon, lat, expected);
          expect(idsOf(hits)).toEqual(expected.map((i) => now[i]?.id));
          met += hits.length;
          for (const [i, { id }] of now.entries())
            expect(index.clearOf(slots.slotOf(id) ?? -1, lon, lat, 5000)).toBe(
              anew.clearOf(i, lon, lat, 5000),
            );
          [lon0, lat0] = [lon, lat];
        }
      }
    }),
    { ...seeded, numRuns: 40 },
  );
  expect(held).toBeGreaterThan(1000);
  expect(met).toBeGreaterThan(1000);
});

test('Z60 a difference leads from one list to the other, in whatever order they stand, and names little of sorted ones', () => {
  const sorted = zones.filter((all) => all.length > 0);
  fc.assert(
    fc.property(sorted, sorted, fc.integer({ min: 0, max: 7 }), (before, now, at) => {
      for (const [b, n] of [
        [before, now],
        [before.toReversed(), now],
      ] as const) {
        const { gone, come } = differenceOf(b, n);
        expect(new Set([...b.filter((z) => !gone.includes(z)), ...come])).toEqual(new Set(n));
      }
      const changed = before.map((z, i) => (i === at % before.length ? { ...z } : z));
      expect(differenceOf(before, changed)).toEqual({
        gone: [before[at % before.length]],
        come: [changed[at % before.length]],
      });
    }),
    seeded,
  );
});

test('Z60 a zone keeps its slot while there is one of its id, and no slot has two', () => {
  fc.assert(
    fc.property(lists, (all) => {
      const slots = createZoneSlots([]);
      let before = new Map<string, number | undefined>();
      for (const now of all) {
        const freed = [...slots.replace(now)].flatMap(([slot, change]) => (change.now ? [] : [slot]));
        const held = new Map(now.map(({ id }) => [id, slots.slotOf(id)]));
        for (const { id, ...rest } of now) {
          expect(slots.bySlot[held.get(id) ?? -1]).toEqual({ id, ...rest });
          if (before.has(id)) expect(held.get(id)).toBe(before.get(id));
          else expect(freed).not.toContain(held.get(id));
        }
        expect(new Set(held.values()).size).toBe(now.length);
        expect([slots.size, slots.bySlot.filter((z) => z !== undefined).length]).toEqual([
          now.length,
          now.length,
        ]);
        before = held;
      }
    }),
    seeded,
  );
});

test('Z61 a vessel is in the zones that are, whatever zones there were before', () => {
  fc.assert(
    fc.property(lists, places, (all, anywhere) => {
      const watch = createZoneWatch([]);
      const at = (lon: number, lat: number, s: number) =>
        sampleVessel({ kinematics: sampleFix({ lon, lat, positionAtMs: s * 3_600_000 }) });
      let hour = 0;
      for (const now of all) {
        watch.replace(now, 0, new Set());
        for (const [lon, lat] of anywhere) {
          hour++;
          // far outside all zones in between: what a vessel left is not remembered
          watch.evaluate(at(0, 0, hour), 0);
          hour++;
          const expected = createZoneWatch(now).evaluate(at(lon, lat, hour), 0).zones;
          expect(watch.evaluate(at(lon, lat, hour), 0).zones).toEqual(expected);
        }
      }
    }),
    { ...seeded, numRuns: 20 },
  );
});

test('Z62 a change of one zone reads the shape of no other', () => {
  let read = 0;
  const guarded = Array.from({ length: 400 }, (_, i): Zone => {
    const [x, y] = [4 + (i % 20) / 50, 51 + Math.floor(i / 20) / 50];
    const coordinates = [
      [
        [x, y],
        [x + 0.03, y],
        [x + 0.03, y + 0.03],
        [x, y + 0.03],
        [x, y],
      ],
    ];
    const made = zone({ type: 'Polygon', coordinates }, `z${String(i).padStart(3, '0')}`);
    return Object.defineProperty({ ...made }, 'geometry', {
      get() {
        read++;
        return made.geometry;
      },
    });
  });
  const watch = createZoneWatch(guarded);
  expect(read).toBeGreaterThanOrEqual(400);
  const vessel = sampleVessel({ kinematics: sampleFix({ lon: 4.21, lat: 51.21, positionAtMs: 0 }) });
  const held = watch.evaluate(vessel, 0).zones;
  expect(held.length).toBeGreaterThan(0);
  read = 0;
  const moved = zone(
    {
      type: 'Polygon',
      coordinates: [
        [
          [4.2, 51.2],
          [4.25, 51.2],
          [4.25, 51.25],
          [4.2, 51.25],
          [4.2, 51.2],
        ],
      ],
    },
    'z007',
  );
  const concerned = new Set<number>();
  watch.replace(
    guarded.map((z) => (z.id === 'z007' ? moved : z)),
    0,
    concerned,
  );
  expect([...concerned]).toEqual([vessel.mmsi]);
  expect(watch.evaluate(vessel, 0).zones).toEqual(['z007', ...held]);
  // that of the zone which was there before is held against the new one
  expect(read).toBeLessThanOrEqual(2);
});
