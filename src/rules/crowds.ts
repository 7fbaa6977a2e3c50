import type { Finding } from '../model/alert.ts';
import type { Zone, ZoneRule } from '../model/zone.ts';
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
  /** Other zones from now on; a crowd stays with the id of its zone. Ends those whose zone or rule is gone. */
  replace(zones: readonly Zone[], ended: Finding[]): void;
}

const ruleOf = (zone: Zone): ZoneRule | undefined => zone.rules.find((r) => r.rule === 'zone.capacity');

export function createCrowds(zones: readonly Zone[]): Crowds {
  let byId = new Map<string, Crowd>();
  let gone: readonly Crowd[] = [];
  let crowds = take(zones);

  /** The crowds of these zones in their order: those known by id, and new ones. The others are in `gone`. */
  function take(zonesNow: readonly Zone[]): (Crowd | null)[] {
    const kept = new Map<string, Crowd>();
    const taken = zonesNow.map((zone) => {
      const rule = ruleOf(zone);
      if (!rule) return null;
      const crowd = byId.get(zone.id) ?? createCrowd(zone, rule);
      crowd.revise(zone, rule);
      kept.set(zone.id, crowd);
      return crowd;
    });
    for (const id of kept.keys()) byId.delete(id);
    gone = [...byId.values()];
    byId = kept;
    return taken;
  }

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
    replace(zonesNow, ended) {
      crowds = take(zonesNow);
      for (const crowd of gone) {
        const finding = crowd.cease();
        if (finding) ended.push(finding);
      }
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
