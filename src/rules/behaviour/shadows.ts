import type { Vessel } from '../../model/vessel.ts';
import type { Zone, ZoneKind } from '../../model/zone.ts';
import { createZoneIndex } from '../geometry/zone-index.ts';
import { createZoneSlots } from '../zone-slots.ts';
import { placeAhead } from './ahead.ts';

/** The zones in which walls, sheds or bridges hide vessels from the receivers. */
export interface Shadows {
  /** Whether the vessel was last heard in one, or its course and speed led into one within this time. */
  hide(vessel: Vessel, withinMs: number): boolean;
  /** Other zones from now on. */
  replace(zones: readonly Zone[]): void;
}

/** @param kinds of zone that are shadows, beside those marked as one */
export function createShadows(zones: readonly Zone[], kinds: readonly ZoneKind[]): Shadows {
  const isShadow = ({ kind, shadow }: Zone): boolean => shadow === true || kinds.includes(kind);
  const slots = createZoneSlots(zones, isShadow);
  const index = createZoneIndex(zones.filter(isShadow));
  const met: number[] = [];
  return {
    hide({ zones: now, kinematics: k }, withinMs) {
      if (now.some((id) => slots.slotOf(id) !== undefined)) return true;
      const ahead = k === null || slots.size === 0 ? null : placeAhead(k, withinMs);
      if (k === null || ahead === null) return false;
      index.crossedBy(k.lon, k.lat, ahead[0], ahead[1], met);
      return met.length > 0;
    },
    replace(zonesNow) {
      index.replace(slots.replace(zonesNow));
    },
  };
}
