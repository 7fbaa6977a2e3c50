import { describe, expect, test } from 'vitest';
import { type GpsdMessage, gpsdMessage } from '../src/ais/gpsd.ts';
import { decodeRaw } from '../src/ais/raw.ts';
import { heardOf, realVectors, type Values, type Vector, vectorsPath } from './vectors.ts';

/** Scaled JSON of gpsd 3.22 itself; libais carries a few lines of an older one, which knew fewer fields. */
const isGpsd = (v: Vector): v is Vector & { readonly expected: Values } =>
  v.expected !== null &&
  !Array.isArray(v.expected) &&
  'class' in v.expected &&
  v.expected['class'] === 'AIS' &&
  v.set !== 'libais';
const ofGpsd = realVectors.filter(isGpsd);

type Check = (ours: unknown, theirs: unknown, vector: Vector) => boolean;
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
const cut: Check = (ours, _, { spec_raw: raw }) => ours === 0 && raw !== undefined;

/**
 * Where gpsd 3.22 differs from the standard, or loses what was sent, and we do not follow: `type key`, or `* key`. Each
 * check says what must hold all the same.
 */
const departures: Readonly<Record<string, Check>> = {
  // The square loses its sign, and tenths are rounded away; two lines are of an older one with other words.
  '* turn': (ours, theirs) =>
    theirs === 'n/a' ? ours === 'nan' : Math.abs(Math.abs(number(ours)) - Math.abs(Number(theirs))) <= 0.5,
  // M.1371-5: 15 is the internal GNSS.
  '* epfd_text': (ours, theirs) => ours === 'Internal GNSS' && theirs === 'INVALID EPFD',
  // A tenth of a degree is 11 km; a tenth of a minute was sent.
  '17 lon': (ours, theirs) => Math.abs(number(ours) - number(theirs)) <= 0.05,
  '17 lat': (ours, theirs) => Math.abs(number(ours) - number(theirs)) <= 0.05,
  '27 lon': (ours, theirs) => Math.abs(number(ours) - number(theirs)) <= 0.05,
  '27 lat': (ours, theirs) => Math.abs(number(ours) - number(theirs)) <= 0.05,
  // Text under the key of the code; we have both.
  '27 status': (ours, theirs, v) => typeof ours === 'number' && statusText(v) === theirs,
  // A place that is none: out of range.
  '4 lon': (ours, theirs) => ours === 181 && Math.abs(number(theirs)) > 180,
  '4 lat': (ours, theirs) => ours === 91 && Math.abs(number(theirs)) > 90,
  '23 ne_lon': (ours, theirs) => ours === '181.000000' && Math.abs(Number(theirs)) > 180,
  '23 sw_lon': (ours, theirs) => ours === '181.000000' && Math.abs(Number(theirs)) > 180,
  '23 ne_lat': (ours, theirs) => ours === '91.000000' && Math.abs(Number(theirs)) > 90,
  '23 sw_lat': (ours, theirs) => ours === '91.000000' && Math.abs(Number(theirs)) > 90,
  // Half an MMSI is none.
  '7 mmsi3': cut,
  '13 mmsi2': cut,
  '15 mmsi2': cut,
  '15 type2_1': cut,
  // Joined with part A, which is the picture's affair here; and the vendor's three letters with model and serial in six bits.
  '24 shipname': (ours) => ours === undefined,
  '24 vendorid': (ours, theirs) => typeof ours === 'string' && String(theirs).startsWith(ours),
  // M.1371-5: two spare bits before the body of an addressed message, four after it; the communication state is read.
  '26 app_id': (ours) => typeof ours === 'number',
  '26 data': (ours, theirs) => bitsOf(ours) === bitsOf(theirs) - 4 || bitsOf(ours) === bitsOf(theirs) - 6,
  '26 radio': (ours, theirs) => typeof ours === 'number' && theirs === 0,
  // The radio field is incomplete.
  '1 radio': (ours) => ours === undefined,
  // Inland FI 10 in metres; the words for its codes are in `application`.
  '8 length': (ours, theirs) => number(ours) * 10 === theirs,
  '8 beam': (ours, theirs) => Math.round(number(ours) * 10) === theirs,
  '8 draught': (ours, theirs) => Math.round(number(ours) * 100) === theirs,
};

const messageOf = (vector: Vector): GpsdMessage => {
  const payload = heardOf(vector).payloads.at(-1);
  const message = payload ? gpsdMessage(payload, true) : 'nothing';
  if (typeof message === 'string') throw new Error(`${vector.sentences}: ${message}`);
  return message;
};
const statusText = (vector: Vector): unknown => messageOf(vector)['status_text'];
const bitsOf = (data: unknown): number => Number(String(data).split(':')[0]);

const same = (ours: unknown, theirs: unknown): boolean =>
  ours === theirs ||
  (typeof ours === 'number' && typeof theirs === 'number' && Math.abs(ours - theirs) < 1e-6);

/** Not compared: what the line was made on, and the bodies of applications, which have tests of their own. */
const compared = (key: string, { type }: Vector, message: GpsdMessage): boolean =>
  key !== 'device' && (key in message || !(type === 6 || type === 8));

describe.runIf(vectorsPath !== null)('scaled JSON of gpsd', () => {
  test('is ours, but for the departures that are named', () => {
    const used = new Set<string>();
    const wrong: string[] = [];
    let values = 0;
    for (const vector of ofGpsd) {
      const message = messageOf(vector);
      for (const [key, theirs] of Object.entries(vector.expected)) {
        if (!compared(key, vector, message)) continue;
        const ours = message[key];
        values++;
        if (same(ours, theirs)) continue;
        const rule = [`${vector.type} ${key}`, `* ${key}`].find((name) => name in departures) ?? '';
        used.add(rule);
        if (!departures[rule]?.(ours, theirs, vector))
          wrong.push(`${vector.sentences}: ${key} ${JSON.stringify(ours)} ≠ ${JSON.stringify(theirs)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(values).toBeGreaterThan(60_000);
    expect([...used].sort()).toEqual(Object.keys(departures).sort());
  });

  test('keeps the order in which gpsd begins', () => {
    for (const vector of ofGpsd.slice(0, 50)) {
      const { type, repeat, mmsi } = vector.expected;
      expect(Object.entries(messageOf(vector)).slice(0, 5)).toEqual(
        Object.entries({ class: 'AIS', type, repeat, mmsi, scaled: true }),
      );
    }
  });
});

describe.runIf(vectorsPath !== null)('unscaled JSON', () => {
  test('is the raw view under the same head', () => {
    for (const vector of realVectors.slice(0, 500)) {
      const payload = heardOf(vector).payloads.at(-1);
      if (payload === undefined) continue;
      const raw = decodeRaw(payload);
      const message = gpsdMessage(payload, false);
      if (typeof raw === 'string' || typeof message === 'string') {
        expect(message).toBe(raw);
        continue;
      }
      const { data, ...rest } = raw;
      expect(message).toMatchObject({ class: 'AIS', scaled: false, ...rest });
      if (!('application' in message)) expect(message['data']).toBe(data);
    }
  });
});
