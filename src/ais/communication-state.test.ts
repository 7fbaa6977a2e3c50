import { expect, test } from 'vitest';
import { hear } from '../../test/heard.ts';
import type { AisMessage } from '../model/messages.ts';
import { communicationState } from './communication-state.ts';
import { decode } from './decode.ts';
import { checksumOf } from './sentences.ts';

/** The message that this payload holds. */
function heard(armoured: string): AisMessage {
  const body = `AIVDM,1,1,,A,${armoured},0`;
  const [payload] = hear(`!${body}*${checksumOf(body)}\n`).payloads;
  const message = payload ? decode(payload) : 'nothing';
  if (typeof message === 'string') throw new Error(message);
  return message;
}
const classB = (carrierSense: boolean, radio: number): AisMessage => ({
  type: 18,
  repeat: 0,
  mmsi: 211234567,
  sogKn: null,
  positionAccurate: false,
  lon: null,
  lat: null,
  cogDeg: null,
  headingDeg: null,
  utcSecond: 60,
  carrierSense,
  assigned: false,
  raim: false,
  radio,
});
const sotdma = {
  scheme: 'SOTDMA',
  receivedStations: null,
  slotNumber: null,
  utcHour: null,
  utcMinute: null,
  slotOffset: null,
};

test.each([
  [
    '1: UTC hour and minute',
    '181:Kjh01ewHFRPDK1s3IRcn06sd',
    { syncState: 0, slotTimeout: 1, utcHour: 23, utcMinute: 59 },
  ],
  [
    '4: UTC hour and minute',
    '4h2E3MQuiq3ILeUjqVMd@sG004IT',
    { syncState: 0, slotTimeout: 1, utcHour: 3, utcMinute: 25 },
  ],
  [
    '2: received stations',
    '2T8Mur>pJNw77ks5q?7mdfhoOgMo',
    { syncState: 3, slotTimeout: 3, receivedStations: 14199 },
  ],
  ['9: slot number', '91b55wi;hbOS@OdQAC062Ch2089h', { syncState: 0, slotTimeout: 2, slotNumber: 624 }],
  ['18: slot offset', 'B6:VU2P0<:;2r84N5obLOwR2P0S9', { syncState: 0, slotTimeout: 0, slotOffset: 2249 }],
  [
    '26: received stations',
    'J3`gb9@P8w8CC8TMeGBU<TH>0L@u',
    { syncState: 0, slotTimeout: 7, receivedStations: 1085 },
  ],
])('message %s', (_, payload, state) => {
  expect(communicationState(heard(payload))).toEqual({ ...sotdma, ...state });
});

test('message 3 is ITDMA', () => {
  expect(communicationState(heard('33sOto0P08lQCKA:>143I1ms0000'))).toEqual({
    scheme: 'ITDMA',
    syncState: 0,
    slotIncrement: 0,
    slots: 1,
    keep: false,
  });
});

test('message 9 says which, and slot counts above four mean a further increment', () => {
  expect(communicationState(heard('9muc;QvN2`TG6BE76wm;U7u>K>?b'))).toEqual({
    scheme: 'ITDMA',
    syncState: 2,
    slotIncrement: 3646 + 8192,
    slots: 1,
    keep: false,
  });
});

test('class B: by the selector flag, and none for a carrier-sense unit', () => {
  expect(communicationState(classB(false, 0x80001))).toMatchObject({ scheme: 'ITDMA', keep: true });
  expect(communicationState(classB(false, 1))).toMatchObject({ scheme: 'SOTDMA', slotOffset: 1 });
  expect(communicationState(classB(true, 917_510))).toBeNull();
});

test('none in other messages, or where it is cut off', () => {
  expect(communicationState({ type: 10, repeat: 0, mmsi: 1, destinationMmsi: 2 })).toBeNull();
  const short = heard('J5FHobDR7Cjr');
  expect(short).toMatchObject({ type: 26, radio: null });
  expect(communicationState(short)).toBeNull();
});
