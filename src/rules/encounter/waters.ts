import type { Kinematics, Vessel } from '../../model/vessel.ts';
import type { Zone, ZoneKind } from '../../model/zone.ts';
import { metresBetween } from '../behaviour/metres.ts';
import { meetsBox } from '../geometry/box.ts';
import type { Outline } from '../geometry/outline.ts';
import { createPlaces } from '../geometry/places.ts';
import { metresPerDegree } from '../geometry/segment.ts';
import { outlinesOf } from '../geometry/zone-index.ts';
import { createZonesById } from '../zone-difference.ts';
import { type Area, createAreas } from './areas.ts';
import type { EncounterSettings } from './settings.ts';

/** The waters that a vessel is in. */
export interface Where {
  /** How its encounters are judged there; null: not at all. */
  readonly area: Area | null;
  readonly zoneIds: readonly string[];
  /** Those of its zones that are water, and of these the ones with walls. */
  readonly wet: readonly Zone[];
  readonly basins: readonly Zone[];
  /** The change of the port's zones by which it was found out. */
  readonly change: number;
}

/** What the zones of a port say of encounters. */
export interface Waters {
  /** @param before what was said of the vessel last: the same is said again until it is in other zones */
  whereIs(vessel: Vessel, before: Where | undefined): Where;
  /** Land, or no way, between two vessels that are in waters which are drawn; false where that is not known. */
  areParted(a: Where, atA: Kinematics, b: Where, atB: Kinematics): boolean;
  /** The port has other zones. Costs what is different. */
  setZones(zones: readonly Zone[]): void;
}

const wetKinds: readonly ZoneKind[] = ['river', 'dock', 'lock', 'anchorage'];
const basinKinds: readonly ZoneKind[] = ['dock', 'lock'];
/** Distance between two places of a line that are looked at. */
const stepM = 20;
const noZones: readonly Zone[] = Object.freeze([]);

function ofKinds(zones: readonly Zone[], kinds: readonly ZoneKind[]): readonly Zone[] {
  const found = zones.filter(({ kind }) => kinds.includes(kind));
  return found.length > 0 ? found : noZones;
}

const isIn = (outline: Outline, lon: number, lat: number): boolean => outline.holds(lon, lat);

/** Whether a corner of `a` is so near to `b`, or a side of it meets one of `b`. */
function isNear(a: Zone, b: Outline, metres: number): boolean {
  const reachDeg = metres / metresPerDegree;
  const { west, south, east, north } = b.box;
  // away from the poles a degree of longitude is no less than a sixth of one of latitude
  const reach = { west: west - 6 * reachDeg, east: east + 6 * reachDeg };
  const around = { ...reach, south: south - reachDeg, north: north + reachDeg };
  if (Math.abs(south) < 80 && !outlinesOf(a.geometry).some(({ box }) => meetsBox(box, around))) return false;
  const { geometry } = a;
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  return rings.some((ring) =>
    ring.some(([lon = 0, lat = 0], i) => {
      const [nextLon = lon, nextLat = lat] = ring[i + 1] ?? [];
      return b.isWithin(lon, lat, metres) || b.meets(lon, lat, nextLon, nextLat);
    }),
  );
}

function touch(a: Zone, b: Zone, touchM: number): boolean {
  const metres = touchM + (a.uncertaintyM ?? 0) + (b.uncertaintyM ?? 0);
  return (
    outlinesOf(b.geometry).some((outline) => isNear(a, outline, metres)) ||
    outlinesOf(a.geometry).some((outline) => isNear(b, outline, metres))
  );
}

export function createWaters(zones: readonly Zone[], s: EncounterSettings): Waters {
  const { byId, replace } = createZonesById([]);
  const areaOf = createAreas(s);
  const wetPlaces = createPlaces<Outline>();
  const noWay = new Set(s.noWayBetween.flatMap(([a, b]) => [`${a}\n${b}`, `${b}\n${a}`]));
  const touching = new WeakMap<Zone, WeakMap<Zone, boolean>>();
  let change = 0;

  const isWet = ({ kind }: Zone): boolean => wetKinds.includes(kind);

  function setZones(now: readonly Zone[]): void {
    change++;
    const { gone, come } = replace(now);
    for (const { geometry } of gone.filter(isWet))
      for (const outline of outlinesOf(geometry)) wetPlaces.remove(outline);
    for (const { geometry } of come.filter(isWet))
      for (const outline of outlinesOf(geometry)) wetPlaces.add(outline);
  }
  setZones(zones);

  function doTouch(a: Zone, b: Zone): boolean {
    const [one, two] = a.id < b.id ? [a, b] : [b, a];
    const ofOne = touching.get(one) ?? new WeakMap<Zone, boolean>();
    touching.set(one, ofOne);
    const known = ofOne.get(two);
    if (known !== undefined) return known;
    const found = touch(one, two, s.touchM);
    ofOne.set(two, found);
    return found;
  }

  /** Whether the straight line between the two lies outside all water for a stretch that is longer than a bank may be. */
  function isLandBetween(atA: Kinematics, atB: Kinematics, bankM: number): boolean {
    const metres = metresBetween(atA.lon, atA.lat, atB.lon, atB.lat);
    const steps = Math.ceil(metres / stepM);
    const isWet = (step: number): boolean => {
      const lon = atA.lon + ((atB.lon - atA.lon) * step) / steps;
      const lat = atA.lat + ((atB.lat - atA.lat) * step) / steps;
      return wetPlaces.someAt(lon, lat, isIn);
    };
    // so many dry places in a row: from behind, a wet one among them spares those before it
    const most = Math.floor((bankM * steps) / metres) + 1;
    let wet = 0;
    while (wet + most < steps) {
      let last = wet + most;
      while (last > wet && !isWet(last)) last--;
      if (last === wet) return true;
      wet = last;
    }
    return false;
  }

  return {
    setZones,
    whereIs({ zones: zoneIds }, before) {
      if (before?.zoneIds === zoneIds && before.change === change) return before;
      const zones = zoneIds.flatMap((id) => byId.get(id) ?? []);
      const wet = ofKinds(zones, wetKinds);
      return { area: areaOf(zones), zoneIds, wet, basins: ofKinds(zones, basinKinds), change };
    },
    areParted(a, atA, b, atB) {
      if (a.zoneIds.length === 0 || b.zoneIds.length === 0) return false;
      if (noWay.size > 0 && a.zoneIds.some((one) => b.zoneIds.some((two) => noWay.has(`${one}\n${two}`))))
        return true;
      const haveBasins = a.basins.length > 0 && b.basins.length > 0;
      if (haveBasins && !a.basins.some((one) => b.basins.some((two) => one === two || doTouch(one, two))))
        return true;
      if (a.wet.length === 0 || b.wet.length === 0 || Math.abs(atA.lon - atB.lon) > 180) return false;
      const uncertainM = ({ wet }: Where): number =>
        wet.reduce((most, zone) => Math.max(most, zone.uncertaintyM ?? 0), 0);
      return isLandBetween(atA, atB, s.bankM + uncertainM(a) + uncertainM(b));
    },
  };
}
