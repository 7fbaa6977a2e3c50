import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messages, messagesOf } from './any-bits.test-data.ts';
import { type Envelope, encodeApplication } from './encode.ts';
import { TRAILING } from './read.ts';
import { applicationTable } from './table.ts';
import { applicationOf } from './typed.ts';
import { applicationView, bodyOf, type MessageBits } from './view.ts';

const envelope = (type: 6 | 8): Envelope => ({
  mmsi: 205_123_450,
  destinationMmsi: type === 6 ? 2_059_991 : null,
  repeat: 1,
  sequence: 2,
});

const viewed = (message: MessageBits): Record<string, unknown> => {
  const view = applicationView(message);
  if (view === null) throw new Error('no view');
  return view;
};

/**
 * What a sender may fill with anything and the encoder does not: bits behind the last record, the spare bits inside a
 * cargo's value, a count of waypoints that are not there.
 */
const free = new Set([TRAILING, 'value', 'waycount']);
const lasting = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (free.has(name) ? [] : [[name, lasting(inner)]])),
  );
};

const cases = applicationTable.flatMap((entry) =>
  entry.types.map((type) => ({ entry, type, name: `${type}/${entry.dac}/${entry.fid} ${entry.title}` })),
);

describe('any body of any length', () => {
  test.each(cases)('$name: what is shown can be sent, and shows the same', ({ entry, type }) => {
    const { dac, fid } = entry;
    let records = 0;
    fc.assert(
      fc.property(messagesOf(type, entry), (message) => {
        const heard = viewed(message);
        const again = viewed(encodeApplication(envelope(type), dac, fid, heard));
        expect(lasting(again)).toEqual(lasting(heard));
        expect(viewed(encodeApplication(envelope(type), dac, fid, again))).toEqual(again);
        expect(bodyOf(message)?.application).toBe(entry);
        for (const value of Object.values(heard)) if (Array.isArray(value)) records += value.length;
      }),
      { seed: fid, numRuns: 200 },
    );
    if (entry.rows.some((row) => row.kind === 'list')) expect(records).toBeGreaterThan(200);
  });

  test('an identifier without a layout keeps its bits', () => {
    for (const type of [6, 8] as const) {
      fc.assert(
        fc.property(messages(type, 366, 57, 0, 940), (message) => {
          const heard = viewed(message);
          const start = type === 8 ? 56 : 88;
          expect(heard['payloadBits']).toBe(message.bits - start);
          expect(String(heard['payloadHex'])).toHaveLength(Math.ceil((message.bits - start) / 4));
          expect(viewed(encodeApplication(envelope(type), 366, 57, heard))).toEqual(heard);
        }),
        { seed: 366, numRuns: 100 },
      );
    }
  });
});

describe('never an exception', () => {
  const sextets = fc.uint8Array({ maxLength: 190, max: 63, size: 'max' });

  test('random sextets of any length', () => {
    const told = { views: 0, others: 0 };
    fc.assert(
      fc.property(
        sextets,
        fc.integer({ min: 0, max: 1200 }),
        fc.constantFrom(6, 8, 0),
        (bytes, bits, type) => {
          if (type !== 0 && bytes.length > 0) bytes[0] = type;
          const message = { sextets: bytes, bits };
          told[applicationView(message) === null ? 'others' : 'views']++;
          applicationOf(message);
        },
      ),
      { seed: 8, numRuns: 20_000 },
    );
    expect(told.views).toBeGreaterThan(5000);
    expect(told.others).toBeGreaterThan(5000);
  });

  test.each(cases)('$name: cut off anywhere', ({ entry, type }) => {
    let seen = 0;
    fc.assert(
      fc.property(messages(type, entry.dac, entry.fid, 0, 976), (message) => {
        if (applicationView(message) !== null) seen++;
        const told = applicationOf(message);
        if (told !== null) expect(JSON.stringify(told)).not.toMatch(/NaN|Infinity/);
      }),
      { seed: entry.fid, numRuns: 400 },
    );
    expect(seen).toBeGreaterThan(0);
  });

  test('what stands in the buffer behind the message is not read', () => {
    const buffer = new Uint8Array(200).fill(63);
    buffer.set(encodeApplication(envelope(8), 1, 29, { linkage: 7, description: 'LOCK CLOSED' }).sextets);
    expect(applicationView({ sextets: buffer, bits: 56 + 10 + 66 })).toEqual({
      linkage: 7,
      description: 'LOCK CLOSED',
    });
    expect(applicationView({ sextets: buffer, bits: 56 + 9 })).toBeNull();
  });
});
