import { scenarios } from '../../src/sim/scenarios/all.ts';
import { linesOf, startMs } from '../../src/sim/scenarios/scenario.ts';
import { square } from '../../src/sim/scenarios/zones.ts';

/** Something that a person does about the alert that a cause has. */
export interface Act {
  readonly act: 'acknowledge' | 'close' | 'snooze';
  readonly cause: string;
  /** A snooze only. */
  readonly forS?: number;
}

export interface Item {
  readonly atMs: number;
  /** A line of NMEA, or an action. */
  readonly line?: string;
  readonly act?: Act;
}

/** One watch with much to do: whatever fires in the scenarios, begun a minute and a half after another, in a port that has all rules. */
const everyS = 90;

const berth = square('berth', 100, [], 'terminal');

export const port: readonly object[] = [
  square('basin', 500, [{ rule: 'zone.enter' }, { rule: 'zone.exit' }]),
  square('waiting-area', 450, [{ rule: 'zone.dwell', limitS: 600 }], 'anchorage'),
  square('dock', 2000, [{ rule: 'zone.speed', limitKn: 6.5 }]),
  square('fairway', 1990, [{ rule: 'zone.stop' }], 'river'),
  square('lane', 1980, [{ rule: 'zone.wrong-way', axisDeg: 90 }], 'river'),
  square('chamber', 300, [{ rule: 'zone.capacity', maxVessels: 2, passengerBesideCones: 2 }], 'lock'),
  { ...berth, properties: { ...berth.properties, clearance: {} } },
];

/** The watch over receivers begins anew with every run (R5): what it says is not part of this. */
const played = scenarios.filter(
  ({ kind, name }) => name.startsWith('fires') && !kind.startsWith('receiver.'),
);

const acts: readonly (Act & { readonly atS: number })[] = [
  { atS: 150.5, act: 'acknowledge', cause: 'zone.speed:dock:244000101' },
  { atS: 200.5, act: 'snooze', cause: 'zone.speed:dock:244000111', forS: 120 },
  { atS: 480.5, act: 'acknowledge', cause: 'zone.capacity:chamber' },
  { atS: 500.5, act: 'snooze', cause: 'signal.lost:244000101', forS: 300 },
  { atS: 600.5, act: 'close', cause: 'zone.stop:fairway:244000121' },
  { atS: 915.5, act: 'acknowledge', cause: 'zone.dwell:waiting-area:244000121' },
  { atS: 950.5, act: 'snooze', cause: 'distress:972000191', forS: 200 },
  { atS: 1500.5, act: 'acknowledge', cause: 'anchor-drag:205000221' },
  { atS: 1700.5, act: 'snooze', cause: 'drifting:205000211', forS: 60 },
  { atS: 1790.5, act: 'close', cause: 'separation:244000171:244000272' },
  { atS: 1850.5, act: 'acknowledge', cause: 'gnss.interference:port' },
];

export function itemsOfWatch(): Item[] {
  const traffic = played.flatMap((scenario, i) =>
    scenario.traffic.map((sent) => ({ ...sent, atS: sent.atS + i * everyS })),
  );
  const lines: Item[] = linesOf(traffic).map((line) => ({ atMs: Number(line.slice(0, 13)), line }));
  const done: Item[] = acts.map(({ atS, ...act }) => ({ atMs: startMs + atS * 1000, act }));
  return [...lines, ...done].sort((a, b) => a.atMs - b.atMs);
}

/** Time goes on behind the last line until everybody is lost and nothing escalates any more. */
export const tailMs = 900_000;
