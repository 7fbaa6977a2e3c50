import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeByAis } from '../../../test/cargo-samples.ts';
import type { ClassAPosition } from '../../model/messages.ts';
import { placeAhead } from '../geo.ts';
import { createPicture } from '../picture.ts';
import { position } from '../samples.test-data.ts';

const mmsi = 205278090;
const picture = () => createPicture({ maxVessels: 50, forgetMs: 86_400_000 }, judgeByAis);
const stepS = 10;

/** Reports every 10 s of a vessel that sails, and turns by so many degrees a minute. */
function course(sogKn: number, fromDeg: number, perMinute: number, minutes: number): ClassAPosition[] {
  let [lon, lat] = [4.3, 51.3];
  return Array.from({ length: (minutes * 60) / stepS }, (_, i) => {
    const cogDeg = (((fromDeg + (perMinute * i * stepS) / 60) % 360) + 360) % 360;
    [lon, lat] = placeAhead(lon, lat, cogDeg, ((sogKn * 1852) / 3600) * stepS);
    return position(mmsi, { lon, lat, sogKn, cogDeg, headingDeg: Math.round(cogDeg) % 360 });
  });
}

test('T38 a report that is handed in again after ten to twenty-five minutes moves nothing and is no second vessel', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 140 }),
      fc.integer({ min: 0, max: 359 }),
      fc.integer({ min: -15, max: 15 }),
      fc.integer({ min: 10, max: 25 }),
      (tenthsKn, fromDeg, tenthsPerMinute, agoMin) => {
        const p = picture();
        const way = course(tenthsKn / 10, fromDeg, tenthsPerMinute / 10, 40);
        const later = (agoMin * 60) / stepS;
        for (const [i, report] of way.entries()) {
          expect(p.apply(report, 'r', i * stepS * 1000).moved).toBe(true);
          const old = way[i - later];
          if (old === undefined || i % 3 !== 0) continue;
          const before = p.get(mmsi)?.kinematics;
          expect(p.apply(old, 'r', i * stepS * 1000 + 3_000).moved).toBe(false);
          expect(p.get(mmsi)?.kinematics).toEqual(before);
        }
        expect(p.get(mmsi)?.trust.reasons).toEqual([]);
      },
    ),
    { seed: 20261125, numRuns: 60 },
  );
});

test.each([
  ['that do not follow each other', 270, 2],
  ['of which one follows the other', 90, 32],
])('T39 two vessels under one MMSI %s are two', (_, cogDeg, after) => {
  const p = picture();
  const one = course(10, 90, 0, 40);
  // a quarter of an hour behind
  const other = one.map((report) => ({ ...report, cogDeg, headingDeg: cogDeg }));
  const doubtedAfter: number[] = [];
  for (let i = 90; i < 200; i++) {
    for (const report of [one[i], other[i - 90]])
      if (report !== undefined) p.apply(report, 'r', i * stepS * 1000);
    if (p.get(mmsi)?.trust.reasons.includes('duplicate-identity')) doubtedAfter.push(i - 89);
  }
  expect(doubtedAfter[0]).toBe(after);
});

test('T39 a vessel that goes on behind a report astray is not held back, nor one that was set back for good', () => {
  const way = course(10, 90, 0, 40);
  const at = (i: number): ClassAPosition => way[i] ?? position(mmsi);
  const p = picture();
  const moved = (i: number, of: ClassAPosition): boolean => p.apply(of, 'r', i * stepS * 1000).moved;
  expect([moved(0, at(0)), moved(1, at(1)), moved(2, at(62)), moved(3, at(3))]).toEqual(Array(4).fill(true));
  // 3 km back, and sailing on from there: taken for old for a minute
  const back = picture();
  const after = Array.from({ length: 20 }, (_, i) => {
    const of = i === 0 ? at(60) : at(i);
    return back.apply(of, 'r', i * stepS * 1000).moved;
  });
  expect(after).toEqual([true, ...Array(6).fill(false), ...Array(13).fill(true)]);
  expect(back.get(mmsi)?.trust.reasons).toEqual(['jump']);
});
