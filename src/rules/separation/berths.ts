import type { Kinematics, Vessel } from '../../model/vessel.ts';
import { type Blocks, createBlocks, perBlock, width } from '../geometry/blocks.ts';
import { conesOf } from './demand.ts';
import { reachOf } from './hull.ts';
import type { SeparationSettings } from './settings.ts';

/** Where vessels lie. Grows to the most that lay at once; berths are used again. */
export interface Berths {
  /** A berth for a vessel that has none. */
  add(): number;
  /** Puts a vessel that lies, or moves it. Writes the berths of those that it may be too close to into `out`; how many. */
  put(berth: number, vessel: Vessel, k: Kinematics, out: Int32Array): number;
  remove(berth: number): void;
  /** Vessels that lie. */
  readonly size: number;
}

/* Numbers of a vessel: 10⁻⁷ degrees, and metres. */
const LON = 0;
const LAT = 1;
/** How far its hull reaches from the antenna, and how far its cargo keeps others off. */
const REACH = 2;
const KEEPS = 3;

const perUnit = 1e-7;
const metresPerDegree = 111_195;
/** About 250 m to the north; to the east it narrows with the latitude. */
const cellDeg = 0.00225;
const columns = 160_000;
/** What short numbers lose. */
const roundingM = 0.1;

const rowOf = (lat: number): number => Math.floor((lat + 90) / cellDeg) | 0;
const columnOf = (lon: number): number => Math.floor((lon + 180) / cellDeg) | 0;
const within = (column: number): number =>
  column < 0 ? column + columns : column >= columns ? column - columns : column;

export function createBerths(s: SeparationSettings): Berths {
  const lying = createBlocks();
  /** Those of them that demand a distance: few, and all that most vessels need be held against. */
  const demanding = createBlocks();
  const furthestM = Math.max(...s.distancesM);
  const free: number[] = [];
  let used = 0;
  /** Of any hull so far: a neighbour is at most the distance and two reaches away. */
  let longestReachM = 0;

  function note(blocks: Blocks, berth: number, k: Kinematics, reachM: number, keepsM: number): void {
    const at = blocks.put(berth, rowOf(k.lat), within(columnOf(k.lon))) * width;
    blocks.ints[at + LON] = Math.round(k.lon / perUnit);
    blocks.ints[at + LAT] = Math.round(k.lat / perUnit);
    blocks.floats[at + REACH] = reachM;
    blocks.floats[at + KEEPS] = keepsM;
  }

  /** Those of a cell, of `most` at the most, whose antennas are near enough, behind the `found` that are in `out`. */
  function lookAt(
    blocks: Blocks,
    cell: number,
    k: Kinematics,
    cos: number,
    reachM: number,
    keepsM: number,
    most: number,
    out: Int32Array,
    found: number,
  ): number {
    const { ints, floats, vessels, counts, behind } = blocks;
    let end = found;
    let left = most;
    for (let block = blocks.firstOf(cell); block >= 0; block = behind[block] as number) {
      if (left <= 0) return end;
      left -= perBlock;
      const behindLast = block * perBlock + (counts[block] as number);
      for (let place = block * perBlock; place < behindLast; place++) {
        const at = place * width;
        let lons = (ints[at + LON] as number) * perUnit - k.lon;
        if (lons > 180) lons -= 360;
        else if (lons < -180) lons += 360;
        const x = lons * cos * metresPerDegree;
        const y = ((ints[at + LAT] as number) * perUnit - k.lat) * metresPerDegree;
        const apartM = Math.max(keepsM, floats[at + KEEPS] as number) + roundingM;
        const roomM = apartM + reachM + (floats[at + REACH] as number);
        if (x * x + y * y <= roomM * roomM && end < out.length) out[end++] = vessels[place] as number;
      }
    }
    return end;
  }

  return {
    add: () => free.pop() ?? used++,
    put(berth, vessel, k, out) {
      const reachM = reachOf(vessel, s.unknownReachM);
      longestReachM = Math.max(longestReachM, reachM);
      const cones = conesOf(vessel);
      const keepsM = cones > 0 ? (s.distancesM[cones - 1] ?? 0) : 0;
      note(lying, berth, k, reachM, keepsM);
      if (keepsM > 0) note(demanding, berth, k, reachM, keepsM);
      else demanding.remove(berth);
      const blocks = keepsM > 0 ? lying : demanding;
      const north = (furthestM + reachM + longestReachM) / metresPerDegree;
      const cos = Math.cos((k.lat * Math.PI) / 180);
      // no ship lies near the poles: there the cells would be too many to look at
      const east = north / Math.max(0.1, cos);
      const [firstRow, lastRow] = [rowOf(k.lat - north), rowOf(k.lat + north)];
      const [first, last] = [columnOf(k.lon - east), columnOf(k.lon + east)];
      let found = 0;
      let left = s.maxNeighbours;
      for (let row = firstRow; row <= lastRow; row++)
        for (let column = first; column <= last; column++) {
          const cell = blocks.find(row, within(column));
          if (cell < 0) continue;
          if (left <= 0) return found;
          found = lookAt(blocks, cell, k, cos, reachM, keepsM, left, out, found);
          left -= blocks.countOf(cell);
        }
      return found;
    },
    remove(berth) {
      lying.remove(berth);
      demanding.remove(berth);
      free.push(berth);
    },
    get size() {
      return used - free.length;
    },
  };
}
