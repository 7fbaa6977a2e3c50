import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceBetween, type Point } from '../separation/convex.ts';
import { closestHulls, closestS, entryS } from './approach.ts';
import { cornersOf } from './shape.ts';

const place = fc.double({ min: -2000, max: 2000, noNaN: true });
const speed = fc.double({ min: -12, max: 12, noNaN: true });
const axis = fc.double({ min: 10, max: 900, noNaN: true });
const stepS = 0.05;
const forS = 300;
const run = { seed: 20261125, numRuns: 300 } as const;

test('C12 the time at which a domain is entered is that of a clock that goes on step by step', () => {
  let entered = 0;
  fc.assert(
    fc.property(place, place, speed, speed, axis, axis, (x, y, vx, vy, a, b) => {
      const isInside = (s: number): boolean => ((x + vx * s) / a) ** 2 + ((y + vy * s) / b) ** 2 <= 1;
      let stepped = Number.POSITIVE_INFINITY;
      for (let s = 0; s <= forS && stepped > forS; s += stepS) if (isInside(s)) stepped = s;
      const found = entryS(x, y, vx, vy, a, b);
      if (stepped <= forS) {
        entered++;
        expect(Math.abs(found - stepped)).toBeLessThanOrEqual(stepS * 1.01);
      } else if (found <= forS - stepS) {
        // it only grazed, between two steps
        expect(isInside(found + 1e-6) || !isInside(found + stepS)).toBe(true);
        expect(isInside(found + stepS)).toBe(false);
      }
    }),
    run,
  );
  expect(entered).toBeGreaterThan(50);
});

test('C12 the closest point of two that move is that of a clock that goes on step by step', () => {
  fc.assert(
    fc.property(place, place, speed, speed, (x, y, vx, vy) => {
      const metres = (s: number): number => Math.hypot(x + vx * s, y + vy * s);
      const found = closestS(x, y, vx, vy);
      let least = Number.POSITIVE_INFINITY;
      for (let s = 0; s <= forS; s += stepS) least = Math.min(least, metres(s));
      const within = Math.min(forS, Math.max(0, found));
      expect(metres(within)).toBeLessThanOrEqual(least + 1e-9);
      expect(least - metres(within)).toBeLessThanOrEqual(stepS * Math.hypot(vx, vy));
    }),
    run,
  );
});

const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
const sizes = fc.tuple(
  fc.double({ min: 10, max: 400, noNaN: true }),
  fc.double({ min: 3, max: 60, noNaN: true }),
);
const hull = ([lengthM, beamM]: readonly [number, number], x: number, y: number, at: number): Point[] =>
  cornersOf(lengthM, beamM, x, y, Math.sin(at), Math.cos(at));

test('C12 the closest point of two hulls is that of a clock, and first reached when it is said', () => {
  let touching = 0;
  fc.assert(
    fc.property(sizes, sizes, place, place, speed, speed, angle, angle, (s1, s2, x, y, vx, vy, h1, h2) => {
      const a = hull(s1, 0, 0, h1);
      const at = (s: number): number => distanceBetween(a, hull(s2, x + vx * s, y + vy * s, h2));
      const [metres, seconds] = closestHulls(a, hull(s2, x, y, h2), vx, vy, forS);
      const coarse = 0.5;
      let least = Number.POSITIVE_INFINITY;
      for (let s = 0; s <= forS; s += coarse) least = Math.min(least, at(s));
      expect(metres).toBeLessThanOrEqual(least + 0.02);
      expect(least - metres).toBeLessThanOrEqual(coarse * Math.hypot(vx, vy));
      expect(Math.abs(at(seconds) - metres)).toBeLessThanOrEqual(0.02);
      if (metres > 0) return;
      touching++;
      if (seconds > 0.1) expect(at(seconds - 0.1)).toBeGreaterThan(0);
    }),
    { ...run, numRuns: 80 },
  );
  expect(touching).toBeGreaterThan(2);
});
