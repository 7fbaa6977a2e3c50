import { describe, expect, test } from 'vitest';
import { decode } from '../src/ais/decode.ts';
import { decodeRaw, type RawMessage } from '../src/ais/raw.ts';
import { table } from '../src/ais/table/table.ts';
import type { AisMessage } from '../src/model/messages.ts';
import { type HeardPayload, hear, listening } from './heard.ts';
import { sharedFile, sharedLines } from './shared.ts';

type Values = Readonly<Record<string, unknown>>;
interface Vector {
  readonly id?: string;
  readonly set: string;
  readonly type: number | null;
  readonly sentences: readonly string[];
  readonly spec_raw?: Values;
  readonly refs_agree?: readonly string[];
  readonly expected: Values | readonly Values[] | null;
}

const path = sharedFile('vectors/messages.jsonl.gz');
const isVector = (line: unknown): line is Vector =>
  typeof line === 'object' && line !== null && 'set' in line && 'sentences' in line;
const vectors = sharedLines(path).filter(isVector);
const real = vectors.filter((v) => v.set !== 'synthetic');
const synthetic = vectors.filter((v) => v.set === 'synthetic');

const known = new Set(table.flatMap((l) => l.types));
const agreed = real.filter((v) => known.has(v.type ?? 0) && (v.refs_agree?.length ?? 0) >= 3);

/** Sentences whose checksum is wrong on purpose; the references were asked to overlook it. */
const badChecksum = new Set([
  '!AIVDM,1,1,,A,13@nePh01>PjcO4PGReoJEmL0HJg,0*67',
  '!AIVDM,1,1,,B,15NG6V0P01G?cFhE`R2IU?wn28R>,0*FF',
]);

describe.runIf(path !== null)('real vectors', () => {
  test('every field is what three references and the standard say', () => {
    let fields = 0;
    const wrong: string[] = [];
    for (const { sentences, spec_raw = {} } of agreed) {
      const { payloads, refused } = hear(`${sentences.join('\r\n')}\r\n`);
      if (badChecksum.has(sentences[0] ?? '')) {
        expect(refused).toEqual(['bad-checksum']);
        continue;
      }
      const raw = payloads[0] ? decodeRaw(payloads[0]) : 'nothing';
      if (typeof raw === 'string') {
        wrong.push(`${sentences}: ${raw}`);
        continue;
      }
      for (const key of Object.keys(spec_raw).filter((k) => k in raw)) {
        fields++;
        if (raw[key] !== spec_raw[key]) wrong.push(`${sentences}: ${key} ${raw[key]} ≠ ${spec_raw[key]}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(agreed.length).toBeGreaterThan(3700);
    expect(fields).toBeGreaterThan(50_000);
  });

  test('the message table leaves out no field of the types that it holds whole', () => {
    const whole = new Set(table.filter((l) => l.fields.length > 3).flatMap((l) => l.types));
    const missing = agreed
      .filter((v) => whole.has(v.type ?? 0) && !badChecksum.has(v.sentences[0] ?? ''))
      .flatMap((v) => {
        const [payload] = hear(v.sentences.join('\n')).payloads;
        const raw = payload ? decodeRaw(payload) : {};
        return Object.keys(v.spec_raw ?? {}).filter((key) => typeof raw === 'string' || !(key in raw));
      });
    expect(missing).toEqual([]);
  });
});

const two = (n: number | null): string => String(n ?? 0).padStart(2, '0');

/** A value of the model under the name and in the form that the synthetic vectors use; undefined: look at the raw view. */
function scaled(key: string, m: AisMessage, payload: HeardPayload): unknown {
  const get = (name: string): unknown => Reflect.get(m, name);
  const inland = m.type === 8 ? m.inland : null;
  switch (key) {
    case 'speed':
      return get('sogKn');
    case 'course':
      return get('cogDeg');
    case 'heading':
      return get('headingDeg');
    case 'lon':
    case 'lat':
      return get(key);
    case 'draught':
      return inland ? inland.draughtM : get('draughtM');
    case 'length':
      return inland?.lengthM;
    case 'beam':
      return inland?.beamM;
    case 'turn':
      return typeof get('rotDegPerMin') === 'number'
        ? Math.round(Number(get('rotDegPerMin')) * 10) / 10
        : null;
    case 'name':
      return get('name');
    case 'eta':
      return m.type === 5
        ? `${two(m.etaMonth)}-${two(m.etaDay)}T${two(m.etaHour)}:${two(m.etaMinute)}`
        : undefined;
    case 'timestamp':
      return m.type === 4
        ? `${m.year}-${two(m.month)}-${two(m.day)}T${two(m.hour)}:${two(m.minute)}:${two(m.second)}Z`
        : undefined;
    case '_own':
      return payload.own;
    default:
      return undefined;
  }
}

/** Keys of bodies and types that the table holds by their header only, and TAG parts that nothing needs. */
const later = (raw: RawMessage, key: string): boolean => !(key in raw) && Reflect.get(raw, 'type') !== 5;

function compare(expected: Values, payload: HeardPayload): void {
  const raw = decodeRaw(payload);
  const message = decode(payload);
  if (typeof raw === 'string') throw new Error(raw);
  if (message === 'unknown-part') {
    expect(raw).toMatchObject(expected);
    return;
  }
  if (typeof message === 'string') throw new Error(message);
  for (const [key, value] of Object.entries(expected)) {
    if (key === 'turn_raw') expect(Reflect.get(raw, 'turn')).toBe(value);
    else if (key === '_tag') compareTag(value, payload);
    else {
      const read = scaled(key, message, payload) ?? raw[key];
      const shown = scaled(key, message, payload) === null ? null : read;
      if (shown === undefined && later(raw, key)) continue;
      if (typeof value === 'number') expect(shown, key).toBeCloseTo(value, 5);
      else expect(shown, key).toEqual(value);
    }
  }
}

function compareTag(tag: unknown, payload: HeardPayload): void {
  if (typeof tag !== 'object' || tag === null) throw new Error('not a tag');
  const time = Number(Reflect.get(tag, 'c'));
  expect(payload.recordedAtMs).toBe(time > 1e11 ? time : time * 1000);
  if ('s' in tag) expect(payload.station).toBe(tag.s);
}

describe.runIf(path !== null)('synthetic vectors', () => {
  test.each(synthetic.map((v) => [v.id ?? '', v] as const))('%s', (id, vector) => {
    const { heard, reader } = listening();
    let nowMs = 0;
    for (const sentence of vector.sentences) {
      if (sentence.startsWith('# 60 s')) nowMs += 60_000;
      const ends = /[\r\n]$/.test(sentence);
      reader.push(Buffer.from(ends ? sentence : `${sentence}\r\n`, 'latin1'), nowMs);
    }
    reader.end(nowMs);
    /** There is no message 63; what matters is that it is refused and named. */
    const none = id === 'type-63' || vector.expected === null;
    const listed = none ? [] : [vector.expected ?? []].flat();
    /** Listed by their first parts, heard by their last. */
    const expected = id === 'mp-interleaved-nested' ? listed.toReversed() : listed;
    const decodable = heard.payloads.filter((p) => decode(p) !== 'unknown-type');
    expect(decodable).toHaveLength(expected.length);
    decodable.forEach((payload, i) => {
      compare(expected[i] ?? {}, payload);
    });
  });

  test('are all here', () => expect(synthetic.length).toBeGreaterThanOrEqual(70));
});
