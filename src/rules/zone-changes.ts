import type { Finding } from '../model/alert.ts';
import type { Zone } from '../model/zone.ts';
import { cleared } from './finding.ts';
import { createPlaces } from './geometry/places.ts';
import { outlinesOf } from './geometry/zone-index.ts';
import { endRule, openRules, type Stay } from './stay.ts';
import type { ZoneLaws } from './zone-law.ts';
import type { SlotChange } from './zone-slots.ts';

/** What changes of zones are to the vessels. */
export interface ZoneChanges {
  /** Undefined: the zone in this slot stayed as it was. */
  of(slot: number): SlotChange | undefined;
  /** Zones that are new, or have another shape or margin. */
  readonly redrawn: ReadonlySet<Zone>;
  /** True when the position lies in the bounding box of one of those, so that who is there may be inside. */
  isNearRedrawn(lon: number, lat: number): boolean;
}

const sameShape = (a: Zone, b: Zone): boolean =>
  a.exitMarginM === b.exitMarginM &&
  (a.geometry === b.geometry || JSON.stringify(a.geometry) === JSON.stringify(b.geometry));

const isRedrawn = ({ before, now }: SlotChange): boolean =>
  now !== undefined && (before === undefined || !sameShape(before, now));

const isThere = (): boolean => true;

export function changesOf(bySlot: ReadonlyMap<number, SlotChange>): ZoneChanges {
  const redrawn = [...bySlot.values()].flatMap((change) =>
    change.now !== undefined && isRedrawn(change) ? [change.now] : [],
  );
  const places = createPlaces();
  for (const { geometry } of redrawn) for (const { box } of outlinesOf(geometry)) places.add({ box });
  const { west, south, east, north } = places.box();
  return {
    of: (slot) => bySlot.get(slot),
    redrawn: new Set(redrawn),
    isNearRedrawn: (lon, lat) =>
      lon >= west && lon <= east && lat >= south && lat <= north && places.someAt(lon, lat, isThere),
  };
}

function isAmong(stays: readonly Stay[], changes: ZoneChanges): boolean {
  for (const { index } of stays) if (changes.of(index) !== undefined) return true;
  return false;
}

/**
 * Brings what is known of one vessel over to the zones as they are now. What was open by a zone or rule that is gone ends; what
 * did not change stays. True when the vessel must be judged anew: one of its zones changed.
 */
export function carryOver(
  stays: Stay[],
  mmsi: number,
  changes: ZoneChanges,
  laws: ZoneLaws,
  ended: Finding[],
): boolean {
  if (!isAmong(stays, changes)) return false;
  let kept = 0;
  for (const stay of stays) {
    const change = changes.of(stay.index);
    const zone = change === undefined ? stay.zone : change.now;
    if (zone === undefined) {
      for (const rule of openRules(stay)) ended.push(cleared(rule, stay.zone.id, mmsi));
      continue;
    }
    for (const { rule } of change === undefined ? [] : stay.zone.rules) {
      if (zone.rules.some((still) => still.rule === rule)) continue;
      if (endRule(stay, rule)) ended.push(cleared(rule, zone.id, mmsi));
    }
    stay.redrawn ||= changes.redrawn.has(zone);
    stay.zone = zone;
    stay.law = laws.of(stay.index);
    stays[kept++] = stay;
  }
  stays.length = kept;
  return true;
}
