import type { LonLat, Responder, ResponderKind } from '../model/incident.ts';
import type { Vessel } from '../model/vessel.ts';
import { mpsPerKn, planeAt, xOf, yOf } from './plane.ts';
import type { Water } from './water.ts';
import { waysFrom } from './ways.ts';

/** Ship types of M.1371-5 table 53, and ERI codes for those that send no other. */
const kindOfShipType = new Map<number, ResponderKind>([
  [54, 'anti-pollution'],
  [52, 'tug'],
  [31, 'tug'],
  [32, 'tug'],
  [55, 'police'],
  [51, 'sar'],
  [33, 'work-craft'],
  [53, 'work-craft'],
  [34, 'work-craft'],
]);
const kindOfEri = new Map<number, ResponderKind>([
  [8400, 'tug'],
  [8410, 'tug'],
  [8430, 'tug'],
  [8450, 'police'],
  [8460, 'work-craft'],
]);

/** What they make in a port when it matters, knots. */
export const responderKn: Readonly<Record<ResponderKind, number>> = {
  'anti-pollution': 9,
  tug: 10,
  police: 16,
  sar: 22,
  'work-craft': 7,
};
/** Chambers are filled and emptied for whoever comes: minutes for each. */
export const lockMin = 15;
const mostListed = 50;

const kindOf = ({ class: is, eriType, shipType }: Vessel): ResponderKind | null => {
  if (is === 'base' || is === 'aton' || is === 'sart' || is === 'sar') return null;
  const byEri = eriType === null ? undefined : kindOfEri.get(eriType);
  return byEri ?? (shipType === null ? null : (kindOfShipType.get(shipType) ?? null));
};

/** Whether it can help by its kind. */
export const isResponder = (vessel: Vessel): boolean => kindOf(vessel) !== null;

/**
 * Craft that can help, nearest in time first, 50 at most; aircraft are not among them. Times are along water where it is drawn.
 * @param water with the rule `touching`; null: none is known
 */
export function respondersTo(place: LonLat, vessels: Iterable<Vessel>, water: Water | null): Responder[] {
  const plane = planeAt(place);
  const ways = water === null ? null : waysFrom(place, water);
  const found: Responder[] = [];
  for (const vessel of vessels) {
    const [kind, k] = [kindOf(vessel), vessel.kinematics];
    if (kind === null || k === null || vessel.signal === 'lost') continue;
    const way = ways?.(k.lon, k.lat) ?? null;
    const straightM = Math.hypot(xOf(plane, k.lon), yOf(plane, k.lat));
    const distanceM = Math.max(straightM, way?.distanceM ?? 0);
    const sailingMin = distanceM / (responderKn[kind] * mpsPerKn) / 60;
    found.push({
      ...{ mmsi: vessel.mmsi, name: vessel.name, kind, position: [k.lon, k.lat] },
      ...{ distanceM: Math.round(distanceM), by: way === null ? 'straight' : 'water' },
      throughLocks: (way?.locks ?? 0) > 0,
      travelMin: Math.round(sailingMin + (way?.locks ?? 0) * lockMin),
    });
  }
  found.sort((a, b) => a.travelMin - b.travelMin || a.distanceM - b.distanceM || a.mmsi - b.mmsi);
  return found.slice(0, mostListed);
}
