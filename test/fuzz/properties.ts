import { deepStrictEqual, ok } from 'node:assert/strict';
import { decode } from '../../src/ais/decode.ts';
import { decodeRaw } from '../../src/ais/raw.ts';
import { toSentences } from '../../src/ais/sentences.ts';
import type { Payload } from '../../src/model/reception.ts';
import { hear } from '../heard.ts';
import { checksum } from '../sentences.ts';

/** What must hold for any input at all. Both the seeded tests and the coverage-guided fuzzer call these. */

/** Five slots (ITU-R M.1371-5 §3.4) are 1,064 bits; nine sentences of whole lines could carry more. */
const MOST_BITS = 9 * 1024 * 6;

/** Every view of a payload is a message or a cause, and never a throw. */
function readEveryWay(payload: Pick<Payload, 'sextets' | 'bits'>): void {
  ok(payload.bits > 0 && payload.bits <= MOST_BITS, `${payload.bits} bits`);
  const message = decode(payload);
  const raw = decodeRaw(payload);
  if (typeof message === 'string') return;
  ok(typeof raw !== 'string', `decoded, but not in the raw view: ${String(raw)}`);
  for (const [name, value] of Object.entries(message)) {
    ok(!(typeof value === 'number' && !Number.isFinite(value)), `${name} is ${String(value)}`);
    ok(value !== undefined, `${name} is undefined`);
  }
}

/** Lines that a text of the receiver's own cannot hide: an upper bound of what may be counted. */
const lineEnds = (bytes: Uint8Array): number => bytes.reduce((n, b) => n + (b === 10 || b === 13 ? 1 : 0), 0);

/** Any bytes, cut at `sizes`: no throw, the same result as in one piece, nothing counted that was not there. */
export function anyBytes(bytes: Uint8Array, sizes: readonly number[] = [7, 1, 64]): void {
  const whole = hear(bytes);
  for (const payload of whole.payloads) readEveryWay(payload);
  const counted = whole.refused.length + whole.counted.length;
  ok(counted <= lineEnds(bytes) + bytes.length / 19 + 1, `${counted} lines of ${bytes.length} bytes`);
  const chunks: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1);
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  const cut = hear(...chunks);
  /** A signal sentence that comes in a later chunk is too late, and so is the station that it names. */
  const bare = ({ payloads, ...rest }: typeof cut) => ({
    ...rest,
    payloads: payloads.map((p) => ({ ...p, signal: null, station: null })),
  });
  deepStrictEqual(bare(cut), bare(whole));
}

/**
 * Lines whose checksums are mended, TAG blocks included, so that what lies behind them is reached. `\n` ends a line, a
 * `\` at its start opens a TAG block.
 */
export function anySentences(bytes: Uint8Array): void {
  const mended = Buffer.from(bytes)
    .toString('latin1')
    .split('\n')
    .map((line) => {
      const [, tag, sign = '!', body = ''] = /^(?:\\([^\\]*)\\)?([!$]?)([^*]*)/s.exec(line) ?? [];
      const front = tag === undefined ? '' : `\\${tag}*${checksum(tag)}\\`;
      return `${front}${sign}${body}*${checksum(body)}${line.split('*')[1] ?? ''}`;
    });
  anyBytes(Buffer.from(mended.join('\r\n'), 'latin1'), [5, 80]);
}

/** Any bits: what decodes can be sent, and comes back the same. The first two bytes are the length in bits. */
export function anyMessage(bytes: Uint8Array): void {
  if (bytes.length < 3) return;
  const sextets = bytes.subarray(2).map((byte) => byte & 63);
  const bits = Math.min(((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) % 1065, sextets.length * 6);
  if (bits === 0) return;
  readEveryWay({ sextets, bits });
  const message = decode({ sextets, bits });
  if (typeof message === 'string') return;
  const lines = toSentences(message, { channel: 'A', sequence: 3 });
  const { payloads, refused } = hear(`${lines.join('\r\n')}\r\n`);
  deepStrictEqual([payloads.length, refused], [1, []]);
  for (const payload of payloads) deepStrictEqual(decode(payload), message);
}
