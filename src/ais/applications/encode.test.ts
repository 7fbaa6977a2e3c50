import { describe, expect, test } from 'vitest';
import { hear } from '../../../test/heard.ts';
import { wrap } from '../sentences.ts';
import { type Envelope, encodeApplication } from './encode.ts';
import { applicationView } from './view.ts';

const shore: Envelope = { mmsi: 2_059_991, destinationMmsi: null };
const ship: Envelope = { mmsi: 205_123_450, destinationMmsi: 2_059_991, sequence: 1 };

const shown = (dac: number, fid: number, body: Record<string, unknown>, from = shore) =>
  applicationView(encodeApplication(from, dac, fid, body));

const circle = { shape: 'circle', lon: 4.3123, lat: 51.2871 };
const spill = {
  linkage: 101,
  notice: 76,
  month: 11,
  day: 24,
  hour: 6,
  minute: 0,
  duration_min: 360,
  subareas: [
    { ...circle, radius_m: 850 },
    { shape: 'text', text: 'SLICK DIESEL' },
  ],
};

describe('what the incident desk sends', () => {
  test('an area notice travels in sentences and arrives as it was meant', () => {
    const lines = wrap(encodeApplication(shore, 1, 22, spill), { channel: 'A', sequence: 4 });
    const heard = hear(`${lines.join('\r\n')}\r\n`);
    expect(heard.payloads).toHaveLength(1);
    expect(heard.payloads.map(applicationView)).toEqual([
      {
        ...spill,
        subareas: [
          { ...circle, precision: 4, radius_m: 850 },
          { shape: 'text', text: 'SLICK DIESEL@@' },
        ],
      },
    ]);
  });

  test('its cancellation needs no times', () => {
    const { subareas, linkage } = spill;
    expect(shown(1, 22, { linkage, notice: 126, duration_min: 0, subareas })).toMatchObject({
      month: 0,
      day: 0,
      hour: 24,
      minute: 60,
    });
  });

  test('sizes are exact as long as there is room, and as fine as possible beyond', () => {
    const radius = (radius_m: number) => shown(1, 22, { subareas: [{ ...circle, radius_m }] });
    const sizes = [0, 850, 4095, 4100, 9260, 40_950, 41_037, 409_500, 4_095_000];
    expect(sizes.map((m) => radius(m)?.['subareas'])).toMatchObject(
      [0, 850, 4095, 4100, 9260, 40_950, 41_000, 409_500, 4_095_000].map((radius_m) => [{ radius_m }]),
    );
    const points = [
      { bearing_deg: 89.5, dist_m: 103_000 },
      { bearing_deg: 0, dist_m: 114_000 },
      { bearing_deg: 270, dist_m: 900 },
    ];
    expect(shown(1, 22, { subareas: [{ shape: 'polygon', points }] })?.['subareas']).toEqual([
      { shape: 'polygon', points: [points[0], points[1], { bearing_deg: 270, dist_m: 1000 }] },
    ]);
  });

  test('a text of up to 161 characters, tied to the notice', () => {
    const description = 'KEEP CLEAR OF BERTH 702. '.repeat(6).trim();
    expect(shown(1, 29, { linkage: 101, description })).toEqual({ linkage: 101, description });
    expect(() => encodeApplication(shore, 1, 29, { description: 'X'.repeat(162) })).toThrow(
      '1/29.description: "XXX',
    );
  });
});

describe('what ships send', () => {
  test('dangerous cargo by its parts; the whole value follows from them', () => {
    const cargos = [
      { code: 1, imdg_class: 21 },
      { code: 2, un_number: 1965 },
      { code: 3, bc_class: 2, imdg_class: 51 },
      { code: 5, ibc_category: 1 },
      { code: 6, value: 4097 },
    ];
    expect(shown(1, 25, { unit: 2, amount: 400, cargos }, ship)).toEqual({
      unit: 2,
      amount: 400,
      cargos: [1344, 1965, 2456, 1024, 4097].map((value, i) => ({ ...cargos[i], value })),
    });
  });

  test('what is missing or null is sent as not available', () => {
    expect(shown(200, 55, { crew: 4, passengers: null }, ship)).toEqual({
      crew: 4,
      passengers: 8191,
      personnel: 255,
    });
    expect(shown(200, 40, {})).toMatchObject({
      lon: 181,
      lat: 91,
      orientation: 511,
      lights: Array(9).fill(0),
    });
    expect(shown(1, 31, { lon: 4.3, lat: 51.25, level_m: 4.5, wind_kn: 18 })).toMatchObject({
      level_raw: 1450,
      level_m: 4.5,
      wind_kn: 18,
      gust_kn: 127,
      pressure_raw: 403,
      pressure_hpa: null,
      air_temp_raw: -1024,
    });
  });

  test('a value as sent counts before the same one in its unit', () => {
    expect(shown(1, 31, { level_raw: 1450, level_m: 1 })).toMatchObject({ level_raw: 1450, level_m: 4.5 });
  });

  test('the header says who sends to whom', () => {
    const { sextets, bits } = encodeApplication({ ...ship, retransmitted: true }, 1, 16, { persons: 23 });
    expect(bits).toBe(136);
    const header = Array.from(sextets.subarray(0, 12), (s) => s.toString(2).padStart(6, '0')).join('');
    const fields = [6, 2, 30, 2, 30, 1, 1].map((width, i, widths) => {
      const start = widths.slice(0, i).reduce((sum, w) => sum + w, 0);
      return Number.parseInt(header.slice(start, start + width), 2);
    });
    expect(fields).toEqual([6, 0, 205_123_450, 1, 2_059_991, 1, 0]);
  });
});

describe('what cannot be sent is refused by name', () => {
  const refused: readonly (readonly [string, Envelope, number, number, Record<string, unknown>])[] = [
    ['200/55.crew: 300 does not fit 8 bits', ship, 200, 55, { crew: 300 }],
    ['200/55.crew: not a number', ship, 200, 55, { crew: '4' }],
    ['200/55.crews: no such field', ship, 200, 55, { crew: 4, crews: 4 }],
    ['200/21.terminal: "TERMINAL" is longer than 5', ship, 200, 21, { terminal: 'TERMINAL' }],
    ['200/21.terminal: "q" is not in the six-bit', ship, 200, 21, { terminal: 'q' }],
    ['200/21.terminal: not a text', ship, 200, 21, { terminal: 5 }],
    ['200/23.min_value: -256 is beyond', shore, 200, 23, { min_value: -256 }],
    ['1/22.subareas: not a list of records', shore, 1, 22, { subareas: [5] }],
    ['1/22.subareas: 11 records, at most 10', shore, 1, 22, { subareas: Array(11).fill(circle) }],
    ['1/22.subareas[0].shape: missing', shore, 1, 22, { subareas: [{}] }],
    ['1/22.subareas[1].shape: "oval" is none of', shore, 1, 22, { subareas: [circle, { shape: 'oval' }] }],
    [
      '1/22.subareas[0].radius_m: 4096 does not',
      shore,
      1,
      22,
      { subareas: [{ ...circle, radius_m: 4.096e6 }] },
    ],
    ['1/22.subareas[0].id: no such field', shore, 1, 22, { subareas: [{ ...circle, id: 1 }] }],
    ['1/26.reports[0].sensor: missing', shore, 1, 26, { reports: [{}] }],
    ['366/57.payloadHex: not hexadecimal', shore, 366, 57, { payloadHex: 'xy' }],
    ['366/57.payloadBits: 3 digits do not fit 8', shore, 366, 57, { payloadHex: 'abc', payloadBits: 8 }],
    ['longer than 1064 bits', shore, 366, 57, { payloadHex: 'a'.repeat(300) }],
    ['mmsi -1 does not fit 30 bits', { ...shore, mmsi: -1 }, 1, 29, {}],
    ['dac 1024 does not fit 10 bits', shore, 1024, 1, {}],
  ];

  test.each(refused)('%s', (message, from, dac, fid, body) => {
    expect(() => encodeApplication(from, dac, fid, body)).toThrow(RangeError);
    expect(() => encodeApplication(from, dac, fid, body)).toThrow(message);
  });
});
