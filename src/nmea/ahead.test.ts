import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PART_1, PART_2, POSITION, signed, tagBlock } from '../../test/sentences.ts';
import { mostAhead } from '../model/reception.ts';
import { createReader } from './reader.ts';

/** MMSIs of the messages read, and those that were looked at ahead, before how many messages. */
function read(...chunks: readonly Uint8Array[]) {
  const mmsis: number[] = [];
  const ahead: { readonly before: number; readonly mmsis: number[] }[] = [];
  const reader = createReader({
    payload: ({ sextets: s }) =>
      mmsis.push(
        [1, 2, 3, 4, 5].reduce((n, i) => (n * 64 + (s[i] ?? 0)) % 2 ** 28, 0) * 4 + ((s[6] ?? 0) >> 4),
      ),
    refused() {},
    faulted() {},
    counted() {},
    ahead: (next, count) => ahead.push({ before: mmsis.length, mmsis: [...next.subarray(0, count)] }),
  });
  for (const chunk of chunks) reader.push(chunk, 0);
  reader.end(0);
  return { mmsis, ahead };
}
const text = (...lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');

test('the senders of the lines that follow are told before these are read, in whatever form they come', () => {
  const { mmsis, ahead } = read(
    text(
      POSITION,
      signed('BSVDM,1,1,,,139Lg1h01sPDVG0MhC08h6g20000,0'),
      tagBlock('s:kallo') + POSITION,
      '$GPZDA,hello',
      PART_1,
      PART_2,
      signed('AIVDM,1,1,7,B,139Lg1h01sPDVG0MhC08h6g20000,0'),
    ),
  );
  expect(mmsis).toHaveLength(5);
  expect(ahead).toEqual([{ before: 0, mmsis }]);
});

test('no more are told at a time than the bound, and the next when these have been read', () => {
  const { mmsis, ahead } = read(text(...new Array<string>(150).fill(POSITION)));
  expect(mmsis).toHaveLength(150);
  expect(ahead.map(({ before, mmsis: told }) => [before, told.length])).toEqual([
    [0, mostAhead],
    [mostAhead, mostAhead],
    [2 * mostAhead, 150 - 2 * mostAhead],
  ]);
});

test('any bytes can be looked at: numbers of 30 bits, never more than the bound', () => {
  const bytes = fc.array(
    fc.oneof(
      fc.constant('!'),
      fc.constant(','),
      fc.constant('1'),
      fc.constant(POSITION),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 400 },
  );
  fc.assert(
    fc.property(bytes, fc.nat(), (pieces, cut) => {
      const all = Buffer.from(pieces.join(''), 'latin1');
      const at = cut % (all.length + 1);
      for (const { mmsis } of read(all.subarray(0, at), all.subarray(at)).ahead) {
        expect(mmsis.length).toBeLessThanOrEqual(mostAhead);
        expect(mmsis.every((mmsi) => mmsi >= 0 && mmsi < 2 ** 30)).toBe(true);
      }
    }),
    { seed: 36 },
  );
});
