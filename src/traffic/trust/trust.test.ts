import { expect, test } from 'vitest';
import { judgeByAis } from '../../../test/cargo-samples.ts';
import { createPicture } from '../picture.ts';
import { inland, position, vesselOf, voyage } from '../samples.test-data.ts';
import type { CanHear } from './judge.ts';

const mmsi = 205278090;
const picture = (canHear: CanHear | null = null) =>
  createPicture({ maxVessels: 50, forgetMs: 86_400_000 }, judgeByAis, canHear);

/** Reports every 10 s at these longitudes; the reasons after each. */
function reasonsAlong(lons: readonly number[], p = picture(), id = mmsi, fromMs = 0): string[] {
  return lons.map((lon, i) =>
    vesselOf(p.apply(position(id, { lon }), 'r', fromMs + i * 10_000)).trust.reasons.join(),
  );
}

test('T20 checklist T4: one report astray is no jump; a second one at the new place is, until ten minutes were in order', () => {
  expect(reasonsAlong([4.3, 4.3001, 4.5, 4.3002, 4.3003])).toEqual(['', '', '', '', '']);
  const p = picture();
  expect(reasonsAlong([4.3, 4.5, 4.5001, 4.5002], p)).toEqual(['', '', 'jump', 'jump']);
  const later = Array.from({ length: 63 }, () => 4.5);
  expect(reasonsAlong(later, p, mmsi, 40_000).at(-1)).toBe('');
});

test('T20 what a vessel of its kind can sail is no jump, and its own speed is believed', () => {
  const step = (sogKn: number, cls: 'A' | 'inland') => {
    const p = picture();
    if (cls === 'inland') p.apply(inland(mmsi, 0), 'r', 0);
    // 1.39 km in 70 s, over and over
    return [4.3, 4.32, 4.34, 4.36].map(
      (lon, i) => vesselOf(p.apply(position(mmsi, { lon, sogKn }), 'r', i * 70_000)).trust.level,
    );
  };
  expect(step(7, 'A')).toEqual(Array(4).fill('normal'));
  expect(step(7, 'inland').at(-1)).toBe('low');
  expect(step(38, 'inland')).toEqual(Array(4).fill('normal'));
});

test('T20 checklist T4: two tracks in turn under one MMSI are two senders', () => {
  expect(reasonsAlong([4.3, 4.5, 4.3, 4.5])).toEqual(['', '', '', 'duplicate-identity']);
});

test('T21 three vessels near each other that jump within two minutes share a cause', () => {
  const p = picture();
  const jumping = (id: number, atMs: number, from = 4.3) => reasonsAlong([from, 9, 9], p, id, atMs);
  jumping(205000001, 0);
  jumping(205000002, 20_000, 4.31);
  jumping(205000009, 25_000, 30);
  expect(p.get(205000001)?.trust.reasons).toEqual(['jump']);
  jumping(205000003, 40_000, 4.32);
  for (const id of [205000001, 205000002, 205000003])
    expect(p.get(id)?.trust).toEqual({ level: 'low', reasons: ['jump', 'gnss'] });
  expect(p.get(205000009)?.trust.reasons).toEqual(['jump']);
});

test('T22 checklist T4: a vessel reported twice from beyond the reach of its receiver is doubted; unknown reach says nothing', () => {
  const deaf: CanHear = (receiver) => (receiver === 'kallo' ? false : null);
  const p = picture(deaf);
  const from = (receiver: string, atMs: number) =>
    vesselOf(p.apply(position(mmsi), receiver, atMs)).trust.reasons.join();
  expect([from('lillo', 0), from('lillo', 1_000), from('kallo', 2_000), from('lillo', 3_000)]).toEqual(
    Array(4).fill(''),
  );
  expect([from('kallo', 4_000), from('kallo', 5_000)]).toEqual(['', 'range']);
});

test('T23 checklist T4: an MMSI that is none, and figures that do not go together, are reasons', () => {
  const reasons = (over: Parameters<typeof voyage>[1], id = mmsi) =>
    vesselOf(picture().apply(voyage(id, over), 'r', 0)).trust.reasons;
  expect(reasons({}, 123456789)).toEqual(['mmsi-invalid']);
  expect(reasons({ toBowM: 305, toSternM: 508 })).toEqual(['dimensions']);
  expect(reasons({ toBowM: 200, toSternM: 100, toPortM: 5, toStarboardM: 5 })).toEqual(['dimensions']);
  expect(reasons({ draughtM: 20 })).toEqual(['dimensions']);
  expect(reasons({ shipType: 52, toBowM: 15, toSternM: 15, draughtM: 6 })).toEqual([]);
  expect(reasons({ toBowM: 200, toSternM: 200, toPortM: 30, toStarboardM: 31 })).toEqual([]);
});

test('T23 sources that give different hulls are doubted until they agree', () => {
  const p = picture();
  p.apply(voyage(mmsi, { shipType: 79, toBowM: 70, toSternM: 10 }), 'r', 0);
  expect(vesselOf(p.apply(inland(mmsi, 1), 'r', 1)).trust.reasons).toEqual(['dimensions', 'type']);
  expect(vesselOf(p.apply(voyage(mmsi), 'r', 2)).trust).toEqual({ level: 'normal', reasons: [] });
});

test('T23 a barge is as slim as it likes, also before its FI 10, and one for dry powder says tanker in message 5', () => {
  const slim = { shipType: 79, toBowM: 162, toSternM: 10, toPortM: 8, toStarboardM: 4 };
  const reasons = (over: Parameters<typeof voyage>[1]) =>
    vesselOf(picture().apply(voyage(mmsi, over), 'r', 0)).trust.reasons;
  expect([reasons({ ...slim, imo: null }), reasons(slim)]).toEqual([[], ['dimensions']]);
  const after = (eriType: number, shipType: number) => {
    const p = picture();
    p.apply(voyage(mmsi, { shipType }), 'r', 0);
    const told = inland(mmsi, 0);
    if (told.type !== 8 || told.inland === null) throw new Error('no FI 10');
    const inlandData = { ...told.inland, eriType };
    return vesselOf(p.apply({ ...told, inland: inlandData }, 'r', 1)).trust.reasons;
  };
  expect([after(8023, 89), after(8170, 89)]).toEqual([[], []]);
  expect([after(8023, 80), after(8010, 89)]).toEqual([['type'], ['type']]);
});

test('T11 a restored vessel keeps its doubts', () => {
  const before = picture();
  reasonsAlong([4.3, 4.5, 4.5001], before);
  const after = picture();
  after.restore(JSON.parse(JSON.stringify([...before.all()])));
  expect(after.get(mmsi)?.trust).toEqual({ level: 'low', reasons: ['jump'] });
  expect(reasonsAlong([4.5002], after, mmsi, 40_000)).toEqual(['jump']);
});
