import type { Finding } from '../model/alert.ts';
import type { Zone } from '../model/zone.ts';
import { type Crowd, createCrowd } from './crowd.ts';

/** After so long following a restart every vessel under way has reported its place. */
const settleMs = 60_000;

/** The crowds of all zones with `zone.capacity`, and their coming back after a restart. */
export interface Crowds {
  /** Null: the zone has no such rule. */
  of(zone: number): Crowd | null;
  /** True when there is nothing to settle. */
  readonly settled: boolean;
  /** False: the zone has no such rule any more. */
  reopen(zone: number | undefined): boolean;
  /** Once a second while not settled: ends what was taken over and does not hold any more. */
  settle(nowMs: number, ended: Finding[]): void;
}

export function createCrowds(zones: readonly Zone[]): Crowds {
  const crowds = zones.map((zone) => {
    const rule = zone.rules.find((r) => r.rule === 'zone.capacity');
    return rule ? createCrowd(zone, rule) : null;
  });
  let settled = true;
  let firstMs: number | null = null;
  return {
    of: (zone) => crowds[zone] ?? null,
    get settled() {
      return settled;
    },
    reopen(zone) {
      const crowd = zone === undefined ? undefined : crowds[zone];
      if (!crowd) return false;
      crowd.reopen();
      settled = false;
      return true;
    },
    settle(nowMs, ended) {
      firstMs ??= nowMs;
      if (nowMs - firstMs < settleMs) return;
      settled = true;
      for (const crowd of crowds) {
        const finding = crowd?.settle(nowMs);
        if (finding) ended.push(finding);
      }
    },
  };
}
