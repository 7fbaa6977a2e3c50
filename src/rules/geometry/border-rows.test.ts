import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import { expect, test } from 'vitest';
import { type BorderRows, createBorderRows } from './border-rows.ts';
import { type Box, isWithin, meetsBox } from './box.ts';
import { createCells } from './cells.ts';
import { isClear, newClearBox } from './clear-box.ts';
import { NearBorder } from './near-border.ts';
import { Outline } from './outline.ts';
import { meet } from './segment.ts';

const seeded = { seed: 20261125, numRuns: 200 };
const unit = fc.integer({ min: 0, max: 2 ** 30 }).map((n) => n / 2 ** 30);

/** A star about ten cells wide with long spikes or short, with a smaller one cut out; a corner often has the latitude of another. */
const star = fc.array(fc.integer({ min: 2, max: 20 }), { minLength: 3, maxLength: 30 }).map((radii) => {
  const around = (of: number): Position[] => {
    const ring = radii.map((r, i): Position => {
      const angle = (2 * Math.PI * i) / radii.length;
      const rounded = Math.round(51_300 + r * of * Math.sin(angle)) / 1000;
      return [4.3 + (r * of * Math.cos(angle)) / 1000, rounded];
    });
    return [...ring, ring[0] ?? []];
  };
  return [around(1), around(0.1)];
});

/** The port of these tests. */
const cells = createCells({ west: 4.26, south: 51.26, east: 4.34, north: 51.34 });

interface Port {
  readonly rows: BorderRows;
  readonly outlines: readonly Outline[];
}

function portOf(shapes: readonly Position[][][], mostNumbers?: number): Port {
  const outlines = shapes.map((rings) => new Outline(rings));
  const parts = outlines.map((outline, zone) => ({ zone, part: 0, outline }));
  const partsIn = (near: Box) => parts.filter(({ outline }) => meetsBox(outline.box, near));
  const rows = createBorderRows(cells.count, cells.boxOf, partsIn, (zone) => outlines[zone], mostNumbers);
  return { rows, outlines };
}

function turnsIn(outline: Outline, box: Box): number {
  const near = new NearBorder();
  near.look(outline, box);
  return near.turns.length;
}

const place = fc.tuple(unit, unit).map(([x, y]): [number, number] => [4.27 + x * 0.06, 51.27 + y * 0.06]);
/** Anywhere, and at the very latitude of a corner far away. */
const placesOf = (shapes: readonly Position[][][], anywhere: readonly [number, number][]) =>
  anywhere.flatMap(([lon, lat]): [number, number][] => [
    [lon, lat],
    ...shapes.flat(2).map(([, y = 0]): [number, number] => [lon, y]),
  ]);

test('Z56 edges in a cell, and how many lie west of it, decide on which side of a border a position lies, as Turf does', () => {
  let inside = 0;
  let turns = 0;
  fc.assert(
    fc.property(fc.array(star, { maxLength: 3 }), fc.array(place, { maxLength: 8 }), (shapes, anywhere) => {
      const { rows, outlines } = portOf(shapes);
      const clear = newClearBox();
      for (const [lon, lat] of placesOf(shapes, anywhere)) {
        const out: number[] = [];
        rows.at(cells.at(lon, lat), lon, lat, out, clear);
        const oracle = shapes.flatMap((coordinates, i) => {
          const polygon: Polygon = { type: 'Polygon', coordinates };
          return booleanPointInPolygon([lon, lat], polygon) ? [i] : [];
        });
        if (out.join() !== oracle.join()) expect([lon, lat, out, shapes]).toEqual(oracle);
        inside += out.length;
      }
      for (let cell = 0; cell < cells.count; cell++)
        for (const outline of outlines) turns += turnsIn(outline, cells.boxOf(cell));
    }),
    seeded,
  );
  expect(inside).toBeGreaterThan(2_000);
  expect(turns).toBeGreaterThan(2_000);
});

test('Z55 no border runs through the box that is clear around a position, and the position lies in it', () => {
  let wide = 0;
  fc.assert(
    fc.property(fc.array(star, { minLength: 1, maxLength: 3 }), fc.array(place), (shapes, anywhere) => {
      const { rows, outlines } = portOf(shapes);
      const clear = newClearBox();
      for (const [lon, lat] of anywhere) {
        rows.at(cells.at(lon, lat), lon, lat, [], clear);
        const [west = 0, south = 0, east = 0, north = 0] = clear;
        if (Number.isNaN(west + south + east + north)) {
          expect(isClear(clear, lon, lat)).toBe(false);
          continue;
        }
        expect(isClear(clear, lon, lat)).toBe(true);
        wide += east - west > 0.001 ? 1 : 0;
        const at = { west, south, east, north };
        for (const outline of outlines)
          outline.tell(-90, 90, {
            take(ax, ay, bx, by) {
              for (const [x, y] of [
                [ax, ay],
                [(ax + bx) / 2, (ay + by) / 2],
              ] as const)
                expect(isWithin({ west: x, south: y, east: x, north: y }, at)).toBe(false);
              // its two diagonals, a little shorter
              const [dx, dy] = [(east - west) / 1e6, (north - south) / 1e6];
              expect(meet(west + dx, south + dy, east - dx, north - dy, ax, ay, bx, by)).toBe(false);
              expect(meet(west + dx, north - dy, east - dx, south + dy, ax, ay, bx, by)).toBe(false);
            },
          });
      }
    }),
    seeded,
  );
  expect(wide).toBeGreaterThan(200);
});

test('Z57 rows that are too many are found out anew, and cells that are forgotten give their room back', () => {
  fc.assert(
    fc.property(
      fc.array(star, { minLength: 1, maxLength: 3 }),
      fc.array(place, { minLength: 20, maxLength: 60 }),
      (shapes, anywhere) => {
        const kept = portOf(shapes);
        const most = 1024;
        const tight = portOf(shapes, most);
        const [a, b] = [newClearBox(), newClearBox()];
        let longest = 0;
        for (const [i, [lon, lat]] of anywhere.entries()) {
          const cell = cells.at(lon, lat);
          const [all, few, crossedAll, crossedFew]: [number[], number[], number[], number[]] = [
            [],
            [],
            [],
            [],
          ];
          const before = kept.rows.size;
          kept.rows.at(cell, lon, lat, all, a);
          longest = Math.max(longest, kept.rows.size - before);
          tight.rows.at(cell, lon, lat, few, b);
          expect([few, b]).toEqual([all, a]);
          kept.rows.crossedBy(cell, lon, lat, lon + 0.003, lat + 0.002, crossedAll);
          tight.rows.crossedBy(cell, lon, lat, lon + 0.003, lat + 0.002, crossedFew);
          expect(crossedFew).toEqual(crossedAll);
          if (i % 3 === 0) tight.rows.forget(cell);
          expect(tight.rows.size).toBeLessThanOrEqual(Math.max(most, longest + 1));
        }
      },
    ),
    seeded,
  );
  const { rows } = portOf([]);
  const cell = cells.at(4.3, 51.3);
  for (let i = 0; i < 100_000; i++) {
    rows.at(cell, 4.3, 51.3, [], newClearBox());
    rows.forget(cell);
  }
  expect(rows.size).toBeLessThan(2_048);
});
