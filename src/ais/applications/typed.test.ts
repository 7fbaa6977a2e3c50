import { describe, expect, test } from 'vitest';
import { type Envelope, encodeApplication } from './encode.ts';
import { applicationOf } from './typed.ts';
import { signBits } from './water-level.ts';

const addressed: Envelope = { mmsi: 205_123_450, destinationMmsi: 2_059_991 };
const broadcast: Envelope = { mmsi: 2_059_991, destinationMmsi: null };

const told = (from: Envelope, dac: number, fid: number, body: Record<string, unknown>) =>
  applicationOf(encodeApplication(from, dac, fid, body));

describe('persons on board', () => {
  const one = { kind: 'persons-on-board', crew: null, passengers: null, personnel: null, atLeast: false };

  test('one number, in each of its forms', () => {
    const forms = [
      told(addressed, 1, 16, { persons: 23 }),
      told(broadcast, 1, 16, { persons: 23 }),
      told(addressed, 1, 40, { persons: 23 }),
      told(broadcast, 1, 40, { persons: 23 }),
      told(broadcast, 1, 24, { persons: 23 }),
    ];
    expect(forms).toEqual(forms.map(() => ({ ...one, persons: 23 })));
    expect(told(addressed, 1, 16, {})).toEqual({ ...one, persons: null });
    expect(told(addressed, 1, 16, { persons: 8191 })).toEqual({ ...one, persons: 8191, atLeast: true });
  });

  test('message 6 of 72 bits has no address', () => {
    const { sextets, bits } = encodeApplication(broadcast, 1, 16, { persons: 12 });
    expect(bits).toBe(72);
    sextets[0] = 6;
    expect(applicationOf({ sextets, bits })).toEqual({ ...one, persons: 12 });
  });

  test('crew, passengers and personnel are added up as far as they are known', () => {
    expect(told(addressed, 200, 55, { crew: 4, passengers: 120, personnel: 0 })).toEqual({
      kind: 'persons-on-board',
      persons: 124,
      atLeast: false,
      crew: 4,
      passengers: 120,
      personnel: 0,
    });
    expect(told(broadcast, 200, 55, { crew: 4 })).toMatchObject({
      persons: 4,
      atLeast: true,
      passengers: null,
    });
    expect(told(addressed, 200, 55, {})).toMatchObject({ persons: null, atLeast: false });
  });
});

describe('dangerous cargo', () => {
  const none = {
    imdgClass: null,
    unNumber: null,
    bulkGroup: null,
    oilType: null,
    category: null,
    name: null,
  };

  test('FI 25: every code says its own', () => {
    const cargos = [
      { code: 1, imdg_class: 21 },
      { code: 1, imdg_class: 30 },
      { code: 1, imdg_class: 5 },
      { code: 2, un_number: 1965 },
      { code: 3, bc_class: 4, imdg_class: 42 },
      { code: 4, oil_type: 6 },
      { code: 5, ibc_category: 1 },
      { code: 6, value: 4097 },
      { code: 0, value: 0 },
      { code: 9, value: 1 },
    ];
    expect(told(addressed, 1, 25, { unit: 3, amount: 12, cargos })).toEqual({
      kind: 'dangerous-cargo',
      tonnes: 12_000,
      entries: [
        { ...none, code: 'imdg', imdgClass: '2.1' },
        { ...none, code: 'imdg', imdgClass: '3' },
        { ...none, code: 'imdg' },
        { ...none, code: 'igc', unNumber: 1965 },
        { ...none, code: 'imsbc', bulkGroup: 'MHB', imdgClass: '4.2' },
        { ...none, code: 'marpol-1', oilType: 6 },
        { ...none, code: 'marpol-2', category: 'X' },
        { ...none, code: 'regional' },
        { ...none, code: 'unknown' },
      ],
    });
  });

  test('the amount in tonnes, and none without a unit', () => {
    const tonnes = [0, 1, 2].map((unit) => told(addressed, 1, 25, { unit, amount: 500 }));
    expect(tonnes).toMatchObject([{ tonnes: null }, { tonnes: 0.5 }, { tonnes: 500 }]);
  });

  test('FI 12: the main dangerous good', () => {
    const body = { dangerous: 'PROPANE', imdcat: '2.1', unid: 1978, amount: 3, unit: 3 };
    expect(told(addressed, 1, 12, body)).toEqual({
      kind: 'dangerous-cargo',
      tonnes: 3000,
      entries: [{ ...none, code: 'imdg', imdgClass: '2.1', unNumber: 1978, name: 'PROPANE' }],
    });
    expect(told(addressed, 1, 12, {})).toMatchObject({ tonnes: null, entries: [] });
  });
});

describe('the shore and its objects', () => {
  test('estimated and required times of arrival', () => {
    const at = { month: 11, day: 24, hour: 6, minute: 30 };
    const place = { country: 'BE', locode: 'ANR', section: '00100', terminal: 'ZANDV', hectometre: '00123' };
    expect(told(addressed, 200, 21, { ...place, ...at, tugs: 2, air_draught_m: 12.5 })).toEqual({
      kind: 'eta',
      ...place,
      at,
      tugs: 2,
      airDraughtM: 12.5,
      status: null,
    });
    expect(told(addressed, 200, 22, { status: 2 })).toEqual({
      kind: 'rta',
      country: null,
      locode: null,
      section: null,
      terminal: null,
      hectometre: null,
      at: { month: null, day: null, hour: null, minute: null },
      tugs: null,
      airDraughtM: null,
      status: 'out-of-order',
    });
    expect(told(addressed, 200, 22, {})).toMatchObject({ status: null });
  });

  test('an area notice with every shape, and its end', () => {
    const corner = { lon: 4.3, lat: 51.3 };
    const points = [{ bearing_deg: 90, dist_m: 500 }];
    const subareas = [
      { shape: 'circle', ...corner, radius_m: 850 },
      { shape: 'polygon', points },
      { shape: 'rectangle', ...corner, east_m: 200, north_m: 100, orientation: 45 },
      { shape: 'sector', radius_m: 1200, left: 350, right: 30 },
      { shape: 'polyline', points },
      { shape: 'text', text: 'FIRE' },
      { shape: 'reserved 6', payloadHex: 'ff' },
    ];
    expect(told(broadcast, 1, 22, { linkage: 7, notice: 69, hour: 6, minute: 0, subareas })).toEqual({
      kind: 'area-notice',
      linkage: 7,
      notice: 69,
      cancelled: false,
      start: { month: null, day: null, hour: 6, minute: 0 },
      durationMin: null,
      areas: [
        { shape: 'circle', ...corner, radiusM: 850 },
        { shape: 'polygon', legs: [{ bearingDeg: 90, distanceM: 500 }] },
        { shape: 'rectangle', ...corner, eastM: 200, northM: 100, orientationDeg: 45 },
        { shape: 'sector', lon: null, lat: null, radiusM: 1200, leftDeg: 350, rightDeg: 30 },
        { shape: 'polyline', legs: [{ bearingDeg: 90, distanceM: 500 }] },
        { shape: 'text', text: 'FIRE' },
      ],
    });
    const ends = [{ notice: 126 }, { notice: 76, duration_min: 0 }];
    expect(ends.map((body) => told(addressed, 1, 23, body))).toMatchObject([
      { cancelled: true, durationMin: null },
      { cancelled: true, durationMin: 0 },
    ]);
  });

  test('texts', () => {
    const text = 'LOCK CLOSED';
    expect(told(broadcast, 1, 29, { linkage: 7, description: text })).toEqual({
      kind: 'text',
      linkage: 7,
      text,
    });
    expect(told(addressed, 1, 30, { description: text })).toEqual({ kind: 'text', linkage: null, text });
    expect(told(addressed, 1, 0, { msg_seq: 3, text })).toEqual({ kind: 'text', linkage: null, text });
  });

  test('water levels wait until the sender has shown its sign', () => {
    const message = (...raws: readonly number[]) =>
      encodeApplication(broadcast, 200, 24, {
        country: 'AT',
        gauges: raws.map((raw14, i) => ({ gauge: i + 1, raw14 })),
      });
    const signs = signBits();
    const levels = (levelsM: readonly (number | null)[]) => ({
      kind: 'water-levels',
      country: 'AT',
      gauges: levelsM.map((levelM, i) => ({ gauge: i + 1, levelM })),
    });
    expect(applicationOf(message(727, 90), signs)).toEqual(levels([null, null]));
    expect(applicationOf(message(1537, 0), signs)).toEqual(levels([7.68, null]));
    expect(applicationOf(message(727, 90), signs)).toEqual(levels([3.63, -0.45]));
    expect(applicationOf(message(727, 90))).toEqual(levels([null, null]));
    expect(applicationOf(message(8377))).toEqual(levels([1.85]));
  });

  test('weather: what is not available is null, in both editions', () => {
    const body = { lon: 4.3, lat: 51.25, day: 24, hour: 6, minute: 30, wind_kn: 18, wind_dir: 270 };
    for (const fid of [11, 31]) {
      expect(told(broadcast, 1, fid, { ...body, level_m: -1.2, cur_kn: 1.5, cur_dir: 310 })).toEqual({
        kind: 'weather',
        lon: 4.3,
        lat: 51.25,
        at: { day: 24, hour: 6, minute: 30 },
        windKn: 18,
        gustKn: null,
        windFromDeg: 270,
        airTempC: null,
        pressureHpa: null,
        visibilityNm: null,
        waterLevelM: -1.2,
        currentKn: 1.5,
        currentToDeg: 310,
        waveM: null,
      });
      expect(told(broadcast, 1, fid, {})).toMatchObject({
        lon: null,
        lat: null,
        at: { day: null, hour: null },
      });
    }
  });
});

describe('nothing for the picture', () => {
  test.each([
    ['targets of a traffic service', broadcast, 1, 16, { targets: [{ id_type: 0, id: 239_741_000 }] }],
    ['an identifier that is not known in this message', addressed, 1, 31, { payloadHex: 'ffff' }],
    ['an application without a layout', broadcast, 366, 57, { payloadHex: 'ffff' }],
    ['signals', broadcast, 200, 40, { form: 1 }],
  ])('%s', (_, from, dac, fid, body) => {
    expect(told(from, dac, fid, body)).toBeNull();
  });

  test('other messages, and those that are cut off', () => {
    const { sextets } = encodeApplication(addressed, 200, 55, { crew: 4 });
    expect(applicationOf({ sextets, bits: 116 })).toBeNull();
    expect(applicationOf({ sextets, bits: 80 })).toBeNull();
    expect(applicationOf({ sextets: new Uint8Array([5, 1, 2]), bits: 18 })).toBeNull();
    expect(applicationOf({ sextets: new Uint8Array(0), bits: 0 })).toBeNull();
  });
});
