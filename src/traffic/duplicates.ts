import type { Payload } from '../model/reception.ts';

/** Slots of the table; two per bucket. At 1,000 sentences/s the window holds 8,000. */
const buckets = 1 << 15;
const windowMs = 8_000;
/** Addressed and broadcast safety messages are repeated on purpose: never swallowed (M.1371-5 §3.10, §3.12). */
const isSafetyMessage = (type: number): boolean => type === 12 || type === 14;

/**
 * Recognises a transmission that another receiver has handed in within the last seconds. The payload holds the
 * UTC second and the slot state, so equal payloads within the window are one transmission. Fixed memory: the
 * older of a bucket's two entries gives way.
 */
export function createDuplicateFilter(): { seen(payload: Payload, nowMs: number): boolean } {
  const keys = new Float64Array(buckets * 2);
  const times = new Float64Array(buckets * 2).fill(Number.NEGATIVE_INFINITY);

  return {
    seen(payload, nowMs) {
      const { sextets, bits } = payload;
      if (isSafetyMessage(sextets[0] ?? 0)) return false;
      const length = Math.ceil(bits / 6);
      let low = 0x811c9dc5;
      let high = bits;
      for (let i = 0; i < length; i++) {
        const value = sextets[i] ?? 0;
        low = Math.imul(low ^ value, 0x01000193);
        high = Math.imul(high + value, 0x85ebca6b) ^ (high >>> 13);
      }
      // 53 bits: the whole of one hash and 21 bits of the other
      const key = (low >>> 0) + (high & 0x1fffff) * 0x1_0000_0000;
      const first = ((low ^ (low >>> 15)) & (buckets - 1)) * 2;
      for (let slot = first; slot < first + 2; slot++) {
        if (keys[slot] === key && Math.abs(nowMs - (times[slot] ?? 0)) <= windowMs) return true;
      }
      const older = (times[first] ?? 0) <= (times[first + 1] ?? 0) ? first : first + 1;
      keys[older] = key;
      times[older] = nowMs;
      return false;
    },
  };
}
