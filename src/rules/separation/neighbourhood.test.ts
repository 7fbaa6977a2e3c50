import { expect, test } from 'vitest';
import { createRandom } from '../../lib/random.ts';
import { unknownHazard } from '../../model/vessel.ts';
import { sampleFix, sampleVessel } from '../sample-vessel.test-data.ts';
import { judge, newTrack, type Track, take } from './pair.ts';
import { createSeparationWatch } from './separation-watch.ts';
import { separationDefaults as s } from './settings.ts';
import { causeOf } from './words.ts';

const metresPerDegree = 111_195;

test.each([
  ['in Antwerp', 4.3, 51.3],
  ['over the antimeridian', 180, -17.5],
  ['at the equator', -79.9, 0],
  ['at 78° north', 15.6, 78.2],
])('B20 vessels that lie too close are those of all pairs, while they move and leave %s', (_, lon, lat) => {
  const random = createRandom(20);
  const sideM = 1_500;
  const around = (middle: number, metres: number): number =>
    middle + (random.between(-0.5, 0.5) * metres) / metresPerDegree;
  const vessels = Array.from({ length: 120 }, (_, i) => {
    const half = Math.round(random.between(8, 170));
    const cones = random.chance(0.3) ? random.pick([1, 2, 3] as const) : 0;
    return sampleVessel({
      ...{ mmsi: 205_000_000 + i, toBowM: half, toSternM: half, toPortM: 8, toStarboardM: 8 },
      hazard: { ...unknownHazard, state: cones > 0 ? 'confirmed' : 'none-declared', cones },
    });
  });
  const watch = createSeparationWatch();
  const open = new Set<string>();
  const tracks = new Map<number, Track>();
  for (let round = 0; round < 6; round++)
    for (const vessel of vessels) {
      const atMs = round * 20_000 + vessel.mmsi - 205_000_000;
      const before = tracks.get(vessel.mmsi)?.vessel?.kinematics;
      const stays = before !== null && before !== undefined && !(round === 3 && random.chance(0.3));
      const place = stays
        ? { lon: before.lon, lat: before.lat, headingDeg: before.headingDeg }
        : {
            lon: ((around(lon, sideM / Math.cos((lat * Math.PI) / 180)) + 540) % 360) - 180,
            ...{
              lat: around(lat, sideM),
              headingDeg: random.chance(0.8) ? Math.floor(random.between(0, 360)) : null,
            },
          };
      const k = sampleFix({ ...place, sogKn: 0, cogDeg: null, navStatus: 5, positionAtMs: atMs });
      vessel.kinematics = k;
      for (const finding of watch.evaluate(vessel, atMs))
        if (finding.action === 'raise') open.add(finding.cause);
        else open.delete(finding.cause);
      const track = tracks.get(vessel.mmsi) ?? newTrack(vessel.mmsi);
      tracks.set(vessel.mmsi, track);
      take(track, vessel, k, s);
    }
  const all = [...tracks.values()];
  const close = all.flatMap((a, i) =>
    all.slice(i + 1).flatMap((b) => {
      const verdict = judge(a, b, false, new Set(), s);
      return typeof verdict === 'string' ? [] : [causeOf(a.mmsi, b.mmsi)];
    }),
  );
  expect(close.length).toBeGreaterThan(10);
  expect([...open].sort()).toEqual(close.sort());
});
