import type { Vessel } from '../../model/vessel.ts';
import type { Zone, ZoneKind } from '../../model/zone.ts';
import { createZoneIndex } from '../geometry/zone-index.ts';
import { placeAhead } from './ahead.ts';

/** The zones in which walls, sheds or bridges hide vessels from the receivers. */
export interface Shadows {
  /** Whether the vessel was last heard in one, or its course and speed led into one within this time. */
  hide(vessel: Vessel, withinMs: number): boolean;
}

/** @param kinds of zone that are shadows, beside those marked as one */
export function createShadows(zones: readonly Zone[], kinds: readonly ZoneKind[]): Shadows {
  const shadows = zones.filter(({ kind, shadow }) => shadow === true || kinds.includes(kind));
  const ids = new Set(shadows.map(({ id }) => id));
  const index = createZoneIndex(shadows);
  const met: number[] = [];
  return {
    hide({ zones: now, kinematics: k }, withinMs) {
      if (now.some((id) => ids.has(id))) return true;
      const ahead = k === null || ids.size === 0 ? null : placeAhead(k, withinMs);
      if (k === null || ahead === null) return false;
      index.crossedBy(k.lon, k.lat, ahead[0], ahead[1], met);
      return met.length > 0;
    },
  };
}
