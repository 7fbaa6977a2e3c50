import type { Payload } from '../model/reception.ts';
import { classOfMmsi } from './vessel-class.ts';

/** Four entries a bucket. At 1,000 sentences/s the longer window holds 55,000 of 131,072. */
const buckets = 1 << 15;
/** An entry of 16 bytes: two hashes, time, connection. A bucket's four fill one cache line. */
const entrySize = 4;
const bucketSize = 4 * entrySize;
/** Times are kept in milliseconds modulo 2³², which is 49.7 days. */
const timeRange = 0x1_0000_0000;
/** A message that carries its UTC second is the same only within the minute: later the second comes round again. */
const withSecondMs = 55_000;
/** Copies of one transmission reach the server within this time. */
const withoutSecondMs = 8_000;
/** One receiver hears a transmission once; units report every 2 s at the most (M.1371-5 Annex 1 §4.2.1). */
const repeatedMs = 1_500;

export interface DuplicateFilter {
  /**
   * Whether this transmission has been handed in before.
   * @param link number of the connection that hands it in
   */
  seen(payload: Payload, link: number, nowMs: number): boolean;
}

/**
 * Recognises a transmission that another receiver has handed in. Equal payloads with a UTC second (positions,
 * base stations) are one transmission for 55 s. Without one (static data, units without time), ships repeat equal
 * payloads rightly: from the same connection they are new after 1.5 s, from another after 8 s. Fixed memory: the
 * oldest of a bucket's four entries gives way.
 */
export function createDuplicateFilter(): DuplicateFilter {
  const table = new Int32Array(buckets * bucketSize);

  return {
    seen(payload, link, nowMs) {
      const { sextets, bits } = payload;
      if (isNeverSwallowed(payload)) return false;
      const last = Math.ceil(bits / 6) - 1;
      // fill bits belong to the sentence, not to the message
      const lastMask = (0x3f << ((last + 1) * 6 - bits)) & 0x3f;
      let low = 0x811c9dc5;
      let high = bits;
      // bits 6 and 7 say how often it was repeated on air: it is the same message
      let mask = 0xfcffff;
      // four sextets at a time: multiplications wait for each other
      for (let i = 0; i <= last; i += 4) {
        let word =
          ((sextets[i] ?? 0) << 18) |
          ((sextets[i + 1] ?? 0) << 12) |
          ((sextets[i + 2] ?? 0) << 6) |
          (sextets[i + 3] ?? 0);
        word &= mask;
        mask = 0xffffff;
        // what stands behind the last sextet is of another message
        if (last - i < 4) word = (word >>> (6 * (3 + i - last))) & (lastMask | ~0x3f);
        low = Math.imul(low ^ word, 0x9e3779b1);
        low ^= low >>> 15;
        high = Math.imul(high + word, 0x85ebca6b) ^ (high >>> 13);
      }
      // an empty entry has zeros for hashes
      high |= 1;
      const now = nowMs | 0;
      const first = ((low ^ (low >>> 15)) & (buckets - 1)) * bucketSize;
      let entry = first;
      let oldest = 0;
      for (let at = first; at < first + bucketSize; at += entrySize) {
        if (table[at] === low && table[at + 1] === high) {
          const ageMs = Math.abs((now - (table[at + 2] ?? 0)) | 0);
          const sameLink = table[at + 3] === link;
          if (ageMs <= (hasSecond(payload) ? withSecondMs : sameLink ? repeatedMs : withoutSecondMs))
            return true;
          entry = at;
          break;
        }
        const age = table[at + 1] === 0 ? timeRange : (now - (table[at + 2] ?? 0)) >>> 0;
        if (age <= oldest) continue;
        oldest = age;
        entry = at;
      }
      table[entry] = low;
      table[entry + 1] = high;
      table[entry + 2] = now;
      table[entry + 3] = link;
      return false;
    },
  };
}

/**
 * Safety messages 12 and 14 are repeated on purpose (M.1371-5 Annex 8 §3.10, §3.12), and what SART, MOB and EPIRB
 * (970, 972, 974) send must never wait for a window.
 */
function isNeverSwallowed(payload: Payload): boolean {
  const type = payload.sextets[0] ?? 0;
  return type === 12 || type === 14 || classOfMmsi(sourceMmsi(payload)) === 'sart';
}

/** Whether the message says in which second it was made: 0–59 at its place (M.1371-5 Annex 8). */
function hasSecond({ sextets, bits }: Payload): boolean {
  const at = secondAt[sextets[0] ?? 0] ?? 0;
  if (at === 0 || bits < at + 6) return false;
  const shift = at % 6;
  const i = (at - shift) / 6;
  const pair = (sextets[i] ?? 0) * 64 + (sextets[i + 1] ?? 0);
  return ((pair >>> (6 - shift)) & 0x3f) < 60;
}

/** Bit at which the UTC second of a type begins; 0 where it has none. */
const secondAt: readonly number[] = (() => {
  const table = new Array<number>(64).fill(0);
  for (const type of [1, 2, 3]) table[type] = 137;
  for (const type of [4, 11]) table[type] = 72;
  table[9] = 128;
  for (const type of [18, 19]) table[type] = 133;
  table[21] = 253;
  return table;
})();

/** Bits 8–37 of every message (M.1371-5 Annex 8 §3). */
export function sourceMmsi({ sextets }: Payload): number {
  let low = 0;
  for (let i = 2; i <= 5; i++) low = low * 64 + (sextets[i] ?? 0);
  return ((sextets[1] ?? 0) & 0xf) * 0x400_0000 + low * 4 + ((sextets[6] ?? 0) >>> 4);
}
