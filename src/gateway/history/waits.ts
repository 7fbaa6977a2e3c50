import type { Wait } from '../../model/history.ts';
import { type ShipClass, shipClasses, shipClassOf } from '../../model/ship-class.ts';

const hourMs = 3_600_000;

/** The smallest value that at least this part of them does not exceed (nearest rank); null of none. */
function quantile(sorted: readonly number[], part: number): number | null {
  const value = sorted[Math.ceil(part * sorted.length) - 1];
  return value === undefined ? null : Math.round(value);
}

interface Group {
  readonly waits: number[];
  readonly approaches: number[];
  entries: number;
}
const emptyGroup = (): Group => ({ waits: [], approaches: [], entries: 0 });

function note(group: Group, { arrivedMs, enteredMs, slowS }: Wait): void {
  group.entries += 1;
  if (arrivedMs === null) return;
  group.waits.push(slowS);
  group.approaches.push((enteredMs - arrivedMs) / 1000);
}

function numbers({ waits, approaches, entries }: Group) {
  const rising = (a: number, b: number): number => a - b;
  waits.sort(rising);
  approaches.sort(rising);
  return {
    entries,
    unknown: entries - waits.length,
    medianWaitS: quantile(waits, 0.5),
    p90WaitS: quantile(waits, 0.9),
    medianApproachS: quantile(approaches, 0.5),
    p90ApproachS: quantile(approaches, 0.9),
  };
}

/** Adds waits up by class of ship, and by hour of the day (UTC) too. */
export function createWaitSummary() {
  const byClass = new Map<ShipClass, Group>();
  const byHour = new Map<string, { hourUtc: number; shipClass: ShipClass; group: Group }>();

  return {
    add(wait: Wait): void {
      const shipClass = shipClassOf(wait);
      const ofClass = byClass.get(shipClass) ?? emptyGroup();
      byClass.set(shipClass, ofClass);
      note(ofClass, wait);
      const hourUtc = Math.floor(wait.enteredMs / hourMs) % 24;
      const key = `${hourUtc} ${shipClass}`;
      const ofHour = byHour.get(key) ?? { hourUtc, shipClass, group: emptyGroup() };
      byHour.set(key, ofHour);
      note(ofHour.group, wait);
    },
    byClass: () =>
      shipClasses.flatMap((shipClass) => {
        const group = byClass.get(shipClass);
        return group === undefined ? [] : [{ shipClass, ...numbers(group) }];
      }),
    byHour: () =>
      [...byHour.values()]
        .sort(
          (a, b) =>
            a.hourUtc - b.hourUtc || shipClasses.indexOf(a.shipClass) - shipClasses.indexOf(b.shipClass),
        )
        .map(({ hourUtc, shipClass, group }) => ({ hourUtc, shipClass, ...numbers(group) })),
  };
}
