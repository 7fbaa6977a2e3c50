import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeRaw } from '../src/ais/raw.ts';
import { heardOf, realVectors, vectorsPath } from './vectors.ts';

const main = resolve(import.meta.dirname, '../src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'havenwacht-decode-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `havenwacht decode` as a process of its own; `lines` is how many to read before the output is closed. */
function decode(
  args: readonly string[],
  input: string | null,
  lines = Number.POSITIVE_INFINITY,
): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', main, 'decode', ...args]);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.split('\n').length > lines) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  // the process may stop reading before all is written
  child.stdin.on('error', () => {});
  if (input !== null) child.stdin.end(input);
  return new Promise((done) => child.once('close', (code) => done({ code, out, err })));
}

const parsed = (out: string): Record<string, unknown>[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const position = '!AIVDM,1,1,,A,139Lg1h01sPDVG0MhC08h6g20000,0*4D';
const tagged = `\\s:rORBCOMM008,c:1700000000123*7F\\${position}`;
const withTag = (block: string): string => {
  let sum = 0;
  for (const character of block) sum ^= character.charCodeAt(0);
  return `\\${block}*${sum.toString(16).toUpperCase().padStart(2, '0')}\\${position}`;
};

describe('havenwacht decode', () => {
  test('reads stdin and says what it refused', async () => {
    const { code, out, err } = await decode(
      [],
      `${position}\r\n${position.replace('*4D', '*00')}\r\nhello\r\n`,
    );
    expect(parsed(out)).toEqual([
      {
        class: 'AIS',
        type: 1,
        repeat: 0,
        mmsi: 211234567,
        scaled: true,
        status: 0,
        status_text: 'Under way using engine',
        turn: 0,
        speed: 12.3,
        accuracy: true,
        lon: 4.5,
        lat: 52,
        course: 224,
        heading: 215,
        second: 33,
        maneuver: 0,
        raim: false,
        radio: 0,
      },
    ]);
    expect(err).toContain('1 messages; refused: 1 bad-checksum, 1 not-ais');
    expect(code).toBe(0);
  });

  test('gives the raw integers when asked, with the source and time of a TAG block', async () => {
    const { out } = await decode(['--unscaled'], `${withTag('s:rORBCOMM008,c:1700000000123')}\n`);
    expect(parsed(out)).toEqual([
      expect.objectContaining({
        scaled: false,
        turn: 0,
        speed: 123,
        lon: 2_700_000,
        accuracy: 1,
        _bits: 168,
        station: 'rORBCOMM008',
        time: 1_700_000_000.123,
      }),
    ]);
  });

  test('a TAG block with a wrong checksum says nothing', async () => {
    const { out, err } = await decode([], `${tagged}\n`);
    expect(parsed(out)).toEqual([expect.not.objectContaining({ station: expect.anything() })]);
    expect(err).toContain('1 bad-tag-block');
  });

  test('application messages carry their body, unknown ones their bits', async () => {
    const inland = '!AIVDM,1,1,,A,839Lg1hj2d<dtdu>>B9Pq?aA8iD0,0*07';
    const unknown = '!AIVDM,1,1,,A,839Lg1iKf@420h@5,0*21';
    for (const flags of [[], ['--unscaled']]) {
      const { out } = await decode(flags, `${inland}\n${unknown}\n`);
      expect(parsed(out)).toEqual([
        expect.objectContaining({
          dac: 200,
          fid: 10,
          application: expect.objectContaining({ eni: '02323489', length_m: 110, hazard: 1 }),
        }),
        expect.objectContaining({ dac: 366, fid: 57, data: '40:0102030405' }),
      ]);
    }
  });

  test('a reader that has seen enough ends it quietly', async () => {
    writeFileSync(at('many.nmea'), `${position}\n`.repeat(50_000));
    const { code, out, err } = await decode([at('many.nmea')], null, 2);
    expect(out.length).toBeGreaterThan(0);
    expect(parsed(`${out.split('\n')[0]}`)).toHaveLength(1);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('names a file that cannot be read, and arguments that cannot be used', async () => {
    writeFileSync(at('bad.nmea.gz'), 'not gzip');
    const missing = await decode([at('missing')], null);
    const broken = await decode([at('bad.nmea.gz')], null);
    const wrong = await decode(['--scale'], null);
    const two = await decode(['a', 'b'], null);
    expect([missing.code, broken.code, wrong.code, two.code]).toEqual([1, 1, 2, 2]);
    expect(missing.err).toContain(at('missing'));
    expect(broken.err).toContain('incorrect header check');
    expect(wrong.err).toContain('--scale');
    expect(two.err).toContain('"b"');
  });
});

describe.runIf(vectorsPath !== null)('all real vectors of three references through the process', () => {
  const chosen = realVectors.filter((v) => {
    const [payload] = heardOf(v).payloads;
    return (
      (v.refs_agree?.length ?? 0) >= 3 && payload !== undefined && typeof decodeRaw(payload) !== 'string'
    );
  });
  beforeAll(() => {
    const lines = chosen.map(({ sentences }) => `${sentences.join('\r\n')}\r\n`);
    writeFileSync(at('vectors.nmea.gz'), gzipSync(lines.join('')));
  });

  test('--unscaled gives every key of the raw values', async () => {
    const { out, err } = await decode(['--unscaled', at('vectors.nmea.gz')], null);
    const messages = parsed(out);
    expect(messages).toHaveLength(chosen.length);
    const wrong = chosen.flatMap(({ spec_raw = {} }, i) =>
      Object.entries(spec_raw).flatMap(([key, value]) =>
        messages[i]?.[key] === value ? [] : [`${key}: ${messages[i]?.[key]} ≠ ${value}`],
      ),
    );
    expect(wrong).toEqual([]);
    expect(err).toContain(`${chosen.length} messages`);
  });
});
