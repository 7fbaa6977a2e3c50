import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hear } from '../../test/heard.ts';
import type { AisMessage } from '../model/messages.ts';
import { decode } from './decode.ts';
import { gpsdMessage } from './gpsd.ts';
import { decodeRaw } from './raw.ts';
import { toSentences } from './sentences.ts';
import { plain } from './table/coding.ts';
import { table } from './table/table.ts';

/** Random bits in the layout's variant, as long as the layout or cut or extended by whole characters. */
const payloads = (of: (typeof table)[number], type: number) => {
  const goesOn = of.fields.some((f) => f.tailCharacters > 0 || f.kind === 'data');
  const longest = Math.min(of.maxBits, of.width + (goesOn ? 130 : 0));
  return fc
    .tuple(
      fc.uint8Array({ minLength: 100, maxLength: 100, max: 63 }),
      fc.integer({ min: of.minBits, max: longest }),
      fc.tuple(...of.when.map((w) => fc.integer({ min: w.from, max: w.to }))),
    )
    .map(([sextets, bits, chosen]) => {
      sextets[0] = type;
      of.when.forEach((w, n) => {
        for (let i = 0; i < w.bits; i++) {
          const at = w.start + i;
          const mask = 1 << (5 - (at % 6));
          const bit = ((chosen[n] ?? 0) >>> (w.bits - 1 - i)) & 1;
          const index = Math.floor(at / 6);
          sextets[index] = ((sextets[index] ?? 0) & ~mask) | (bit ? mask : 0);
        }
      });
      return { sextets, bits };
    });
};

const sent = (message: AisMessage) => {
  const lines = toSentences(message, { channel: 'A', sequence: 3 });
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  const { payloads: heard, refused } = hear(`${lines.join('\r\n')}\r\n`);
  expect(refused).toEqual([]);
  expect(heard).toHaveLength(1);
  return heard[0] ?? { sextets: new Uint8Array(), bits: 0 };
};

const cases = table
  .filter((of) => of.refused === null)
  .flatMap((of) => of.types.map((type) => ({ of, type, title: `${type}: ${of.title}` })));

describe('any bits', () => {
  test.each(cases)('$title: decode → encode → decode is the identity', ({ of, type }) => {
    fc.assert(
      fc.property(payloads(of, type), (payload) => {
        const message = decode(payload);
        if (typeof message === 'string') throw new Error(`refused: ${message}`);
        expect(decode(sent(message))).toEqual(message);
      }),
      { seed: type, numRuns: 150 },
    );
  });

  test.each(cases)('$title: the model and the raw view read the same bits', ({ of, type }) => {
    const numbers = of.fields.filter((f) => f.kind === 'unsigned' && f.coding === plain && f.name !== null);
    fc.assert(
      fc.property(payloads(of, type), (payload) => {
        const message = decode(payload);
        const raw = decodeRaw(payload);
        if (typeof message === 'string' || typeof raw === 'string') throw new Error('refused');
        for (const { name, key } of numbers) {
          if (name !== null && raw[key] !== undefined) expect(Reflect.get(message, name)).toBe(raw[key]);
        }
        for (const value of Object.values(message)) {
          expect(typeof value === 'number' ? Number.isFinite(value) : true).toBe(true);
        }
      }),
      { seed: type, numRuns: 100 },
    );
  });
});

test('whatever the bits and the length: a message or a named refusal', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 200, maxLength: 200, max: 63 }), fc.nat(1064), (sextets, bits) => {
      const message = decode({ sextets, bits });
      const raw = decodeRaw({ sextets, bits });
      if (typeof message === 'string')
        expect(['unknown-type', 'unknown-part', 'bad-length']).toContain(message);
      else expect(message.type).toBe(sextets[0]);
      expect(typeof raw === 'string' || Reflect.get(raw, 'type') === sextets[0]).toBe(true);
      for (const scaled of [true, false]) {
        const shown = gpsdMessage({ sextets, bits }, scaled);
        if (typeof shown === 'string') expect(shown).toBe(raw);
        else
          expect(JSON.parse(JSON.stringify(shown))).toMatchObject({ class: 'AIS', type: sextets[0], scaled });
      }
    }),
    { seed: 5, numRuns: 2000 },
  );
});

test('what stands in the buffer behind a cut message is not read', () => {
  const sextets = new Uint8Array(100).fill(63);
  sextets[0] = 1;
  expect(decode({ sextets, bits: 149 })).toMatchObject({ type: 1, radio: 0 });
  expect(decode({ sextets, bits: 148 })).toBe('bad-length');
});
