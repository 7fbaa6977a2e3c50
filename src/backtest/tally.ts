import type { AlertKind, Finding } from '../model/alert.ts';
import type { BacktestAlert, BacktestCounts } from '../model/backtest.ts';
import type { Vessel } from '../model/vessel.ts';

type Raise = Extract<Finding, { action: 'raise' }>;

/** Makes alerts of findings, one open alert a cause as at the alert desk, and counts them. */
export interface Tally {
  /** @param vessel the one that the finding names; the alert says what it was then */
  note(finding: Finding, vessel: Vessel | undefined, atMs: number): void;
  /** Alerts that ended since the last call. */
  takeEnded(): readonly BacktestAlert[];
  /** Alerts that stand, in the order in which they were raised. */
  standing(): readonly BacktestAlert[];
  counts(): BacktestCounts;
}

function alertOf(finding: Raise, vessel: Vessel, raisedAtMs: number): BacktestAlert {
  const { kind, severity, others = [], title, text, position } = finding;
  const { mmsi, name, class: is, shipType } = vessel;
  return {
    ...{ kind, severity, mmsi, others, name, class: is, shipType, title, text, position },
    ...{ raisedAtMs, clearedAtMs: null },
  };
}

/** @param maxAlerts alerts that are told one by one; memory goes by it, and by the causes open at once */
export function createTally(maxAlerts: number): Tally {
  /** Null: counted only. */
  const open = new Map<string, BacktestAlert | null>();
  const byKind = new Map<AlertKind, { count: number; readonly mmsis: Set<number> }>();
  const byClass = new Map<string, BacktestCounts['byClass'][number] & { count: number }>();
  let ended: BacktestAlert[] = [];
  let alerts = 0;

  function count({ kind }: Raise, { mmsi, class: is, shipType }: Vessel): void {
    alerts++;
    const cause = byKind.get(kind) ?? { count: 0, mmsis: new Set() };
    byKind.set(kind, cause);
    cause.count++;
    cause.mmsis.add(mmsi);
    const key = `${is} ${shipType}`;
    const among = byClass.get(key) ?? { class: is, shipType, count: 0 };
    byClass.set(key, among);
    among.count++;
  }

  return {
    note(finding, vessel, atMs) {
      const before = open.get(finding.cause);
      if (finding.action === 'clear') {
        open.delete(finding.cause);
        if (before) ended.push({ ...before, clearedAtMs: atMs });
      } else if (before === undefined && vessel !== undefined) {
        count(finding, vessel);
        open.set(finding.cause, alerts <= maxAlerts ? alertOf(finding, vessel, atMs) : null);
      }
    },
    takeEnded() {
      const taken = ended;
      ended = [];
      return taken;
    },
    standing: () => [...open.values()].filter((alert) => alert !== null),
    counts: () => ({
      alerts,
      truncated: alerts > maxAlerts,
      byCause: [...byKind]
        .map(([kind, { count, mmsis }]) => ({ kind, count, vessels: mmsis.size }))
        .sort((a, b) => b.count - a.count),
      byClass: [...byClass.values()].sort((a, b) => b.count - a.count),
    }),
  };
}
