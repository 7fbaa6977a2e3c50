import { describe, expect, test } from 'vitest';
import { decode } from '../decode.ts';
import { encode } from '../encode.ts';
import { gpsdMessage } from '../gpsd.ts';
import { decodeRaw } from '../raw.ts';
import { layoutsOf, table } from './table.ts';

/** Longest fixed length of each message in ITU-R M.1371-5 Annex 8 (28: M.1371-6 Annex 7), without text and data. */
const lengths: Readonly<Record<number, number>> = {
  ...{
    1: 168,
    2: 168,
    3: 168,
    4: 168,
    5: 424,
    6: 88,
    7: 168,
    8: 168,
    9: 168,
    10: 72,
    11: 168,
    12: 72,
    13: 168,
  },
  ...{ 14: 40, 15: 160, 16: 144, 17: 80, 18: 168, 19: 312, 20: 160, 21: 272, 22: 168, 23: 160, 24: 168 },
  ...{ 25: 88, 26: 88, 27: 96, 28: 168 },
};

describe('the table', () => {
  test('has every message as long as the standard', () => {
    for (let type = 1; type <= 28; type++) {
      const widths = layoutsOf(type).map(({ width }) => width);
      expect(Math.max(...widths), `message ${type}`).toBe(lengths[type]);
    }
    expect([layoutsOf(0), layoutsOf(29), layoutsOf(63)]).toEqual([[], [], []]);
  });

  test.each(table.map((of) => [`${of.types}: ${of.title}`, of] as const))('%s', (_, of) => {
    const fields = [...of.rows.map(({ field }) => field), ...of.trailer].filter(({ key }) => key !== '');
    const keys = fields.map(({ key }) => key);
    const names = [...fields.flatMap(({ name }) => name ?? []), ...of.absent];
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(names).size).toBe(names.length);
    for (const { start, bits } of of.when)
      expect(of.rows.some((row) => row.start === start && row.field.bits === bits)).toBe(true);
    expect(of.minBits).toBeLessThanOrEqual(Math.max(of.width, of.maxBits === 72 ? 72 : 0));
    if (of.forms.length > 0) expect(of.forms.at(-1)).toBe(of.width);
    // nothing is read behind what goes on to the end
    const open = of.rows.findIndex(({ field }) => field.bits === 0 && field.kind !== 'unsigned');
    expect(open === -1 || open === of.rows.length - 1).toBe(true);
  });
});

const nobody = { mmsi2: null, sequence2: null, mmsi3: null, sequence3: null, mmsi4: null, sequence4: null };
const receipt = { type: 7, repeat: 0, mmsi: 2442101, mmsi1: 244630858, sequence1: 3, ...nobody } as const;

describe('messages of several lengths', () => {
  test('are sent as short as they may be', () => {
    expect(encode(receipt).bits).toBe(72);
    expect(encode({ ...receipt, mmsi3: 2, sequence3: 0 }).bits).toBe(136);
    expect(encode({ ...receipt, mmsi4: 2, sequence4: 1 }).bits).toBe(168);
  });

  test('give no piece of a number when they are cut within one', () => {
    const { sextets } = encode({ ...receipt, mmsi2: 205278090, sequence2: 1, mmsi3: 2442101, sequence3: 2 });
    expect(decode({ sextets, bits: 124 })).toEqual({ ...receipt, mmsi2: 205278090, sequence2: 1 });
    expect(decode({ sextets, bits: 103 })).toEqual({ ...receipt, mmsi2: 205278090, sequence2: 0 });
    expect(decode({ sextets, bits: 101 })).toEqual(receipt);
    expect(decodeRaw({ sextets, bits: 124 })).not.toHaveProperty('mmsi3');
    expect(gpsdMessage({ sextets, bits: 124 }, true)).toMatchObject({ mmsi2: 205278090, mmsi3: 0, mmsi4: 0 });
  });
});

describe('messages that end with data and rows behind it', () => {
  const data = { bits: 40, bytes: Uint8Array.of(1, 2, 3, 4, 255) };
  const sent = {
    ...({ type: 26, repeat: 0, mmsi: 211234567, addressed: true, structured: true } as const),
    ...{ destinationMmsi: 2442101, dac: 1, fid: 31, data, radio: 0x9abcd },
  };

  test('find them at the end', () => {
    const payload = encode(sent);
    expect(payload.bits).toBe(88 + 40 + 24);
    expect(decode(payload)).toEqual(sent);
    expect(decodeRaw(payload)).toMatchObject({ dac: 1, fid: 31, data: '40:01020304ff', radio: 0x9abcd });
    expect(gpsdMessage(payload, true)).toMatchObject({ dest_mmsi: 2442101, app_id: 95, radio: 0x9abcd });
  });

  test('have none where there is no room', () => {
    const { sextets } = encode(sent);
    expect(decode({ sextets, bits: 88 + 23 })).toMatchObject({ radio: null, data: { bits: 23 } });
    expect(decode({ sextets, bits: 88 + 24 })).toMatchObject({ data: { bits: 0 } });
    expect(decode({ sextets, bits: 87 })).toBe('bad-length');
  });
});

test('persons on board without an address is told by its 72 bits', () => {
  const message = {
    ...({
      type: 6,
      repeat: 0,
      mmsi: 211234567,
      sequence: null,
      destinationMmsi: null,
      retransmitted: null,
    } as const),
    ...{ dac: 1, fid: 16, data: { bits: 16, bytes: Uint8Array.of(0x0a, 0xc8) }, inland: null },
  };
  const payload = encode(message);
  expect(payload.bits).toBe(72);
  expect(decode(payload)).toEqual(message);
  expect(gpsdMessage(payload, true)).toMatchObject({ dac: 1, fid: 16, application: { persons: 345 } });
  expect(() => encode({ ...message, data: { bits: 24, bytes: new Uint8Array(3) } })).toThrow(
    'cannot have 80 bits',
  );
});
