import { describe, expect, test } from 'vitest';
import { hear, listening } from '../../test/heard.ts';
import { PART_1, PART_2, POSITION, signed, tagBlock } from '../../test/sentences.ts';

const LAST = '!AIVDM,1,1,,B,139Lg4001sPDVG0MhC08h6g20000,0*13';
const pghp = (time: string, wrapped: string, station = '2190067'): string =>
  signed(`PGHP,1,${time},219,,${station},1,${wrapped.slice(-2)}`, '$');
const NOON = '2013,11,12,12,0,3,630';
const NOON_MS = Date.UTC(2013, 10, 12, 12, 0, 3, 630);
const vsi = (fields: string): string => signed(`ARVSI,${fields}`, '$');
const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n`;

/** Station, time, who said it, and the signal, of each payload. */
const told = (...all: string[]) =>
  hear(lines(...all)).payloads.map((p) => [p.station, p.recordedAtMs, p.recordedBy, p.signal]);

describe('TAG blocks', () => {
  test('N8 one that stands alone on its line belongs to the next sentence, and to no other', () => {
    const alone = tagBlock('s:kallo,c:1384257603');
    expect(told(alone, POSITION, POSITION)).toEqual([
      ['kallo', 1_384_257_603_000, 'tag', null],
      [null, null, null, null],
    ]);
    expect(told(alone, signed('GPZDA,1', '$'), POSITION)).toEqual([[null, null, null, null]]);
    expect(told(alone, tagBlock('n:5') + POSITION)).toEqual([['kallo', 1_384_257_603_000, 'tag', null]]);
    expect(told('\\si:AISD*3F\\', pghp(NOON, POSITION), POSITION)).toEqual([
      ['2190067', NOON_MS, 'pghp', null],
    ]);
  });

  test('N9 what the first of a group says holds for the others, also between other sentences', () => {
    const first = tagBlock('g:1-2-4372,s:orb,c:1426032000,T:2015-03-11 00.00.00') + PART_1;
    const between = tagBlock('s:other,c:1426032001') + POSITION;
    const second = tagBlock('g:2-2-4372') + PART_2;
    expect(told(first, between, second)).toEqual([
      ['other', 1_426_032_001_000, 'tag', null],
      ['orb', 1_426_032_000_000, 'tag', null],
    ]);
    const opened = [tagBlock('g:1-3-7,s:rx,c:1120959341'), tagBlock('g:2-3-7') + POSITION];
    expect(told(...opened)).toEqual([['rx', 1_120_959_341_000, 'tag', null]]);
  });

  test('N9 a group is forgotten with time, with distance, and when its number comes again', () => {
    const open = tagBlock('g:1-3-7,s:rx,c:1120959341');
    const next = tagBlock('g:2-3-7') + POSITION;
    const nothing = [null, null, null, null];
    const { heard, reader } = listening();
    reader.push(Buffer.from(lines(open)), 0);
    reader.push(Buffer.from(lines(next)), 10_001);
    expect(heard.payloads[0]).toMatchObject({ station: null });
    expect(told(open, ...new Array<string>(66).fill(POSITION), next).at(-1)).toEqual(nothing);
    expect(told(open, tagBlock('g:1-3-7,s:ry'), next)).toEqual([['ry', null, null, null]]);
    const many = Array.from({ length: 9 }, (_, i) => tagBlock(`g:1-2-${100 + i}`));
    expect(told(open, ...many, next)).toEqual([nothing]);
  });

  test.each(['g:1-2', 'g:3-2-5', 'g:a-b-c', 'g:', 'n:1,d:x,q:u,r:5,t:a\\,b'.replace('\\', ''), 's:'])(
    'N7 %j does no harm',
    (tag) => {
      expect(hear(lines(tagBlock(tag) + POSITION))).toMatchObject({
        payloads: [{ station: null, recordedAtMs: null }],
        faults: [],
      });
    },
  );
});

describe('$PGHP wrappers', () => {
  test('N10 give time and base station to the sentence whose checksum they name', () => {
    expect(told(pghp(NOON, POSITION), POSITION, LAST)).toEqual([
      ['2190067', NOON_MS, 'pghp', null],
      [null, null, null, null],
    ]);
    const together = ((0x1d ^ 0x45) + 0x100).toString(16).slice(1);
    for (const sum of [together, '00'])
      expect(told(pghp(NOON, sum), PART_1, PART_2)).toEqual([['2190067', NOON_MS, 'pghp', null]]);
    expect(told(pghp(NOON, '00'), LAST)).toEqual([['2190067', NOON_MS, 'pghp', null]]);
  });

  test('N10 another sentence gets nothing, and the wrapper is counted as an orphan', () => {
    for (const other of [LAST, signed('GPZDA,1', '$'), 'noise', '!AIVDM,1,1,,A,1,0*00', tagBlock('s:x')]) {
      const { payloads, faults } = hear(lines(pghp(NOON, POSITION), other, POSITION));
      expect(payloads.at(-1), other).toMatchObject({ recordedAtMs: null });
      expect(faults, other).toEqual(['orphan-wrapper']);
    }
    expect(hear(lines(pghp(NOON, POSITION))).faults).toEqual(['orphan-wrapper']);
    const twice = hear(lines(pghp(NOON, LAST), pghp(NOON, POSITION), POSITION));
    expect(twice).toMatchObject({ payloads: [{ recordedBy: 'pghp' }], faults: ['orphan-wrapper'] });
  });

  test('N10 one of another kind of sentence is spent with it, in peace', () => {
    const other = signed('PSTT,30A,20131112,120003', '$');
    expect(hear(lines(pghp(NOON, other), other, POSITION))).toMatchObject({
      payloads: [{ recordedAtMs: null }],
      faults: [],
      counted: ['other', 'other'],
    });
  });

  test.each([
    '2013,13,1,0,0,0,0',
    '2013,11,12,24,0,0,0',
    '13,11,12,12,0,0,0',
    '2013,11,x,12,0,0,0',
    ',,,,,,',
  ])('N10 an impossible time %s is none', (time) => {
    expect(told(pghp(time, POSITION), POSITION)).toEqual([['2190067', null, null, null]]);
  });
});

describe('signal', () => {
  const heardAt = { rssiDbm: -85, snrDb: 12, slot: 152 };

  test('N11 VSI belongs to the message in front of it', () => {
    const signal = vsi('r003669945,5,201704.05687473,0152,-085,12');
    expect(told(POSITION, signal, LAST)).toEqual([
      ['r003669945', null, null, heardAt],
      [null, null, null, null],
    ]);
    expect(told(PART_1, PART_2, signal)).toEqual([['r003669945', null, null, heardAt]]);
    expect(hear(lines(POSITION, signal)).counted).toEqual(['other']);
  });

  test('N11 or to that of its TAG group, where other lines may stand between', () => {
    const signal = tagBlock('g:3-3-42') + vsi(',,,1386,-98.4,');
    const message = [tagBlock('g:1-3-42,s:r3,c:1120959341') + PART_1, tagBlock('g:2-3-42') + PART_2];
    const expected = ['r3', 1_120_959_341_000, 'tag', { rssiDbm: -98, snrDb: null, slot: 1386 }];
    expect(told(...message, signal)).toEqual([expected]);
    expect(told(...message, tagBlock('s:z') + LAST, signal)[0]).toEqual(expected);
    expect(told(...message, vsi(',,,1386,-98,'))[0]?.[3]).toBeNull();
    expect(told(POSITION, signal)[0]?.[3]).toBeNull();
  });

  test('N11 a wrong checksum, impossible values and a later chunk give none', () => {
    expect(told(POSITION, '$ARVSI,r1,5,201704.05,0152,-085,12*00')[0]?.[3]).toBeNull();
    expect(told(POSITION, vsi('r1,5,,2250,-999,x'))[0]?.[3]).toEqual({
      rssiDbm: null,
      snrDb: null,
      slot: null,
    });
    const late = hear(`${POSITION}\r\n`, `${vsi('r1,5,201704.05,0152,-085,12')}\r\n`);
    expect(late).toMatchObject({ payloads: [{ signal: null }], counted: ['other'] });
  });
});

describe('behind the checksum', () => {
  test.each([
    [
      'd-109,S2105,t050056.00,T56.13718694,r003669946,1325394060,1325394001',
      'r003669946',
      1_325_394_060_000,
      { rssiDbm: -109, snrDb: null, slot: 2105 },
    ],
    ['raishub,1342569600', 'raishub', 1_342_569_600_000, null],
    [
      'x259906,s28320,d-098,T33.71033565,r003669973,1152921694',
      'r003669973',
      1_152_921_694_000,
      { rssiDbm: -98, snrDb: null, slot: null },
    ],
    [
      'd-86,S389,t161310.00,T10.377780,D07MN-MI-LAKBS1,1429287190',
      'D07MN-MI-LAKBS1',
      1_429_287_190_000,
      { rssiDbm: -86, snrDb: null, slot: 389 },
    ],
    ['b003669978,1429287189123', 'b003669978', 1_429_287_189_123, null],
    [',,d,S,r,12345,S9999,d-999', null, null, null],
    ['r1,2013-10-23T12:34:56.5Z', 'r1', Date.UTC(2013, 9, 23, 12, 34, 56, 500), null],
    ['1325394060.250,r1', 'r1', 1_325_394_060_250, null],
    ['2013-10-23,12:34:56', null, null, null],
  ])('N12 %s', (rest, station, timeMs, signal) => {
    const by = timeMs === null ? null : 'trailing';
    expect(told(`${POSITION},${rest}`)).toEqual([[station, timeMs, by, signal]]);
  });

  test.each([
    [' 1325394060', 1_325_394_060_000, 'trailing'],
    ['\t2013-10-23T12:34:56+02:00', Date.UTC(2013, 9, 23, 10, 34, 56), 'trailing'],
    [' 2013-10-23 12:34:56', Date.UTC(2013, 9, 23, 12, 34, 56), 'leading-local'],
    [',2013-10-23T12:34:56', Date.UTC(2013, 9, 23, 12, 34, 56), 'leading-local'],
    [' kallo', null, null],
  ])('N12 a logger may write its time behind the line: %j', (rest, timeMs, by) => {
    expect(told(POSITION + rest)).toEqual([[null, timeMs, by, null]]);
  });

  test('N12 parts that two stations wrote are not one message', () => {
    expect(hear(lines(`${PART_1},r1,1325394060`, `${PART_2},r2,1325394060`)).payloads).toEqual([]);
    expect(told(`${PART_1},r1,1325394060`, `${PART_2},r1,1325394061`)).toEqual([
      ['r1', 1_325_394_060_000, 'trailing', null],
    ]);
  });
});

describe('in front of the line', () => {
  test.each([
    ['1325394060 ', 1_325_394_060_000, 'leading'],
    ['1325394060.25,', 1_325_394_060_250, 'leading'],
    ['1325394060123:', 1_325_394_060_123, 'leading'],
    ['2013-10-23T12:34:56Z ', Date.UTC(2013, 9, 23, 12, 34, 56), 'leading'],
    ['[2013-10-23T12:34:56.789+02:00] ', Date.UTC(2013, 9, 23, 10, 34, 56, 789), 'leading'],
    ['2013/10/23 12:34:56,5-0330\t', Date.UTC(2013, 9, 23, 16, 4, 56, 500), 'leading'],
    ['2019-04-19 00:00:00,804: ', Date.UTC(2019, 3, 19, 0, 0, 0, 804), 'leading-local'],
    ['2019-13-19 00:00:00: ', null, null],
    ['13253940601 ', null, null],
    ['kallo> ', null, null],
  ])('N13 %j', (front, timeMs, by) => {
    expect(told(front + POSITION)).toEqual([[null, timeMs, by, null]]);
  });
});

test('N14 the nearer to the receiver, the more it is believed', () => {
  const front = '2019-04-19 00:00:00,804: ';
  const rest = ',rx,1325394060';
  const all = [pghp(NOON, POSITION), `${front}${tagBlock('s:tag,c:1555624740')}${POSITION}${rest}`];
  expect(told(...all)[0]).toEqual(['tag', 1_555_624_740_000, 'tag', null]);
  expect(told(pghp(NOON, POSITION), front + POSITION + rest)[0]).toEqual(['2190067', NOON_MS, 'pghp', null]);
  expect(told(front + POSITION + rest)[0]).toEqual(['rx', 1_325_394_060_000, 'trailing', null]);
  const local = ['tag', Date.UTC(2019, 3, 19, 0, 0, 0, 804), 'leading-local', null];
  expect(told(front + tagBlock('s:tag') + POSITION)).toEqual([local]);
});

test('N3 good sentences glued on one line are all taken, each with what is its own', () => {
  const glued = `${tagBlock('s:a')}${POSITION},r1,1325394060${tagBlock('s:b')}${LAST}${PART_1}${PART_2}`;
  expect(told(glued)).toEqual([
    ['a', 1_325_394_060_000, 'trailing', null],
    ['b', null, null, null],
    [null, null, null, null],
  ]);
  expect(hear(lines(POSITION + POSITION))).toMatchObject({ payloads: [{}, {}], refused: [], counted: [] });
  expect(hear(lines(`${POSITION}!AIVDM,1,1,,A,13`))).toMatchObject({ payloads: [{}], refused: [] });
});
