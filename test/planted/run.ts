import { loadPort } from '../../src/config/port-file.ts';
import { waterOf } from '../../src/incidents/water.ts';
import { manners, planted, rankOf, trafficOf, within, withoutOutline } from './figures.ts';
import type { Manner } from './plant.ts';

/** `npm run planted-spills [spills] [first seed]`: how often the polluter of a simulated spill is ranked first, and among the first three. */
const spills = Number(process.argv[2] ?? 100);
const firstSeed = Number(process.argv[3] ?? 0);
const all: readonly Manner[] = [...manners, 'under-way', 'lying'];
const water = waterOf(loadPort(null), 10, 'within');
const ranks = new Map<string, number[]>();
const note = (title: string, rank: number): void =>
  void ranks.set(title, [...(ranks.get(title) ?? []), rank]);

for (let traffic = 0; traffic * manners.length < spills; traffic++) {
  const scene = trafficOf(firstSeed + traffic);
  for (const [i, manner] of all.entries()) {
    const spill = planted(scene, manner, water, 1_000 * (firstSeed + traffic) + i);
    const isSigned = i < manners.length;
    if (isSigned && traffic * manners.length + i >= spills) continue;
    for (const [how, one] of [
      ['outline drawn', spill],
      ['place and size', withoutOutline(spill)],
    ] as const) {
      const rank = rankOf(one, water);
      note(`${manner}, ${how}`, rank);
      if (isSigned) note(`all of dark, transfer and cast-off, ${how}`, rank);
    }
  }
  console.error(`traffic ${traffic + 1}`);
}
for (const [title, list] of [...ranks].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const percent = (most: number): string => `${(100 * within(list, most)).toFixed(0)} %`.padStart(6);
  console.log(
    `${title.padEnd(55)} ${String(list.length).padStart(4)}  first ${percent(1)}  first three ${percent(3)}`,
  );
}
