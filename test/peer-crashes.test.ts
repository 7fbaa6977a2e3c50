import { describe, expect, test } from 'vitest';
import { decode } from '../src/ais/decode.ts';
import { decodeRaw } from '../src/ais/raw.ts';
import { createReader } from '../src/nmea/reader.ts';
import { hear } from './heard.ts';
import { POSITION, signed } from './sentences.ts';

/** What has crashed, hung or misled other decoders, by the report that told of it. */

const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n`;
const vdm = (head: string, payload: string, fill: number | string = 0): string =>
  signed(`AIVDM,${head},${payload},${fill}`);
/** What came of lines, and that the next good sentence still comes through. */
function outcome(...all: string[]): string[] {
  const { payloads, refused, counted } = hear(lines(...all, POSITION));
  expect(payloads.at(-1)?.bits).toBe(168);
  const before = payloads.slice(0, -1).map((p) => {
    const message = decode(p);
    return typeof message === 'string' ? message : `type ${message.type}`;
  });
  return [...before, ...refused, ...counted];
}

describe('libais (CVE-2026-56770): sequence number used as an index', () => {
  test.each(['99', '-1', 'A', '10', '4294967296', ' ', 'ÿ'])('%j is refused', (sequence) => {
    const [refused] = outcome(vdm(`2,1,${sequence},A`, '55NBjP01mtGIL@CW;SM<D60P5Ld000000000000P'));
    expect(refused).toMatch(/^(bad-fields|not-ascii)$/);
  });

  test('none at all is a number like others', () => {
    expect(outcome(vdm('2,1,,A', '5'.repeat(60)), vdm('2,2,,A', '0'.repeat(11), 2))).toEqual([
      'type 5',
      'part',
    ]);
  });
});

describe('part counts and numbers', () => {
  test.each([
    '0,0,1',
    '0,1,1',
    '1,0,1',
    '1,2,1',
    '2,3,1',
    '10,1,1',
    '9,10,1',
    ',,',
    '-1,1,1',
    '2,,1',
    'a,b,1',
  ])('%s is refused', (head) => {
    expect(outcome(vdm(`${head},A`, '0'.repeat(28)))).toEqual(['bad-fields']);
  });

  test('nine parts of the longest lines, more than five slots can hold (gpsd work item 397, AIS-catcher 2025-11-27)', () => {
    const parts = (length: number) =>
      Array.from({ length: 9 }, (_, i) => vdm(`9,${i + 1},1,A`, (i === 0 ? '8' : '0').padEnd(length, '0')));
    expect(outcome(...parts(60)).slice(1)).toEqual(new Array(8).fill('part'));
    expect(outcome(...parts(64)).slice(1)).toEqual(new Array(8).fill('part'));
    expect(outcome(...parts(980))).toEqual(new Array(9).fill('part'));
  });

  test('50,000 first parts without a second (ais-stream-decoder keeps them all)', () => {
    let orphans = 0;
    const reader = createReader({
      payload() {},
      refused() {},
      faulted: () => orphans++,
      counted() {},
    });
    for (let i = 0; i < 50_000; i++) {
      const talker = String.fromCharCode(65 + (i % 26), 65 + (Math.floor(i / 26) % 26));
      reader.push(Buffer.from(`${signed(`${talker}VDM,2,1,${i % 10},A,${'5'.repeat(60)},0`)}\n`), i);
    }
    reader.end(50_000);
    expect(orphans).toBe(50_000);
  });
});

describe('malformed sentences (OpenCPN #1738, #1739)', () => {
  const malformed = [
    ['!AIVDM', 'missing-checksum|not-ais'],
    ['!AIVDM,', 'missing-checksum'],
    ['!AIVDM*', 'not-ais'],
    ['!AIVDM,1,1,,A', 'missing-checksum'],
    ['!AIVDM,1,1,,A,*', 'missing-checksum'],
    [signed('AIVDM'), 'not-ais|other'],
    [signed('AIVDM,,,,,,'), 'bad-fields'],
    [signed('AIVDM,1,1,,A,15,'), 'bad-fields'],
    [signed(`AIVDM,1,1,,A,${'1'.repeat(1100)},0`), 'line-too-long'],
    [signed('AIVDM,1,1,,AB,15NG6V0P01G?cFhE`R2IU?wn28R>,0'), 'bad-fields'],
    ['!'.repeat(1000), 'not-ais'],
    ['\\'.repeat(1000), 'not-ais|bad-tag-block'],
    [`\\${'g:1-2-3,'.repeat(100)}*01\\`, 'bad-tag-block'],
    ['$'.repeat(1024), 'not-ais'],
  ] as const;
  test.each(malformed.map((row) => [row[0].slice(0, 40), ...row] as const))('%s', (_, line, expected) => {
    expect(outcome(line).join()).toMatch(new RegExp(`^(${expected})$`));
  });

  test.each([6, 7, 9, '-1', '', 'x'])('fill bits %j are refused (ais-stream-decoder takes them)', (fill) => {
    expect(outcome(vdm('1,1,,A', '1'.repeat(28), fill)).join()).toMatch(/^bad-(fill-bits|fields)$/);
  });

  test('a line of another kind does not end the link (ais-stream-decoder destroys its stream)', () => {
    expect(outcome(signed('GPGGA,1', '$'), '$GPGGA,*00', '#', ' ')).toEqual([
      'bad-checksum',
      'not-ais',
      'not-ais',
      'other',
    ]);
  });
});

describe('lengths', () => {
  test('checklist T5: every type at every length is a message or a cause (AIS-catcher: negative text lengths, gpsd: underflow)', () => {
    const sextets = new Uint8Array(180);
    const causes = new Set<string>();
    for (const filling of [0, 63, 21]) {
      sextets.fill(filling);
      for (let type = 0; type < 64; type++) {
        sextets[0] = type;
        for (let bits = 1; bits <= 1080; bits++) {
          const message = decode({ sextets, bits });
          const raw = decodeRaw({ sextets, bits });
          if (typeof message === 'string') causes.add(message);
          if (typeof raw === 'string') causes.add(raw);
        }
      }
    }
    expect([...causes].every((cause) => ['unknown-type', 'unknown-part', 'bad-length'].includes(cause))).toBe(
      true,
    );
  });

  test.each([
    ['422 bits', 70, 2, 'type 5'],
    ['424 bits', 70, 0, 'type 5|bad-length'],
    ['200 bits', 33, 0, 'bad-length'],
    ['6 bits', 1, 0, 'bad-length'],
  ])('message 5 of %s (OpenCPN #4941)', (_, characters, fill, expected) => {
    expect(outcome(vdm('1,1,,A', '5'.padEnd(characters, '0'), fill)).join()).toMatch(
      new RegExp(`^(${expected})$`),
    );
  });

  test('safety texts and binary messages without a body', () => {
    for (const type of ['6', '8', '<', '>', 'I', 'J']) {
      for (let length = 1; length < 14; length++) {
        expect(outcome(vdm('1,1,,A', type.padEnd(length, '0')))).toHaveLength(1);
      }
    }
  });
});

test('AIS-SART, MOB and EPIRB in test and alarm (OpenCPN #3365)', () => {
  for (const mmsi of [970_010_000, 972_010_000, 974_010_000]) {
    for (const navStatus of [14, 15]) {
      const sextets = new Uint8Array(28);
      sextets[0] = 1;
      const put = (start: number, width: number, value: number): void => {
        for (let i = 0; i < width; i++) {
          const at = start + i;
          const bit = Math.floor(value / 2 ** (width - 1 - i)) % 2;
          sextets[Math.floor(at / 6)] = (sextets[Math.floor(at / 6)] ?? 0) | (bit << (5 - (at % 6)));
        }
      };
      put(8, 30, mmsi);
      put(38, 4, navStatus);
      put(61, 28, 181 * 600_000);
      put(89, 27, 91 * 600_000);
      expect(decode({ sextets, bits: 168 })).toMatchObject({ mmsi, navStatus, lon: null, lat: null });
    }
  }
});

test('message 24 with a part that does not exist is named (ais-stream-decoder throws)', () => {
  expect(outcome(vdm('1,1,,A', 'H000008000000000000000000000'))).toEqual(['unknown-part']);
});

test('one corrupted line in 256 has a good checksum (OpenCPN PR 1191): it is read, and harms nothing else', () => {
  const [body = '', sum = ''] = POSITION.slice(1).split('*');
  for (let at = 14; at < body.length - 2; at++) {
    const swapped = body.slice(0, at) + (body[at + 1] ?? '') + (body[at] ?? '') + body.slice(at + 2);
    expect(outcome(`!${swapped}*${sum}`)).toHaveLength(1);
  }
});
