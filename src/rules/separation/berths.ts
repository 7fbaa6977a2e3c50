import type { Vessel } from '../../model/vessel.ts';
import { conesOf } from './demand.ts';
import { createGrid } from './grid.ts';
import { reachOf } from './hull.ts';
import type { SeparationSettings } from './settings.ts';

/** Where vessels lie. Grows by those that are put and not removed. */
export interface Berths {
  /** Puts a vessel that lies, or moves it; the vessels that it may be too close to. */
  put(vessel: Vessel): readonly number[];
  remove(mmsi: number): void;
  /** Vessels that lie. */
  readonly size: number;
}

export function createBerths(s: SeparationSettings): Berths {
  const lying = createGrid();
  /** Those of them that demand a distance: few, and all that most vessels need be held against. */
  const demanding = createGrid();
  const furthestM = Math.max(...s.distancesM);
  /** Of any hull so far: a neighbour is at most the distance and two reaches away. */
  let longestReachM = 0;

  return {
    put(vessel) {
      const { mmsi, kinematics: k } = vessel;
      if (k === null) return [];
      const reachM = reachOf(vessel, s.unknownReachM);
      longestReachM = Math.max(longestReachM, reachM);
      lying.put(mmsi, k.lon, k.lat);
      const demands = conesOf(vessel) > 0;
      if (demands) demanding.put(mmsi, k.lon, k.lat);
      else demanding.remove(mmsi);
      const grid = demands ? lying : demanding;
      if (grid.size === 0) return [];
      return grid.near(k.lon, k.lat, furthestM + reachM + longestReachM, s.maxNeighbours);
    },
    remove(mmsi) {
      lying.remove(mmsi);
      demanding.remove(mmsi);
    },
    get size() {
      return lying.size;
    },
  };
}
