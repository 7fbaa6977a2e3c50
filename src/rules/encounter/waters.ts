import { pointToPolygonDistance } from '@turf/point-to-polygon-distance';
import type { Position } from 'geojson';
import type { Kinematics, Vessel } from '../../model/vessel.ts';
import type { Zone, ZoneKind } from '../../model/zone.ts';
import { metresBetween } from '../behaviour/metres.ts';
import { createZoneIndex, meetsBorder } from '../geometry/zone-index.ts';
import type { Area, EncounterSettings } from './settings.ts';

/** What the zones of a port say of encounters. */
export interface Waters {
  /** How the vessel's encounters are judged where it is; null: not at all. */
  areaOf(vessel: Vessel): Area | null;
  /** Land, or no way, between two vessels that are in waters which are drawn; false where that is not known. */
  areParted(a: Vessel, atA: Kinematics, b: Vessel, atB: Kinematics): boolean;
}

const wet: readonly ZoneKind[] = ['river', 'dock', 'lock', 'anchorage'];
const basins: readonly ZoneKind[] = ['dock', 'lock'];
/** Distance between two places of a line that are looked at. */
const stepM = 20;

function rings({ geometry }: Zone): readonly Position[][] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

function isNear(a: Zone, b: Zone, metres: number): boolean {
  for (const ring of rings(a))
    for (const [i, [lon = 0, lat = 0]] of ring.entries()) {
      const [nextLon = lon, nextLat = lat] = ring[i + 1] ?? [];
      if (meetsBorder(b.geometry, lon, lat, nextLon, nextLat)) return true;
      if (pointToPolygonDistance([lon, lat], b.geometry, { units: 'meters' }) <= metres) return true;
    }
  return false;
}

export function createWaters(zones: readonly Zone[], s: EncounterSettings): Waters {
  const byId = new Map(zones.map((zone) => [zone.id, zone]));
  const water = zones.filter(({ kind }) => wet.includes(kind));
  const index = createZoneIndex(water);
  const noWay = new Set(s.noWayBetween.flatMap(([a, b]) => [`${a}\n${b}`, `${b}\n${a}`]));
  const touching = new Map<string, boolean>();
  const hits: number[] = [];

  function touch(a: Zone, b: Zone): boolean {
    const [one, two] = a.id < b.id ? [a, b] : [b, a];
    const key = `${one.id}\n${two.id}`;
    const known = touching.get(key);
    if (known !== undefined) return known;
    const metres = s.touchM + (a.uncertaintyM ?? 0) + (b.uncertaintyM ?? 0);
    const found = isNear(one, two, metres) || isNear(two, one, metres);
    touching.set(key, found);
    return found;
  }

  const inKinds = (vessel: Vessel, kinds: readonly ZoneKind[]): Zone[] =>
    vessel.zones.flatMap((id) => {
      const zone = byId.get(id);
      return zone !== undefined && kinds.includes(zone.kind) ? [zone] : [];
    });

  /** Whether the straight line between the two lies outside all water for a stretch that is longer than a bank may be. */
  function isLandBetween(a: Kinematics, b: Kinematics, bankM: number): boolean {
    const metres = metresBetween(a.lon, a.lat, b.lon, b.lat);
    const steps = Math.ceil(metres / stepM);
    let dry = 0;
    for (let i = 1; i < steps; i++) {
      const part = i / steps;
      index.at(a.lon + (b.lon - a.lon) * part, a.lat + (b.lat - a.lat) * part, hits);
      dry = hits.length > 0 ? 0 : dry + metres / steps;
      if (dry > bankM) return true;
    }
    return false;
  }

  return {
    areaOf(vessel) {
      let best: Area | null = s.elsewhere;
      let bestRank = s.order.length;
      for (const id of vessel.zones) {
        const own = s.areaOfZone[id];
        if (own !== undefined) return own;
        const kind = byId.get(id)?.kind;
        if (kind === undefined) continue;
        const rank = s.order.indexOf(kind);
        const area = s.areas[kind];
        if (rank < 0 || rank >= bestRank || area === undefined) continue;
        best = area;
        bestRank = rank;
      }
      return best;
    },
    areParted(a, atA, b, atB) {
      if (a.zones.length === 0 || b.zones.length === 0) return false;
      if (a.zones.some((one) => b.zones.some((two) => noWay.has(`${one}\n${two}`)))) return true;
      const ofA = inKinds(a, basins);
      const ofB = inKinds(b, basins);
      const haveBasins = ofA.length > 0 && ofB.length > 0;
      if (haveBasins && !ofA.some((one) => ofB.some((two) => one === two || touch(one, two)))) return true;
      const wetA = inKinds(a, wet);
      const wetB = inKinds(b, wet);
      if (wetA.length === 0 || wetB.length === 0 || Math.abs(atA.lon - atB.lon) > 180) return false;
      const uncertain = (of: readonly Zone[]): number =>
        Math.max(...of.map((zone) => zone.uncertaintyM ?? 0));
      return isLandBetween(atA, atB, s.bankM + uncertain(wetA) + uncertain(wetB));
    },
  };
}
