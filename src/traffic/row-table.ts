/** MMSI → row, in one buffer: a look-up is one cache line, where a Map takes three. Open addressing, at most half full. */
export interface RowTable {
  /** Row of the vessel, or -1. */
  find(mmsi: number): number;
  /** Looks where the search for each begins, so that they are on their way together; the sum of what stands there. */
  touch(mmsis: Int32Array, count: number): number;
  /** The MMSI must not be there yet. */
  set(mmsi: number, row: number): void;
  delete(mmsi: number): void;
}

export function createRowTable(): RowTable {
  let bits = 8;
  /** Pairs of MMSI and row + 1; zero where there is none. */
  let pairs = new Int32Array(2 << bits);
  let size = 0;

  const home = (mmsi: number): number => Math.imul(mmsi, 0x9e3779b1) >>> (32 - bits);
  const next = (i: number): number => (i + 1) & ((1 << bits) - 1);
  const at = (mmsi: number): number => {
    let i = home(mmsi);
    while (pairs[2 * i + 1] !== 0 && pairs[2 * i] !== mmsi) i = next(i);
    return i;
  };

  function grow(): void {
    const old = pairs;
    bits++;
    pairs = new Int32Array(2 << bits);
    for (let i = 0; i < old.length; i += 2) {
      const row = old[i + 1] ?? 0;
      if (row !== 0) put(old[i] ?? 0, row);
    }
  }

  function put(mmsi: number, rowPlusOne: number): void {
    const i = at(mmsi);
    pairs[2 * i] = mmsi;
    pairs[2 * i + 1] = rowPlusOne;
  }

  return {
    find: (mmsi) => (pairs[2 * at(mmsi) + 1] ?? 0) - 1,
    touch(mmsis, count) {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += pairs[2 * home(mmsis[i] ?? 0)] ?? 0;
      return sum;
    },
    set(mmsi, row) {
      if (2 * ++size > 1 << bits) grow();
      put(mmsi, row + 1);
    },
    delete(mmsi) {
      let hole = at(mmsi);
      if (pairs[2 * hole + 1] === 0) return;
      size--;
      // what stands behind moves up into the hole, unless its search begins behind the hole
      for (let i = next(hole); pairs[2 * i + 1] !== 0; i = next(i)) {
        const mask = (1 << bits) - 1;
        const from = home(pairs[2 * i] ?? 0);
        if (((i - from) & mask) < ((i - hole) & mask)) continue;
        pairs[2 * hole] = pairs[2 * i] ?? 0;
        pairs[2 * hole + 1] = pairs[2 * i + 1] ?? 0;
        hole = i;
      }
      pairs[2 * hole + 1] = 0;
    },
  };
}
