import type { Finding } from '../model/alert.ts';
import type { Zone } from '../model/zone.ts';
import { cleared } from './finding.ts';
import { createZoneIndex, type ZoneIndex } from './geometry/zone-index.ts';
import { endRule, openRules, type Stay } from './stay.ts';

/** How the zones of a watch differ from those before. */
export interface ZoneChanges {
  /** The zone's place in the list now; undefined: it is gone. */
  indexNow(before: number): number | undefined;
  /** Zones that are new, or have another shape or margin. */
  readonly redrawn: ReadonlySet<Zone>;
  /** The redrawn ones alone, to find who may be inside. */
  readonly redrawnIndex: ZoneIndex;
}

const sameShape = (a: Zone, b: Zone): boolean =>
  a === b ||
  (a.exitMarginM === b.exitMarginM &&
    (a.geometry === b.geometry || JSON.stringify(a.geometry) === JSON.stringify(b.geometry)));

export function compareZones(before: readonly Zone[], now: readonly Zone[]): ZoneChanges {
  const byId = new Map(now.map((zone, i) => [zone.id, i]));
  const old = new Map(before.map((zone) => [zone.id, zone]));
  const moved = before.map(({ id }) => byId.get(id));
  const redrawn = now.filter((zone) => {
    const earlier = old.get(zone.id);
    return earlier === undefined || !sameShape(earlier, zone);
  });
  return {
    indexNow: (i) => moved[i],
    redrawn: new Set(redrawn),
    redrawnIndex: createZoneIndex(redrawn),
  };
}

/**
 * Brings what is known of one vessel over to the zones as they are now. What was open by a zone or rule that is gone ends; what
 * did not change stays. True when the vessel must be judged anew: one of its zones changed.
 */
export function carryOver(
  stays: Stay[],
  mmsi: number,
  changes: ZoneChanges,
  zones: readonly Zone[],
  ended: Finding[],
): boolean {
  let isConcerned = false;
  let kept = 0;
  for (const stay of stays) {
    const index = changes.indexNow(stay.index);
    const zone = index === undefined ? undefined : zones[index];
    if (index === undefined || zone === undefined) {
      for (const rule of openRules(stay)) ended.push(cleared(rule, stay.zone.id, mmsi));
      isConcerned = true;
      continue;
    }
    if (zone !== stay.zone) {
      for (const { rule } of stay.zone.rules) {
        if (zone.rules.some((still) => still.rule === rule)) continue;
        if (endRule(stay, rule)) ended.push(cleared(rule, zone.id, mmsi));
      }
      stay.redrawn ||= changes.redrawn.has(zone);
      stay.zone = zone;
      isConcerned = true;
    }
    stay.index = index;
    stays[kept++] = stay;
  }
  stays.length = kept;
  return isConcerned;
}
