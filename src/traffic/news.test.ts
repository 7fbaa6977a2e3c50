import { expect, it } from 'vitest';
import { judgeByAis } from '../../test/cargo-samples.ts';
import type { ClassBStaticB } from '../model/messages.ts';
import { createPicture } from './picture.ts';

const mmsi = 244_000_001;
const startMs = Date.UTC(2026, 0, 1);

const hull = (shipType: number): ClassBStaticB => ({
  ...{ type: 24, part: 1, repeat: 0, mmsi, shipType, callsign: null, vendor: null, mothershipMmsi: null },
  ...{ toBowM: 50, toSternM: 10, toPortM: 3, toStarboardM: 3 },
});

function told() {
  let judged = 0;
  const picture = createPicture({ maxVessels: 3, forgetMs: 86_400_000 }, (vessel, nowMs) => {
    judged++;
    return judgeByAis(vessel, nowMs);
  });
  return {
    picture,
    say: (shipType: number, s: number) => picture.apply(hull(shipType), 'quay', startMs + s * 1000),
    hazard: () => picture.get(mmsi)?.hazard,
    judged: () => judged,
  };
}

it('judges what is said again when it is read, as of when it was said', () => {
  const { say, hazard, judged } = told();
  for (const s of [0, 360, 720]) say(70, s);
  expect(judged()).toBe(1);
  expect(hazard()?.evidence[0]).toMatchObject({ source: 'ship-type', atMs: startMs + 720_000 });
  hazard();
  expect(judged()).toBe(2);
});

it('keeps what gives way with the time at which it was said last', () => {
  const { say, hazard } = told();
  for (const s of [0, 360, 720]) say(70, s);
  say(60, 1080);
  expect(hazard()?.past).toMatchObject([{ source: 'ship-type', atMs: startMs + 720_000 }]);
});

it('keeps what expires with the time at which it was said last', () => {
  const { picture, say, hazard } = told();
  for (const s of [0, 360]) say(70, s);
  picture.apply({ type: 24, part: 0, repeat: 0, mmsi, name: 'MAAS' }, 'quay', startMs + 80_000_000);
  picture.tick(startMs + 86_400_000 + 361_000);
  expect(hazard()?.evidence).toEqual([]);
  expect(hazard()?.past).toMatchObject([{ source: 'ship-type', atMs: startMs + 360_000 }]);
});

it('keeps what was said again of a vessel that left', () => {
  const { picture, say } = told();
  for (const s of [0, 360]) say(70, s);
  const vessel = picture.get(mmsi);
  picture.tick(startMs + 10 * 86_400_000);
  expect(picture.size).toBe(0);
  expect(JSON.parse(JSON.stringify(vessel)).hazard.evidence[0].atMs).toBe(startMs + 360_000);
});
