/** Numbers 0 … size − 1 in an order that no prefetcher foresees, the same every time. */
export function scatter(size: number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, i) => i);
  let state = 2026;
  for (let i = size - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const j = Math.floor(((state >>> 0) / 2 ** 32) * (i + 1));
    const here = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = here;
  }
  return order;
}

/**
 * What memory alone costs: nanoseconds for one look at a pair in a table and one row of 128 bytes that is read and
 * written, for `size` vessels in scattered order, on bare typed arrays. The lowest of several runs.
 */
export function bareRowNs(size: number): number {
  const order = scatter(size);
  const bits = Math.ceil(Math.log2(2 * size));
  const pairs = new Int32Array(2 << bits);
  const rows = new Float64Array(16 * size).fill(1);
  const home = (vessel: number): number => 2 * (Math.imul(vessel, 0x9e3779b1) >>> (32 - bits));
  for (const vessel of order) pairs[home(vessel)] = vessel;
  let sum = 0;
  const run = (): number => {
    const startNs = process.hrtime.bigint();
    for (let touched = 0; touched < 200_000; touched += size) {
      for (let i = 0; i < size; i++) {
        const vessel = order[i] ?? 0;
        sum += pairs[home(vessel)] ?? 0;
        for (let at = 16 * vessel; at < 16 * vessel + 16; at++) rows[at] = (rows[at] ?? 0) + 1;
      }
    }
    return Number(process.hrtime.bigint() - startNs) / (Math.ceil(200_000 / size) * size);
  };
  const times = Array.from({ length: 15 }, run);
  if (Number.isNaN(sum)) throw new Error('unexpected');
  return Math.min(...times);
}
