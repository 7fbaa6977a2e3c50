/** A seeded stream of random numbers: the same seed gives the same stream on every machine. */
export interface Random {
  /** 32 random bits as an unsigned integer. */
  bits(): number;
  /** Uniform in [0, 1). */
  unit(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number, low ≤ n ≤ high. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  /** Bell-shaped in (−1, 1) about 0, standard deviation 1/3. */
  bell(): number;
  /** One of `items`; a RangeError when there is none. */
  pick<T>(items: readonly T[]): T;
  /** A shuffled copy. */
  shuffled<T>(items: readonly T[]): T[];
  /** An independent stream, so that one consumer's appetite does not change what another gets. */
  fork(): Random;
}

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** Generator of 32-bit words: xoshiro128** 1.1 of Blackman and Vigna (2018), from four state words. */
export function xoshiro128starstar(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

/** Words of a Weyl sequence behind a 32-bit finaliser (SplitMix), as the authors advise for filling the state. */
function splitMix(seed: number): () => number {
  let weyl = seed | 0;
  return () => {
    weyl = (weyl + 0x9e3779b9) | 0;
    let z = weyl ^ (weyl >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
}

/** `seed`: any number; its low 32 bits count. */
export function createRandom(seed: number): Random {
  const fill = splitMix(seed);
  const bits = xoshiro128starstar([fill(), fill(), fill(), fill()]);
  const unit = (): number => bits() / 0x1_0000_0000;
  const whole = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => {
    const index = whole(0, items.length - 1);
    if (index < 0 || index >= items.length) throw new RangeError('pick: nothing to pick from');
    return items[index] as T;
  };
  return {
    bits,
    unit,
    whole,
    pick,
    between: (low, high) => low + unit() * (high - low),
    chance: (probability) => unit() < probability,
    bell: () => ((unit() + unit() + unit()) * 2) / 3 - 1,
    shuffled: <T>(items: readonly T[]): T[] => {
      const copy = items.slice();
      for (let i = copy.length - 1; i > 0; i -= 1) {
        const j = whole(0, i);
        const kept = copy[i] as T;
        copy[i] = copy[j] as T;
        copy[j] = kept;
      }
      return copy;
    },
    fork: () => createRandom(bits()),
  };
}
