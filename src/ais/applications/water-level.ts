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

/** The readings in which every level is possible; gauges without an id (0) do not count. */
function possibleSigns(gauges: readonly View[]): readonly SignBit[] {
  const raws = gauges.filter((g) => g['gauge'] !== 0).map((g) => Number(g['raw14']));
  const signs: readonly SignBit[] = ['first', 'last'];
  return signs.filter((sign) => raws.every((raw) => Math.abs(levelM(raw, sign)) < FURTHEST_M));
}

/** Which bit holds the sign, judged by one message; null where both readings are possible, or neither is. */
export function signBitOf(gauges: readonly View[]): SignBit | null {
  const possible = possibleSigns(gauges);
  return possible.length === 1 ? (possible[0] ?? null) : null;
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
      const possible = possibleSigns(gauges);
      const earlier = known.get(mmsi) ?? null;
      const sign = possible.length === 1 ? (possible[0] ?? null) : earlier;
      if (sign === null) return null;
      known.delete(mmsi);
      known.set(mmsi, sign);
      for (const oldest of known.keys()) {
        if (known.size <= most) break;
        known.delete(oldest);
      }
      return possible.includes(sign) ? sign : null;
    },
  };
}
