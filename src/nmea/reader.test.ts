import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hear } from '../../test/heard.ts';
import { PART_1, PART_2, POSITION, signed, tagBlock } from '../../test/sentences.ts';

describe('lines', () => {
  test.each(['\r\n', '\n', '\r'])('N1 end with %j', (end) => {
    expect(hear(POSITION + end + POSITION + end)).toMatchObject({
      payloads: [{ bits: 168 }, { bits: 168 }],
      refused: [],
      counted: [],
    });
  });

  test('N1 an unfinished line counts when the link ends', () => {
    expect(hear(POSITION).payloads).toHaveLength(1);
    expect(hear(POSITION.slice(0, 30)).refused).toEqual(['missing-checksum']);
  });

  test('N1 empty lines are counted, a CR LF is one end', () => {
    expect(hear('\r\n\n').counted).toEqual(['blank', 'blank']);
  });

  test('N2 checklist T2: a line of 1,024 bytes is read, a longer one is refused once and the next one read', () => {
    const prefix = (length: number): string => 'x'.repeat(length - POSITION.length) + POSITION;
    expect(hear(`${prefix(1024)}\n`).payloads).toHaveLength(1);
    for (const long of [prefix(1025), `${POSITION}${'x'.repeat(5000)}`, '0'.repeat(100_000)]) {
      expect(hear(`${long}\n${POSITION}\n`)).toMatchObject({
        refused: ['line-too-long'],
        payloads: [{ bits: 168 }],
      });
    }
  });

  test('N3 text around the sentence is the receiver’s own affair', () => {
    for (const line of [
      `2013-10-23 12:34:56.123 ${POSITION}`,
      `${POSITION},d-109,S2105,t050056.00,T56.13718694,r003669946,1325394060,1325394001`,
      `${POSITION},raishub,1342569600`,
      `!AIVDM,1,1,,A,139Lg1${POSITION}`,
      `\u0000\u00ff${POSITION}`,
    ]) {
      expect(hear(`${line}\r\n`), line).toMatchObject({ payloads: [{ bits: 168 }], refused: [] });
    }
  });
});

describe('sentences', () => {
  test('N4 channel, own station and any talker are read', () => {
    const read = (body: string) => hear(`${signed(body)}\n`).payloads[0];
    expect(read('BSVDM,1,1,,B,139Lg1h01sPDVG0MhC08h6g20000,0')).toMatchObject({ channel: 'B', own: false });
    expect(read('ABVDO,1,1,,2,139Lg1h01sPDVG0MhC08h6g20000,0')).toMatchObject({ channel: 'B', own: true });
    expect(read('AIVDM,1,1,7,1,139Lg1h01sPDVG0MhC08h6g20000,0')).toMatchObject({ channel: 'A' });
    expect(read('AIVDM,1,1,,,139Lg1h01sPDVG0MhC08h6g20000,0')).toMatchObject({ channel: '' });
    expect(read('AIVDM,1,1,,A,0w`WP,4')).toMatchObject({
      bits: 26,
      sextets: Uint8Array.of(0, 63, 40, 39, 32),
    });
  });

  test.each([
    ['bad-checksum', POSITION.replace('*4D', '*4C')],
    ['missing-checksum', POSITION.slice(0, -3)],
    ['missing-checksum', POSITION.slice(0, -1)],
    ['bad-armour', signed('AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g2~8CQ,0')],
    ['bad-armour', signed('AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g2X8CQ,0')],
    ['bad-fill-bits', signed('AIVDM,1,1,,A,139Lg1h01sPDVG0MhC08h6g20000,6')],
    ['bad-fields', signed('AIVDM,1,1,,A,139Lg1h01sPDVG0MhC08h6g20000,')],
    ['bad-fields', signed('AIVDM,2,3,1,A,00000000000000000000,0')],
    ['bad-fields', signed('AIVDM,0,1,1,A,00000000000000000000,0')],
    ['bad-fields', signed('AIVDM,1,1,12,A,0000000000000000000,0')],
    ['bad-fields', signed('AIVDM,1,1,,A,,0')],
    ['not-ais', '# a remark'],
    ['not-ais', '!!garbage'],
    ['not-ascii', '\u0001\u0080\u00ff'],
    ['not-ascii', '!AIVDM,1,1,,A,139Lg1h01sPDVG0M\u00ffC08h6g20000,0*4D'],
    ['bad-checksum', '$GPGGA,1*00'],
    ['missing-checksum', '$GPGGA,1*0G'],
    /** 0x0Z would be 0xFF, if a Z were worth 255. */
    ['not-ascii', '!AIVDM,1,1,,\u00f3,139Lg1h01sPDVG0MhC08h6g20000,0*0Z'],
  ] as const)('N5 %s: %s', (cause, line) => {
    expect(hear(`${line}\n${POSITION}\n`)).toMatchObject({ refused: [cause], payloads: [{ bits: 168 }] });
  });

  test('N6 a checksum may be in lower case', () => {
    expect(hear(`${POSITION.replace('*4D', '*4d')}\n`).payloads).toHaveLength(1);
  });

  test('N3 good sentences of other kinds are counted', () => {
    expect(hear(`${signed('AIHBT,30.0,A,5', '$')}\r\n`).counted).toEqual(['other']);
    expect(hear(`${signed('AIVSI,r003669946,1,050056.00,1325,-109,17')}\r\n`).counted).toEqual(['other']);
  });
});

describe('TAG blocks', () => {
  const tagged = (tag: string) => hear(`${tagBlock(tag)}${POSITION}\n`);

  test('N7 source and time are read, seconds or milliseconds', () => {
    expect(tagged('s:rORBCOMM008,c:1418169601').payloads).toMatchObject([
      { station: 'rORBCOMM008', recordedAtMs: 1_418_169_601_000 },
    ]);
    expect(tagged('c:1700000000123').payloads).toMatchObject([
      { station: null, recordedAtMs: 1_700_000_000_123 },
    ]);
    expect(tagged('c:soon,s:x').payloads).toMatchObject([{ station: 'x', recordedAtMs: null }]);
  });

  test('N7 a comma in a text is part of the text', () => {
    expect(tagged('n:5,t:hello world, all well,c:1700000000,d:x').payloads).toMatchObject([
      { station: null, recordedAtMs: 1_700_000_000_000 },
    ]);
  });

  test('N7 a wrong checksum drops the tag, not the sentence', () => {
    expect(hear(`\\s:rORBCOMM008,c:1418169601*23\\${POSITION}\n`)).toMatchObject({
      faults: ['bad-tag-block'],
      payloads: [{ station: null, recordedAtMs: null, bits: 168 }],
    });
  });

  test('N7 a tag belongs to its own line only', () => {
    const { payloads } = hear(`\\s:x*31\\${POSITION}\n${POSITION}\n`);
    expect(payloads.map((p) => p.station)).toEqual(['x', null]);
  });

  test('N8 one that stands alone is no error', () => {
    expect(hear(`${tagBlock('g:1-3-7,s:x')}\n`).counted).toEqual(['other']);
    expect(hear('\\g:1-3-7,s:x*00\\\n').refused).toEqual(['bad-tag-block']);
  });
});

test('N1 a line end is one wherever it stands', () => {
  for (const end of ['\r', '\n', '\r\n']) {
    for (const body of [`${end}IVDM,1,1,,A,139Lg1h01sPDVG0MhC08h6g20000,0`, `AIVDM,1,1,,${end},1,0`]) {
      for (const at of [1, 2, 9, 14]) {
        const line = `${signed(body)}\n`;
        expect(hear(line.slice(0, at), line.slice(at))).toEqual(hear(line));
        expect(hear(line)).toMatchObject({ payloads: [], refused: [expect.any(String), 'not-ais'] });
      }
    }
  }
});

test('N1 the result does not depend on how the bytes are cut', () => {
  const lines = [
    POSITION,
    PART_1,
    `\\s:a,c:1418169601*3A\\${PART_2}`,
    '',
    '$AIHBT,30.0,A,5*0D',
    '$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,4D*52',
    tagBlock('g:1-3-7,s:b,c:1418169602'),
    `${tagBlock('g:2-3-7')}${POSITION},d-109,S2105,r003669946,1325394060`,
    `${POSITION}${POSITION}`,
    '!!garbage',
    `x${POSITION}`,
    POSITION.replace('*4D', '*4C'),
    'y'.repeat(1100),
  ];
  const line = fc.tuple(fc.constantFrom(...lines), fc.constantFrom('\r\n', '\n', '\r'));
  const stream = fc
    .array(line, { maxLength: 25 })
    .map((all) => all.map(([text, end]) => text + end).join(''));
  fc.assert(
    fc.property(stream, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (bytes, sizes) => {
      const chunks: string[] = [];
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length] ?? 1;
        chunks.push(bytes.slice(at, at + size));
        at += size;
      }
      expect(hear(...chunks)).toEqual(hear(bytes));
    }),
    { seed: 17, numRuns: 400 },
  );
});

test('N5 checklist T2: any bytes at all: no throw', () => {
  const nearly = fc.string({ unit: fc.constantFrom(...'!$\\*,:AIVDMO0129abw~\r\n'), maxLength: 200 });
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 200 }), nearly)), (chunks) => {
      const { payloads } = hear(...chunks);
      for (const p of payloads) expect(p.bits).toBeGreaterThan(0);
    }),
    { seed: 18, numRuns: 500 },
  );
});
