import { describe, expect, test } from 'vitest';
import { decode } from '../src/ais/decode.ts';
import { decodeRaw } from '../src/ais/raw.ts';
import { heardOf, realVectors, type Vector, vectorsPath } from './vectors.ts';

/** Vectors of which nothing comes out, by the payload of their first sentence. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  // The checksum is wrong; the references were asked to overlook it.
  'bad-checksum': [
    '13@nePh01>PjcO4PGReoJEmL0HJg',
    '15NG6V0P01G?cFhE`R2IU?wn28R>',
    '3815;`100!PhmnPPwL=3OmUd0Dg:',
    'E>lt;',
    '15M6',
    '55?MbV02;H',
    'Ig',
    'F0001',
  ],
  'bad-length': [
    // §3.21: a group assignment without its whole area is for nobody knows whom.
    'GFwkw?Bgph',
    'GFkwB=Aqv:fD=@',
    // §3.24: the application identifier that is announced is missing, or a piece of it is, with the two spare bits
    // before it or without them.
    'JEuoFED',
    'JqW<tSu5vVdhT@',
    // §3.25: 96 bits; of these the course, the speed or a part of the position is missing.
    'KuTOOvuuubehD70',
    'KpiGSwcw',
    'KuoS?urwCuL',
    'KnNE;>tkr=7lWh',
    'Kd?SQp``',
    // M.1371-6 Annex 7 §3.26: always 168 bits, with the authentication flag as the last.
    'Lpuo<p0<CpgaHa@euMlc',
    'LQc5;BEaufpP`rKo',
    'LiOsSw5gAe:igOOGu=:KwvJMwh',
    'LhvRNLceLBkLD>JApqD',
    'LNtaLO`',
    'L@iJsbLr<WoaGhj<:7;5',
    'LlwgGEKmMphRAJNwMh',
  ],
};
/** Two parts that came in the wrong order: the values given are those of the parts as they stand. */
const misread = new Set(['000000000000000']);

const firstPayload = ({ sentences }: Vector): string => sentences[0]?.split(',')[5] ?? '';
const refused = new Set(Object.values(refusals).flat());
const readable = realVectors.filter((v) => !refused.has(firstPayload(v)) && !misread.has(firstPayload(v)));
const agreed = readable.filter((v) => (v.refs_agree?.length ?? 0) >= 3);

/** The last message of a vector, which is the one its values are of. */
const rawOf = (vector: Vector) => {
  const payload = heardOf(vector).payloads.at(-1);
  return payload ? decodeRaw(payload) : 'nothing';
};

/** Each key whose value is another one than the vector's. */
function differences(list: readonly Vector[]): string[] {
  return list.flatMap((vector) => {
    const raw = rawOf(vector);
    if (typeof raw === 'string') return [`${vector.sentences}: ${raw}`];
    return Object.entries(vector.spec_raw ?? {})
      .filter(([key, value]) => raw[key] !== value)
      .map(([key, value]) => `${vector.sentences}: ${key} ${raw[key]} ≠ ${value}`);
  });
}

describe.runIf(vectorsPath !== null)('real vectors', () => {
  test('every field is what three references and the standard say', () => {
    expect(differences(agreed)).toEqual([]);
    expect(agreed.length).toBeGreaterThan(3750);
    expect(agreed.flatMap((v) => Object.keys(v.spec_raw ?? {})).length).toBeGreaterThan(58_000);
  });

  /**
   * Where fewer agree the standard decides, and the bit table is right in all of them: texts end at the first `@` and
   * with their last whole character (12, 14, 5), six-bit code 37 is `'`... (table 47), the name of an aid goes on in its
   * extension (§3.19), message 24 stands alone with or without its spare bits and with part numbers that are reserved
   * (§3.22), messages 27 and 28 are known.
   */
  test('every field is what the standard says where the references differ', () => {
    const disputed = readable.filter((v) => (v.refs_agree?.length ?? 0) < 3);
    expect(differences(disputed)).toEqual([]);
    expect(disputed.length).toBeGreaterThan(70);
  });

  test.each(Object.entries(refusals))('%s: refused by that name', (cause, payloads) => {
    const theirs = realVectors.filter((v) => payloads.includes(firstPayload(v)));
    const causes = theirs.map((v) => {
      const heard = heardOf(v);
      const [payload] = heard.payloads;
      return payload ? decode(payload) : heard.refused[0];
    });
    expect(causes).toEqual(theirs.map(() => cause));
    expect(new Set(theirs.map(firstPayload)).size).toBe(payloads.length);
  });

  test('the model has every message that the raw view has', () => {
    const failed = readable.filter((v) => {
      const payload = heardOf(v).payloads.at(-1);
      const message = payload ? decode(payload) : 'nothing';
      return typeof message === 'string' && message !== 'unknown-part';
    });
    expect(failed).toEqual([]);
  });

  test('all types are here', () => {
    const types = new Set(readable.map((v) => v.type));
    for (let type = 1; type <= 28; type++) expect(types).toContain(type);
  });
});
