import { resolve } from 'node:path';
import type { BenchOptions, Row } from './lib/case.ts';
import { runChild } from './lib/child.ts';

/**
 * Position reports a second through the rules on one thread, from the picture to the decision on an alert: all of them, and the
 * zones alone beside a loop over all zones with Turf, which must find the same zones. Then the cost of a report with more zones
 * and with more vessels. More zones are a larger port, and more vessels are more ports as dense as the first: what is measured is
 * whether a report costs more because of those that are far away, and not what a crowd costs (`measure.ts crowd` says that). What
 * memory alone allows stands beside them. Every case is a process of its own; sizes take turns, and medians count.
 */
export const name = 'rules';

/** What `rules/measure.ts` prints. */
interface Measured {
  readonly perSecond: number;
  readonly count: number;
  readonly findings: number;
  readonly compared: number;
  readonly inZones: number;
  readonly wrong: number;
  readonly naivePerSecond: number;
}

const isMeasured = (value: unknown): value is Measured =>
  typeof value === 'object' && value !== null && 'perSecond' in value && 'naivePerSecond' in value;

async function measure(what: string, ...numbers: readonly number[]): Promise<Measured> {
  const file = resolve(import.meta.dirname, what === 'bare' ? 'rules/bare.ts' : 'rules/measure.ts');
  const found = await runChild(file, [...(what === 'bare' ? [] : [what]), ...numbers.map(String)]);
  if (!isMeasured(found)) throw new Error('unexpected answer');
  if (found.findings === 0) throw new Error(`${what}: nothing was found`);
  if (found.wrong > 0)
    throw new Error(`${found.wrong} of ${found.compared} reports in other zones than by Turf`);
  return found;
}

export async function* run({ smoke }: BenchOptions): AsyncIterable<Row> {
  yield* replacing(smoke ? [100, 1_000] : [100, 10_000], smoke ? 1_000 : 10_000);
  const blocks = smoke ? 3 : 15;
  const vessels = smoke ? 1_000 : 10_000;
  yield* besideTurf(blocks, vessels);
  const turns = smoke ? 1 : 3;
  yield* growing('zone watch', 'zones', smoke ? [100, 1_000] : [100, 10_000], turns, (zones) =>
    measure('zones', zones, vessels, blocks),
  );
  const fleets = smoke ? [1_000, 2_000] : [1_000, 50_000];
  const blocksOf = (fleet: number): number => (smoke ? 3 : Math.max(5, Math.round(150_000 / fleet)));
  for (const [title, what] of [
    ['separation', 'separation'],
    ['encounters', 'cpa'],
  ] as const)
    yield* growing(title, 'vessels', fleets, turns, (fleet) => measure(what, 0, fleet, blocksOf(fleet)));
  yield* growing('memory alone', 'vessels', fleets, turns, (fleet) =>
    measure('bare', fleet, blocksOf(fleet)),
  );
}

/** One among 10,000 zones may cost at most so many times as much as one among 100: the vessels are the same. */
const mostTimes = 4;

async function replaced(zones: number, vessels: number, times: number): Promise<number> {
  const file = resolve(import.meta.dirname, 'rules/replace.ts');
  const found = await runChild(file, [zones, vessels, times].map(String));
  if (typeof found === 'object' && found !== null && 'medianMs' in found && 'concerned' in found)
    if (typeof found.medianMs === 'number' && found.concerned !== 0) return found.medianMs;
  throw new Error('a replacement concerned no vessel');
}

/** What a change of one zone costs among few and among many. Throws when many cost too much. */
async function* replacing([few, many]: readonly [number, number], vessels: number): AsyncIterable<Row> {
  const count = 41;
  const against = `change of one zone, ${few} zones`;
  const fewMs = await replaced(few, vessels, count);
  const manyMs = await replaced(many, vessels, count);
  const common = { bench: name, vessels, count };
  yield { ...common, case: against, perSecond: 1000 / fewMs, against: null, ratio: null };
  const title = `change of one zone, ${many} zones`;
  yield { ...common, case: title, perSecond: 1000 / manyMs, against, ratio: fewMs / manyMs };
  if (manyMs > mostTimes * fewMs)
    throw new Error(`${title}: costs over ${mostTimes} times as much as with ${few}`);
}

async function* besideTurf(blocks: number, vessels: number): AsyncIterable<Row> {
  const zones = 500;
  const common = { bench: name, zones, vessels };
  const alone = await measure('zones', zones, vessels, blocks, Math.min(100, vessels));
  if (alone.inZones === 0) throw new Error('no vessel was in a zone');
  const all = await measure('all', zones, vessels, blocks);
  const against = 'loop over all zones with Turf';
  const { naivePerSecond: baseline, compared, inZones } = alone;
  yield {
    ...{
      ...common,
      case: against,
      perSecond: baseline,
      count: compared,
      against: null,
      ratio: null,
      inZones,
    },
  };
  for (const [title, { perSecond, count, findings }] of [
    ['zone watch', alone],
    ['all rules', all],
  ] as const)
    yield { ...common, case: title, perSecond, count, against, ratio: perSecond / baseline, findings };
}

/** The same measurement for rising sizes, each beside the first. */
async function* growing(
  title: string,
  of: string,
  sizes: readonly number[],
  turns: number,
  measured: (size: number) => Promise<Measured>,
): AsyncIterable<Row> {
  const found = sizes.map((): Measured[] => []);
  for (let turn = 0; turn < turns; turn++)
    for (const [i, size] of sizes.entries()) found[i]?.push(await measured(size));
  let first: Row | null = null;
  for (const [i, size] of sizes.entries()) {
    const inOrder = (found[i] ?? []).sort((a, b) => a.perSecond - b.perSecond);
    const { perSecond, count, findings } = inOrder[Math.floor(inOrder.length / 2)] ?? (await measured(size));
    const ratio = first === null ? null : perSecond / first.perSecond;
    const against: string | null = first?.case ?? null;
    const row: Row = {
      ...{ bench: name, case: `${title}, ${size} ${of}`, perSecond, count, against, ratio, findings },
    };
    first ??= row;
    yield row;
  }
}
