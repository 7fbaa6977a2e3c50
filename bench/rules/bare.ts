import { createRandom } from '../../src/lib/random.ts';

/**
 * Arguments: vessels, rounds. What memory allows at the best: as many rows of 2 KiB as there are vessels, about what the rules and
 * the picture keep of one, in an order without sense. A report reads one number out of each line of the cache of its row.
 */
const [vessels = 0, rounds = 0] = process.argv.slice(2).map(Number);
const width = 256;
const perLine = 8;

const random = createRandom(2026);
const numbers = new Float64Array(vessels * width).map(() => random.unit());
const order = Int32Array.from({ length: vessels }, (_, i) => i);
for (let i = vessels - 1; i > 0; i--) {
  const j = Math.floor(random.unit() * (i + 1));
  [order[i], order[j]] = [order[j] as number, order[i] as number];
}

let sum = 0;
const perReportS: number[] = [];
for (let round = 0; round < rounds + 3; round++) {
  const before = process.cpuUsage();
  for (const row of order)
    for (let at = row * width; at < (row + 1) * width; at += perLine) sum += numbers[at] as number;
  const { user, system } = process.cpuUsage(before);
  if (round >= 3) perReportS.push((user + system) / 1e6 / vessels);
}
const median = perReportS.sort((a, b) => a - b)[Math.floor(perReportS.length / 2)] ?? Number.NaN;
const checked = { compared: 0, wrong: 0, inZones: 0, naivePerSecond: null };
console.log(
  JSON.stringify({ perSecond: 1 / median, count: vessels * rounds, findings: sum > 0 ? 1 : 0, ...checked }),
);
