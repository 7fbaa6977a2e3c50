import type { View } from './row.ts';

/**
 * The two readings of the 14 bits of a water level (DAC 200 FI 24). The register's text puts the sign into the first
 * bit, its later note into the last; both mean 1 = above the reference. Both are on the air: Croatian stations send the
 * first, Austrian ones the second.
 */
export type SignBit = 'first' | 'last';

/** No gauge on a navigable river stands further from its reference level than this, in metres. */
const FURTHEST_M = 15;

const SIGN = 8192;

/** Level in metres; −0 never occurs. */
export function levelM(raw14: number, sign: SignBit): number {
  const above = sign === 'first' ? raw14 >= SIGN : raw14 % 2 === 1;
  const magnitude = sign === 'first' ? raw14 % SIGN : Math.floor(raw14 / 2);
  return above || magnitude === 0 ? magnitude / 100 : -magnitude / 100;
}

/**
 * Which bit holds the sign, judged by one message: the reading in which every level is possible. Null where both are,
 * or neither is. Gauges without an id (0) do not count.
 */
export function signBitOf(gauges: readonly View[]): SignBit | null {
  const raws = gauges.filter((g) => g['gauge'] !== 0).map((g) => Number(g['raw14']));
  const possible = (sign: SignBit): boolean => raws.every((raw) => Math.abs(levelM(raw, sign)) < FURTHEST_M);
  const first = possible('first');
  return first === possible('last') ? null : first ? 'first' : 'last';
}

/** Remembers by sender which bit holds the sign. */
export interface SignBits {
  /** The sender's way, by this message or else by an earlier one; null while neither tells. */
  readonly of: (mmsi: number, gauges: readonly View[]) => SignBit | null;
}

/** A memory of at most `most` senders; the one that was heard longest ago makes room. */
export function signBits(most = 256): SignBits {
  const known = new Map<number, SignBit>();
  return {
    of(mmsi, gauges) {
      const sign = signBitOf(gauges) ?? known.get(mmsi) ?? null;
      known.delete(mmsi);
      if (sign === null) return null;
      known.set(mmsi, sign);
      for (const oldest of known.keys()) {
        if (known.size <= most) break;
        known.delete(oldest);
      }
      return sign;
    },
  };
}
