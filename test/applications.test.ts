import { describe, expect, test } from 'vitest';
import { decode } from '../src/ais/decode.ts';
import { decodeRaw } from '../src/ais/raw.ts';
import { eni } from '../src/ais/text.ts';
import { hear } from './heard.ts';
import { sharedFile, sharedLines } from './shared.ts';

/** Inland ship static and voyage data: DAC 200 FI 10. */
interface Application {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly sentences: readonly string[];
  readonly expected: {
    readonly msg_type: number;
    readonly repeat: number;
    readonly mmsi: number;
    readonly bits: number;
    readonly eni: string;
    readonly length_m: number;
    readonly beam_m: number;
    readonly eri_type: number;
    readonly hazard: number;
    readonly draught_m: number;
    readonly loaded: number;
    readonly speed_q: number;
    readonly course_q: number;
    readonly heading_q: number;
  };
}

const path = sharedFile('vectors/applications.jsonl');
const isApplication = (line: unknown): line is Application =>
  typeof line === 'object' && line !== null && 'name' in line && line.name === 'dac200-fi10';
const all = sharedLines(path).filter(isApplication);
const good = all.filter((a) => a.kind !== 'malformed');

const heard = (a: Application) =>
  hear(`${a.sentences.join('\n')}\n`).payloads[0] ?? { sextets: new Uint8Array(), bits: 0 };
/** A physical value, or null outside the range that the standard gives a meaning. */
const between = (value: number, min: number, max: number): number | null =>
  value >= min && value <= max ? value : null;

describe.runIf(path !== null)('DAC 200 FI 10', () => {
  test.each(good.map((a) => [a.id, a] as const))('%s, field by field', (_, a) => {
    const e = a.expected;
    const sent = (e.eni.split('@')[0] ?? '').trimEnd();
    expect(decodeRaw(heard(a))).toMatchObject({
      type: e.msg_type,
      repeat: e.repeat,
      mmsi: e.mmsi,
      dac: 200,
      fid: 10,
      _bits: e.bits,
      vin: sent,
      length: Math.round(e.length_m * 10),
      beam: Math.round(e.beam_m * 10),
      shiptype: e.eri_type,
      hazard: e.hazard,
      draught: Math.round(e.draught_m * 100),
      loaded: e.loaded,
      speed_q: e.speed_q,
      course_q: e.course_q,
      heading_q: e.heading_q,
    });
    expect(decode(heard(a))).toEqual({
      type: 8,
      repeat: e.repeat,
      mmsi: e.mmsi,
      sequence: null,
      destinationMmsi: null,
      retransmitted: null,
      dac: 200,
      fid: 10,
      data: null,
      inland: {
        eni: eni(sent),
        lengthM: between(e.length_m, 0.1, 800),
        beamM: between(e.beam_m, 0.1, 100),
        eriType: between(e.eri_type, 1, 16_383),
        hazard: e.hazard,
        draughtM: between(e.draught_m, 0.01, 20),
        loaded: e.loaded === 1 ? true : e.loaded === 2 ? false : null,
      },
    });
  });

  test('a truncated body is refused', () => {
    const cut = all.filter((a) => a.kind === 'malformed');
    expect(cut.map((a) => decode(heard(a)))).toEqual(['bad-length']);
    expect(good.length).toBeGreaterThan(80);
  });
});
