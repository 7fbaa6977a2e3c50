import { describe, expect, test } from 'vitest';
import { decode } from '../src/ais/decode.ts';
import { gpsdMessage } from '../src/ais/gpsd.ts';
import { decodeRaw } from '../src/ais/raw.ts';
import type { HeardPayload } from './heard.ts';
import { heardOf, syntheticVectors, type Values, vectorsPath } from './vectors.ts';

/** Codes that the vectors give as null and gpsd as a number or a text. */
const notAvailable: Values = { lon: 181, lat: 91, speed: 'nan', course: 511 };

/** Bodies of applications have tests of their own; here their messages need only be themselves. */
const inBody = (message: Values, key: string): boolean => 'application' in message && !(key in message);

/** A value in the form in which the vectors give it. */
function asGiven(key: string, message: Values): unknown {
  const value = message[key];
  if (value === notAvailable[key]) return null;
  if (key === 'eta' || key === 'timestamp') return value;
  return typeof value === 'boolean' ? Number(value) : value;
}

function compare(expected: Values, payload: HeardPayload): void {
  const scaled = gpsdMessage(payload, true);
  const raw = decodeRaw(payload);
  if (typeof scaled === 'string' || typeof raw === 'string') throw new Error(`refused: ${String(raw)}`);
  for (const [key, value] of Object.entries(expected)) {
    if (key === 'turn_raw') expect(raw['turn']).toBe(value);
    else if (key === '_bits') expect(raw['_bits']).toBe(value);
    else if (key === '_own') expect(payload.own).toBe(value);
    else if (key === '_tag') compareTag(value, payload);
    else if (key === 'eta') expect(scaled['eta']).toBe(`${String(value)}Z`);
    else if (key === 'partno' || key === 'station_type') expect(raw[key]).toBe(value);
    else if (!inBody(scaled, key)) {
      const given = asGiven(key, scaled);
      if (typeof value === 'number') expect(Number(given), key).toBeCloseTo(value, 5);
      else expect(given, key).toEqual(value);
    }
  }
}

function compareTag(tag: unknown, payload: HeardPayload): void {
  if (typeof tag !== 'object' || tag === null) throw new Error('not a tag');
  const time = Number(Reflect.get(tag, 'c'));
  expect(payload.recordedAtMs).toBe(time > 1e11 ? time : time * 1000);
  if ('s' in tag) expect(payload.station).toBe(tag.s);
}

/** The model knows what the vectors call null. */
function compareModel(expected: Values, payload: HeardPayload): void {
  const message = decode(payload);
  const names = { lon: 'lon', lat: 'lat', speed: 'sogKn', course: 'cogDeg' };
  for (const [key, name] of Object.entries(names)) {
    if (expected[key] === null) expect(Reflect.get(Object(message), name), key).toBeNull();
  }
}

describe.runIf(vectorsPath !== null)('synthetic vectors', () => {
  test.each(syntheticVectors.map((v) => [v.id ?? '', v] as const))('%s', (id, vector) => {
    const { payloads } = heardOf(vector);
    /** There is no message 63; what matters is that it is refused and named. */
    const none = id === 'type-63' || vector.expected === null;
    const listed = none ? [] : [vector.expected ?? []].flat();
    /** Listed by their first parts, heard by their last. */
    const expected = id === 'mp-interleaved-nested' ? listed.toReversed() : listed;
    const decodable = payloads.filter((p) => decode(p) !== 'unknown-type');
    expect(decodable).toHaveLength(expected.length);
    decodable.forEach((payload, i) => {
      compare(expected[i] ?? {}, payload);
      compareModel(expected[i] ?? {}, payload);
    });
  });

  test('are all here', () => expect(syntheticVectors.length).toBeGreaterThanOrEqual(70));
});
