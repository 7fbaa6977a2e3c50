import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { pointToPolygonDistance } from '@turf/point-to-polygon-distance';
import Flatbush from 'flatbush';
import type { Zone } from '../../model/zone.ts';
import { meetsBorder } from './segment.ts';

/** Which zones hold a place. Zones are named by their index in the list given; answers go into `out`, emptied first. */
export interface ZoneIndex {
  /** Zones that hold the position; a border belongs to its zone. */
  at(lon: number, lat: number, out: number[]): void;
  /** Zones whose border the straight line between two positions meets. */
  crossedBy(lon0: number, lat0: number, lon1: number, lat1: number, out: number[]): void;
  /** True when the position lies in the bounding box of one of the zones. */
  near(lon: number, lat: number): boolean;
  /** True when the position lies more than `marginM` metres outside the zone. */
  clearOf(zone: number, lon: number, lat: number, marginM: number): boolean;
}

interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Metres in one degree of latitude on the sphere that Turf measures on (R = 6371008.8 m). */
const metresPerDegree = 111_195;

/** Longitude from which a margin may reach over the antimeridian. */
const nearAntimeridian = 179;

function boxOf(geometry: Zone['geometry']): Box {
  const box: Box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  for (const [outer = []] of polygons) {
    for (const [lon = 0, lat = 0] of outer) {
      box.west = Math.min(box.west, lon);
      box.south = Math.min(box.south, lat);
      box.east = Math.max(box.east, lon);
      box.north = Math.max(box.north, lat);
    }
  }
  return box;
}

/** Zones that did not change are not measured again when others do. */
const known = new WeakMap<Zone['geometry'], Box>();

function knownBox(geometry: Zone['geometry']): Box {
  let box = known.get(geometry);
  if (box === undefined) {
    box = boxOf(geometry);
    known.set(geometry, box);
  }
  return box;
}

/** Lower bound of the distance to the box, cheap enough to spare most exact measurements. */
function beyond(box: Box, lon: number, lat: number, marginM: number): boolean {
  const dLat = Math.max(box.south - lat, lat - box.north, 0);
  const dLon = Math.max(box.west - lon, lon - box.east, 0);
  const widest = Math.max(Math.abs(lat), Math.abs(box.south), Math.abs(box.north));
  const eastM = dLon * metresPerDegree * Math.cos((Math.min(widest, 89.9) * Math.PI) / 180);
  // 1 % off: sphere and plane differ by less over the margins that are allowed.
  return Math.max(dLat * metresPerDegree, eastM) > marginM * 1.01;
}

/** Builds the index once; zones do not change afterwards. */
export function createZoneIndex(zones: readonly Zone[]): ZoneIndex {
  const boxes = zones.map(({ geometry }) => knownBox(geometry));
  const tree = zones.length > 0 ? new Flatbush(zones.length) : null;
  for (const { west, south, east, north } of boxes) tree?.add(west, south, east, north);
  tree?.finish();

  const point: [number, number] = [0, 0];
  let found: number[] = [];
  // Filters that keep nothing: the tree then builds no list of its own, and no closure is made per call.
  const keepHolders = (i: number): boolean => {
    const zone = zones[i];
    if (zone && booleanPointInPolygon(point, zone.geometry)) found.push(i);
    return false;
  };
  const keepAll = (i: number): boolean => {
    found.push(i);
    return false;
  };

  let isNear = false;
  const note = (): boolean => {
    isNear = true;
    return false;
  };
  function isClear(i: number, lon: number, lat: number, marginM: number): boolean {
    const zone = zones[i];
    const box = boxes[i];
    if (!zone || !box || beyond(box, lon, lat, marginM)) return true;
    return pointToPolygonDistance([lon, lat], zone.geometry, { units: 'meters' }) > marginM;
  }

  return {
    near(lon, lat) {
      isNear = false;
      tree?.search(lon, lat, lon, lat, note);
      return isNear;
    },
    at(lon, lat, out) {
      out.length = 0;
      found = out;
      point[0] = lon;
      point[1] = lat;
      tree?.search(lon, lat, lon, lat, keepHolders);
    },
    crossedBy(lon0, lat0, lon1, lat1, out) {
      out.length = 0;
      found = out;
      const west = Math.min(lon0, lon1);
      const south = Math.min(lat0, lat1);
      tree?.search(west, south, Math.max(lon0, lon1), Math.max(lat0, lat1), keepAll);
      let kept = 0;
      for (const i of out) {
        const zone = zones[i];
        if (zone && meetsBorder(zone.geometry, lon0, lat0, lon1, lat1)) out[kept++] = i;
      }
      out.length = kept;
    },
    clearOf(i, lon, lat, marginM) {
      if (!isClear(i, lon, lat, marginM)) return false;
      // a zone that ends at the antimeridian has its margin behind it
      return Math.abs(lon) < nearAntimeridian || isClear(i, lon > 0 ? lon - 360 : lon + 360, lat, marginM);
    },
  };
}
