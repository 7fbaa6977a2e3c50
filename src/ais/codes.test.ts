import { describe, expect, test } from 'vitest';
import type { AisMessage, BinaryMessage, ClassAPosition } from '../model/messages.ts';
import type { MultiSlotBinary } from '../model/service-messages.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { decodeRaw } from './raw.ts';
import { toSentences } from './sentences.ts';
import { eni } from './text.ts';

const position: ClassAPosition = {
  type: 1,
  repeat: 0,
  mmsi: 211234567,
  navStatus: 0,
  rotDegPerMin: 0,
  sogKn: 12.3,
  positionAccurate: true,
  lon: 4.5,
  lat: 52,
  cogDeg: 224,
  headingDeg: 215,
  utcSecond: 33,
  manoeuvre: 0,
  raim: false,
  radio: 0,
};
const broadcast: BinaryMessage = {
  type: 8,
  repeat: 0,
  mmsi: 1,
  sequence: null,
  destinationMmsi: null,
  retransmitted: null,
  dac: 1,
  fid: 10,
  data: { bits: 0, bytes: new Uint8Array() },
  inland: null,
};
const multiSlot: MultiSlotBinary = {
  type: 26,
  repeat: 0,
  mmsi: 1,
  addressed: false,
  structured: false,
  destinationMmsi: null,
  dac: null,
  fid: null,
  data: { bits: 24, bytes: Uint8Array.of(1, 2, 3) },
  radio: 0,
};
const rawOf = (message: AisMessage) => decodeRaw(encode(message));
const again = (message: AisMessage) => decode(encode(message));

test('a known sentence', () => {
  expect(toSentences(position, { channel: 'A' })).toEqual([
    '!AIVDM,1,1,,A,139Lg1h01sPDVG0MhC08h6g20000,0*4D',
  ]);
  expect(toSentences(position, { channel: '', talker: 'AB', own: true })[0]).toMatch(/^!ABVDO,1,1,,,139Lg/);
});

describe('codes for "not available"', () => {
  test('are sent for null and read as null', () => {
    const nothing: ClassAPosition = {
      ...position,
      rotDegPerMin: null,
      sogKn: null,
      lon: null,
      lat: null,
      cogDeg: null,
      headingDeg: null,
    };
    expect(rawOf(nothing)).toMatchObject({
      turn: -128,
      speed: 1023,
      lon: 108_600_000,
      lat: 54_600_000,
      course: 3600,
      heading: 511,
    });
    expect(again(nothing)).toEqual(nothing);
  });

  test('a position is null as a whole', () => {
    expect(again({ ...position, lon: null })).toMatchObject({ lon: null, lat: null });
  });
});

describe('the ends of the scales', () => {
  test('"or more" stays at the last step, a circle closes', () => {
    expect(rawOf({ ...position, sogKn: 300 })).toMatchObject({ speed: 1022 });
    expect(again({ ...position, sogKn: 300 })).toMatchObject({ sogKn: 102.2 });
    expect(again({ ...position, cogDeg: 359.97, headingDeg: 359.6 })).toMatchObject({
      cogDeg: 0,
      headingDeg: 0,
    });
    expect(rawOf({ ...position, rotDegPerMin: -2000 })).toMatchObject({ turn: -126 });
  });

  test('rate of turn is the square', () => {
    const turned = again({ ...position, rotDegPerMin: -17.86 });
    expect(turned).toMatchObject({ rotDegPerMin: expect.closeTo(-17.856, 3) });
  });

  test('turning without an indicator is no rate', () => {
    const { sextets, bits } = encode(position);
    for (const code of [127, -127]) {
      sextets[7] = (code & 0xff) >> 2;
      sextets[8] = ((code & 3) << 4) | ((sextets[8] ?? 0) & 15);
      expect(decodeRaw({ sextets, bits })).toMatchObject({ turn: code });
      expect(decode({ sextets, bits })).toMatchObject({ rotDegPerMin: null });
    }
  });
});

describe('what cannot be sent is refused by name', () => {
  test.each([
    [{ ...position, lon: 181 }, 'message 1: lon'],
    [{ ...position, mmsi: 2 ** 30 }, 'message 1: mmsi'],
    [{ ...position, sogKn: Number.NaN }, 'message 1: sogKn'],
    [{ type: 24, part: 0, repeat: 0, mmsi: 1, name: 'TOO LONG A NAME FOR IT' }, 'message 24: name'],
    [{ type: 24, part: 0, repeat: 0, mmsi: 1, name: 'lower' }, 'message 24: name'],
    [{ ...broadcast, dac: 200, fid: 10, data: null }, 'needs inland'],
    [{ ...broadcast, destinationMmsi: 2 }, 'destinationMmsi cannot be sent'],
    [{ ...broadcast, data: null }, 'message 8: data'],
    [{ ...broadcast, data: { bits: 9, bytes: new Uint8Array(1) } }, '1 bytes do not hold 9 bits'],
    [{ ...broadcast, data: { bits: 1016, bytes: new Uint8Array(127) } }, 'longer than the 1064 bits'],
    [{ ...multiSlot, radio: null }, 'message 26: radio is missing'],
    [{ ...multiSlot, destinationMmsi: 2 }, 'destinationMmsi cannot be sent'],
  ] as const)('%j', (message, text) => {
    expect(() => encode(message)).toThrow(text);
  });
});

test('texts end at the first @ and lose their trailing spaces', () => {
  const named = (name: string | null) => again({ type: 24, part: 0, repeat: 0, mmsi: 1, name });
  expect(named('NAME WITH TAIL   ')).toMatchObject({ name: 'NAME WITH TAIL' });
  expect(named('A@B')).toMatchObject({ name: 'A' });
  expect(named('    ')).toMatchObject({ name: null });
  expect(named(null)).toMatchObject({ name: null });
});

test.each([
  ['02323489', '02323489'],
  ['2313329', '02313329'],
  ['O2317586', '02317586'],
  ['00000000', null],
  ['  ', null],
  [null, null],
  ['T4]V\\6IG', 'T4]V\\6IG'],
])('ENI %j is %j', (given, read) => {
  expect(eni(given)).toBe(read);
});
