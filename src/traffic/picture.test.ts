import { expect, test } from 'vitest';
import { judgeByAis } from '../../test/cargo-samples.ts';
import type { AisMessage } from '../model/messages.ts';
import { signalOf } from './ageing.ts';
import { createPicture } from './picture.ts';
import { inland, position, vesselOf, voyage } from './samples.test-data.ts';

const picture = () => createPicture({ maxVessels: 3, forgetMs: 86_400_000 }, judgeByAis);

test('T3 position, static and inland messages become one vessel', () => {
  const p = picture();
  p.apply(position(205278090), 'kallo', 1_000);
  p.apply(voyage(205278090), 'kallo', 2_000);
  const applied = p.apply(inland(205278090, 2), 'lillo', 3_000);
  expect(applied).toMatchObject({ described: true, moved: false });
  const vessel = vesselOf(applied);
  expect(vessel).toMatchObject({
    class: 'inland',
    name: 'SCHELDE STAR',
    flag: 'BE',
    imo: 9074729,
    eni: '02323489',
    shipType: 82,
    eriType: 8021,
    lengthM: 109.9,
    draughtM: 2.81,
    eta: '11-03T04:05',
    destination: 'ANTWERP',
    heardAtMs: 3_000,
    receivers: { kallo: 2_000, lillo: 3_000 },
  });
  expect(vessel.kinematics).toMatchObject({ lon: 4.3, lat: 51.3, sogKn: 7.5, positionAtMs: 1_000 });
  expect(vessel.hazard).toMatchObject({ state: 'confirmed', cones: 2, category: 'Y' });
});

test('T4 "not available" erases nothing that was heard before', () => {
  const p = picture();
  p.apply(voyage(205278090), 'r', 1);
  const { vessel } = p.apply(
    voyage(205278090, {
      name: null,
      imo: null,
      callsign: null,
      shipType: null,
      destination: null,
      draughtM: null,
      etaMonth: null,
      toBowM: null,
      toSternM: null,
      toPortM: null,
      toStarboardM: null,
    }),
    'r',
    2,
  );
  expect(vessel).toMatchObject({
    name: 'SCHELDE STAR',
    shipType: 82,
    lengthM: 110,
    draughtM: 7.2,
    eta: '11-03T04:05',
  });
});

test('T5 a message without a valid position shows that the vessel lives, and moves nothing', () => {
  const p = picture();
  p.apply(position(205278090), 'r', 1_000);
  const applied = p.apply(position(205278090, { lon: null, lat: null }), 'r', 9_000);
  expect(applied.moved).toBe(false);
  const vessel = vesselOf(applied);
  expect(vessel.kinematics?.positionAtMs).toBe(1_000);
  expect(vessel.heardAtMs).toBe(9_000);
});

test('T6 event times rise strictly per vessel, so that no two positions share a key', () => {
  const p = picture();
  const times = [5, 5, 5, 3].map(
    (now) => vesselOf(p.apply(position(205278090), 'r', now)).kinematics?.positionAtMs,
  );
  expect(times).toEqual([5, 6, 7, 8]);
});

test('T7 classes are told apart by message and by the form of the MMSI', () => {
  const classOf = (message: AisMessage) => vesselOf(picture().apply(message, 'r', 1)).class;
  expect(classOf(position(205278090))).toBe('A');
  expect(classOf(position(2050001))).toBe('base');
  expect(classOf(position(970123456))).toBe('sart');
  expect(classOf(position(111205001))).toBe('sar');
  expect(classOf(position(992051234))).toBe('aton');
  expect(classOf(inland(205278090, 5))).toBe('inland');
});

test('T8 the picture is bounded: the longest silent vessel gives way, a lively one stays', () => {
  const p = picture();
  const old = 205000001;
  p.apply(position(old), 'r', 0);
  p.apply(position(205000002), 'r', 1);
  p.apply(position(205000003), 'r', 2);
  p.apply(position(old), 'r', 1_000_000);
  p.apply(position(205000004), 'r', 1_000_001);
  expect([...p.all()].map((v) => v.mmsi).sort()).toEqual([205000001, 205000003, 205000004]);
});

test('T9 every reader of changes gets each change once, and those that left', () => {
  const p = picture();
  p.apply(position(205000001), 'r', 0);
  const [first, second] = [p.feed(), p.feed()];
  expect(first().changed.map((v) => v.mmsi)).toEqual([205000001]);
  p.apply(position(205000001), 'r', 1);
  p.apply(position(205000001), 'r', 2);
  expect(first().changed).toHaveLength(1);
  expect(first()).toEqual({ changed: [], gone: [] });
  expect(p.tick(86_400_003)).toEqual([205000001]);
  expect(first()).toEqual({ changed: [], gone: [205000001] });
  expect(second()).toEqual({ changed: [], gone: [205000001] });
});

test('T10 a vessel under way is late after three missed reports, lost after six; at anchor the hours are other', () => {
  const p = picture();
  const vessel = vesselOf(p.apply(position(205000001), 'r', 0));
  expect([29_999, 30_000, 59_999, 60_000].map((t) => signalOf(vessel, t))).toEqual([
    'live',
    'late',
    'late',
    'lost',
  ]);
  const anchored = vesselOf(p.apply(position(205000002, { navStatus: 1, sogKn: 0.1 }), 'r', 0));
  expect([60_000, 540_000, 1_080_000].map((t) => signalOf(anchored, t))).toEqual(['live', 'late', 'lost']);
});

test('T11 vessels of an earlier run come back with their ages, and never over what was heard since', () => {
  const before = picture();
  before.apply(position(205000001), 'r', 1_000);
  before.apply(position(205000002), 'r', 1_000);
  const after = picture();
  after.apply(position(205000002, { lon: 4.4 }), 'r', 90_000);
  after.restore(JSON.parse(JSON.stringify([...before.all()])));
  after.tick(90_000);
  expect(after.get(205000001)).toMatchObject({ signal: 'lost', kinematics: { positionAtMs: 1_000 } });
  expect(after.get(205000002)?.kinematics).toMatchObject({ lon: 4.4, positionAtMs: 90_000 });
});
