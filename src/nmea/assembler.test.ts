import { expect, test } from 'vitest';
import { hear, listening } from '../../test/heard.ts';
import { signed as signedLine, tagBlock } from '../../test/sentences.ts';
import { ASSEMBLY_BYTES, MAX_GROUPS } from './assembler.ts';
import { MAX_AGE_MS } from './limits.ts';

const signed = (body: string): string => `${signedLine(body)}\r\n`;

interface Part {
  readonly total?: number;
  readonly number: number;
  readonly sequence?: number | '';
  readonly channel?: string;
  readonly talker?: string;
  readonly payload?: string;
}
const part = ({ total = 2, number, sequence = 1, channel = 'A', talker = 'AI', payload }: Part): string =>
  signed(`${talker}VDM,${total},${number},${sequence},${channel},${payload ?? `${number}`},0`);

/** The sextets of each assembled message, as digits. */
const digits = (...chunks: string[]): string[] => hear(...chunks).payloads.map((p) => p.sextets.join(''));

test('N15 parts come together in any order', () => {
  const nine = Array.from({ length: 9 }, (_, i) => part({ total: 9, number: i + 1 }));
  expect(digits(...nine)).toEqual(['123456789']);
  expect(digits(...nine.toReversed())).toEqual(['123456789']);
  expect(hear(...nine)).toMatchObject({ counted: new Array(8).fill('part'), refused: [] });
});

test('N17 nine full parts fit', () => {
  const payload = '0'.repeat(60);
  const all = Array.from({ length: 9 }, (_, i) => part({ total: 9, number: i + 1, payload }));
  expect(hear(...all).payloads[0]?.bits).toBe(9 * 60 * 6);
});

test('N15 interleaved messages stay apart by sequence, channel and talker', () => {
  for (const other of [{ sequence: 2 }, { channel: 'B' }, { talker: 'BS' }, { sequence: '' as const }]) {
    const a1 = part({ number: 1, payload: '1' });
    const a2 = part({ number: 2, payload: '2' });
    const b1 = part({ number: 1, payload: '3', ...other });
    const b2 = part({ number: 2, payload: '4', ...other });
    expect(digits(a1, b1, a2, b2)).toEqual(['12', '34']);
    expect(digits(a1, b1, b2, a2)).toEqual(['34', '12']);
    expect(hear(a1, b2)).toMatchObject({ payloads: [], faults: ['orphan-part', 'orphan-part'] });
  }
});

test('N15 a repeated part adds nothing', () => {
  const first = part({ number: 1 });
  const second = part({ number: 2 });
  expect(digits(first, first, second, second)).toEqual(['12']);
  expect(hear(first, first, second, second).counted).toEqual(['part', 'part', 'part']);
  expect(digits(first, second, first, second)).toEqual(['12', '12']);
});

test('N15 a new message with the same number takes the place of an unfinished one', () => {
  const heard = hear(
    part({ number: 1, payload: '5' }),
    part({ number: 1, payload: '6' }),
    part({ number: 2, payload: '7' }),
  );
  expect(heard.payloads.map((p) => p.sextets.join(''))).toEqual(['67']);
  expect(heard.faults).toEqual(['orphan-part']);
});

test('N16 checklist T2: a late second part never meets the first part of another ship', () => {
  const lone = part({ number: 2, payload: '7' });
  const others = Array.from({ length: 5 }, (_, i) => [
    part({ number: 1, sequence: i + 2 }),
    part({ number: 2, sequence: i + 2 }),
  ]).flat();
  const next = part({ number: 1, payload: '1' }) + part({ number: 2, payload: '2' });
  expect(digits(lone, ...others, next).at(-1)).toBe('12');
  const single = signed('AIVDM,1,1,,A,139Lg1h01sPDVG0MhC08h6g20000,0');
  expect(digits(lone, single.repeat(70), next).at(-1)).toBe('12');
});

test('N16 parts from two stations are not one message', () => {
  const tagged = (tag: string, sentence: string): string => tagBlock(tag) + sentence;
  const first = part({ number: 1 });
  const second = part({ number: 2 });
  expect(digits(tagged('s:x', first), tagged('s:y', second))).toEqual([]);
  expect(digits(tagged('g:1-2-7', first), tagged('g:2-2-8', second))).toEqual([]);
  expect(hear(tagged('g:1-2-7,s:x,c:1', first), tagged('g:2-2-7', second)).payloads).toMatchObject([
    { station: 'x', recordedAtMs: 1000 },
  ]);
});

test('N17 checklist T2: unfinished messages are given up by age and by number', () => {
  const { heard, reader } = listening();
  const push = (line: string, atMs: number): void => reader.push(Buffer.from(line), atMs);
  push(part({ number: 1 }), 0);
  push(part({ number: 2 }), MAX_AGE_MS + 1);
  expect(heard).toMatchObject({ payloads: [], faults: ['orphan-part'] });

  const crowd = listening();
  for (let i = 0; i <= MAX_GROUPS; i++) {
    const talker = String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26));
    crowd.reader.push(Buffer.from(part({ number: 1, talker })), 0);
  }
  expect(crowd.heard.faults).toEqual(['orphan-part']);
  crowd.reader.push(Buffer.from(part({ number: 2, talker: 'AB' })), 0);
  expect(crowd.heard.payloads).toHaveLength(1);
  crowd.reader.end(0);
  expect(crowd.heard.faults).toHaveLength(MAX_GROUPS);
});

test('N17 a part that cannot fit is an orphan at once', () => {
  const long = '0'.repeat(577);
  expect(hear(part({ number: 1, payload: long }), part({ number: 2 }))).toMatchObject({
    payloads: [],
    faults: ['orphan-part', 'orphan-part'],
  });
});

test('N17 the state of a link’s assembly is below 64 KiB', () => {
  /** 64 objects of 14 fields of 8 bytes, two of them doubles of their own; a header each; what the reader holds besides. */
  const objects = MAX_GROUPS * (14 * 8 + 2 * 16 + 24 + 16);
  const linesAndMessages = 1024 + 1024 + 576 + 8 * 64;
  expect(ASSEMBLY_BYTES + objects + linesAndMessages).toBeLessThan(65_536);
});
