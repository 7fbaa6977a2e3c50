import { expect, test } from 'vitest';
import { judgeByAis } from '../../test/cargo-samples.ts';
import { createPicture } from './picture.ts';
import { inland, position, vesselOf, voyage } from './samples.test-data.ts';

const mmsi = 205278090;
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
const picture = () => createPicture({ maxVessels: 10, forgetMs: dayMs }, judgeByAis);

test('T15 a name is confirmed by a second equal message, and then gives way only to one heard twice', () => {
  const p = picture();
  const hear = (name: string, atMs: number) => {
    const vessel = vesselOf(p.apply(voyage(mmsi, { name }), 'r', atMs));
    return [vessel.name, vessel.nameConfirmed];
  };
  expect(hear('SCHELDE STAQ', 1)).toEqual(['SCHELDE STAQ', false]);
  expect(hear('SCHELDE STAR', 2)).toEqual(['SCHELDE STAR', false]);
  expect(hear('SCHELDE STAR', 3)).toEqual(['SCHELDE STAR', true]);
  expect(hear('SCIELDE STAR', 4)).toEqual(['SCHELDE STAR', true]);
  expect(hear('SCHELDE STAR', 5)).toEqual(['SCHELDE STAR', true]);
  expect(hear('SCHELDE SUN', 6)).toEqual(['SCHELDE STAR', true]);
  expect(hear('SCHELDE SUN', 7)).toEqual(['SCHELDE SUN', true]);
});

test('T16 an IMO number or ENI that is none is not shown, and the former is doubted until a right one comes', () => {
  const p = picture();
  const wrong = vesselOf(p.apply(voyage(mmsi, { imo: 9074728 }), 'r', 1));
  expect(wrong).toMatchObject({ imo: null, trust: { level: 'low', reasons: ['imo-invalid'] } });
  const right = vesselOf(p.apply(voyage(mmsi), 'r', 2));
  expect(right).toMatchObject({ imo: 9074729, trust: { level: 'normal', reasons: [] } });
});

test('T17 each group of fields has its message type, receiver and time', () => {
  const p = picture();
  p.apply(voyage(mmsi), 'kallo', 1_000);
  p.apply(inland(mmsi, 1), 'lillo', 2_000);
  const { provenance, kinematics } = vesselOf(p.apply(position(mmsi), 'kallo', 3_000));
  expect(kinematics).toMatchObject({ messageType: 1, receiver: 'kallo', positionAtMs: 3_000 });
  expect(provenance).toEqual({
    name: { messageType: 5, receiver: 'kallo', atMs: 1_000 },
    static: { messageType: 5, receiver: 'kallo', atMs: 1_000 },
    voyage: { messageType: 5, receiver: 'kallo', atMs: 1_000 },
    inland: { messageType: 8, receiver: 'lillo', atMs: 2_000 },
  });
});

test('T17 a group that nobody told for 24 hours expires by itself', () => {
  const p = picture();
  p.apply(voyage(mmsi), 'r', 0);
  p.apply(inland(mmsi, 0), 'r', 10 * minuteMs);
  const vessel = vesselOf(p.apply(position(mmsi), 'r', dayMs));
  p.tick(dayMs + minuteMs);
  expect(vessel).toMatchObject({
    name: null,
    nameConfirmed: false,
    imo: null,
    shipType: null,
    destination: null,
  });
  expect(vessel).toMatchObject({ eni: '02323489', lengthM: 109.9, eriType: 8021 });
  expect(vessel.provenance).toMatchObject({ name: null, static: null, voyage: null });
  p.tick(dayMs + 11 * minuteMs);
  expect(vessel).toMatchObject({
    eni: null,
    lengthM: null,
    eriType: null,
    inlandHazard: null,
    draughtM: null,
  });
});

test('T3 parts A and B of message 24 are one vessel', () => {
  const p = picture();
  const b = { toBowM: 6, toSternM: 4, toPortM: 2, toStarboardM: 1 };
  p.apply({ type: 24, part: 0, repeat: 0, mmsi, name: 'ZEEHOND' }, 'r', 1);
  const more = { shipType: 36, vendor: 'X', callsign: 'OT99', mothershipMmsi: null };
  const vessel = vesselOf(p.apply({ type: 24, part: 1, repeat: 0, mmsi, ...more, ...b }, 'r', 2));
  expect(vessel).toMatchObject({
    class: 'B',
    name: 'ZEEHOND',
    callsign: 'OT99',
    shipType: 36,
    lengthM: 10,
    beamM: 3,
  });
});

test('T28 the size of a convoy is that of FI 10, and its type says that it is one', () => {
  const p = picture();
  p.apply(voyage(mmsi, { toBowM: 20, toSternM: 18 }), 'r', 1);
  const message = inland(mmsi, 1);
  if (message.type !== 8 || message.inland === null) throw new Error('no inland message');
  const pushed = { ...message, inland: { ...message.inland, eriType: 8340, lengthM: 185, beamM: 22.8 } };
  const vessel = vesselOf(p.apply(pushed, 'r', 2));
  expect(vessel).toMatchObject({ convoy: true, lengthM: 185, beamM: 22.8, trust: { reasons: [] } });
  expect(vesselOf(p.apply(inland(mmsi, 1), 'r', 3))).toMatchObject({ convoy: false, lengthM: 109.9 });
});
