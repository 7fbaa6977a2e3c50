import type { Finding } from '../model/alert.ts';
import type { Zone, ZoneRule } from '../model/zone.ts';
import { type Crowd, createCrowd } from './crowd.ts';

/** After so long following a restart every vessel under way has reported its place. */
const settleMs = 60_000;

/** The crowds of all zones with `zone.capacity`, by the slots of these, and their coming back after a restart. */
export interface Crowds {
  /** Null: the zone has no such rule. */
  of(slot: number): Crowd | null;
  /** True when there is nothing to settle. */
  readonly settled: boolean;
  /** False: the zone has no such rule any more. */
  reopen(slot: number | undefined): boolean;
  /** Once a second while not settled: ends what was taken over and does not hold any more. */
  settle(nowMs: number, ended: Finding[]): void;
  /** Another zone in this slot, or none. The crowd stays with its zone, and ends with the zone or rule. */
  put(slot: number, zone: Zone | undefined, ended: Finding[]): void;
}

const ruleOf = (zone: Zone): ZoneRule | undefined => zone.rules.find((r) => r.rule === 'zone.capacity');

export function createCrowds(zones: readonly Zone[]): Crowds {
  const crowds = new Map<number, Crowd>();
  // the same as a list: asked for with every report
  const bySlot: (Crowd | null)[] = [];

  function put(slot: number, zone: Zone | undefined, ended: Finding[]): void {
    const before = crowds.get(slot);
    const rule = zone && ruleOf(zone);
    if (zone === undefined || rule === undefined) {
      crowds.delete(slot);
      const finding = before?.cease();
      if (finding) ended.push(finding);
    } else if (before === undefined) crowds.set(slot, createCrowd(zone, rule));
    else before.revise(zone, rule);
    bySlot[slot] = crowds.get(slot) ?? null;
  }
  for (const [slot, zone] of zones.entries()) put(slot, zone, []);

  let settled = true;
  let firstMs: number | null = null;
  return {
    of: (slot) => bySlot[slot] ?? null,
    put,
    get settled() {
      return settled;
    },
    reopen(slot) {
      const crowd = slot === undefined ? undefined : crowds.get(slot);
      if (!crowd) return false;
      crowd.reopen();
      settled = false;
      return true;
    },
    settle(nowMs, ended) {
      firstMs ??= nowMs;
      if (nowMs - firstMs < settleMs) return;
      settled = true;
      for (const crowd of crowds.values()) {
        const finding = crowd.settle(nowMs);
        if (finding) ended.push(finding);
      }
    },
  };
}
