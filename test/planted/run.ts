import { loadPort } from '../../src/config/port-file.ts';
import { waterOf } from '../../src/incidents/water.ts';
import { manners, planted, rankOf, trafficOf, within, withoutOutline } from './figures.ts';
import type { Manner } from './plant.ts';

/**
 * `npm run planted-spills [first traffic] [traffics]`: how often the polluter of a simulated spill is ranked first, and among the first three; seven
 * with a sign in each traffic, and two of each kind without.
 */
const first = Number(process.argv[2] ?? 0);
const traffics = Number(process.argv[3] ?? 15);
const signed = 7;
const unsigned: readonly Manner[] = ['under-way', 'lying', 'under-way', 'lying'];
const water = waterOf(loadPort(null), 10, 'within');
const ranks = new Map<string, number[]>();
const note = (title: string, rank: number): void =>
  void ranks.set(title, [...(ranks.get(title) ?? []), rank]);

for (let traffic = first; traffic < first + traffics; traffic++) {
  const scene = trafficOf(traffic);
  const withSign = Array.from(
    { length: signed },
    (_, i) => manners[(signed * traffic + i) % manners.length] ?? 'dark',
  );
  for (const [i, manner] of [...withSign, ...unsigned].entries()) {
    const spill = planted(scene, manner, water, 1_000 * traffic + i);
    for (const [how, one] of [
      ['outline drawn', spill],
      ['place and size', withoutOutline(spill)],
    ] as const) {
      const rank = rankOf(one, water);
      note(`${manner}, ${how}`, rank);
      if (i < signed) note(`all of dark, transfer and cast-off, ${how}`, rank);
    }
  }
  console.error(`traffic ${traffic - first + 1} of ${traffics}`);
}
for (const [title, list] of [...ranks].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const percent = (most: number): string => `${(100 * within(list, most)).toFixed(0)} %`.padStart(6);
  console.log(
    `${title.padEnd(55)} ${String(list.length).padStart(4)}  first ${percent(1)}  first three ${percent(3)}`,
  );
}
