import type { Slick } from '../model/incident.ts';
import { type Landings, memberCount } from './members.ts';
import { type Plane, xOf, yOf } from './plane.ts';
import { cornersOf, extentOf, shapeOf } from './seen.ts';

/** How long a spill may have lasted, minutes. */
const lastedMin = [4, 7, 11, 16];
/** Cells of an outline; larger where it is so long that there would be more than so many across. */
const leastCellM = 25;
const mostAcross = 250;
/** Cells by which a slick may lie beside where it was seen: what people say of places is up to 50 m off. */
const slack = 2;
/** A fit is worth less by how much is missing, as a bell curve of this width. */
const missingShare = 0.15;
/** The same for the size of a disc, by its logarithm. */
const sizeLog = 0.35;
const leastRadiusM = 30;

export interface Fit {
  /** Sum over the minutes in which the spill may have begun; 0: nothing that was released would lie there. */
  readonly fit: number;
  readonly spilledAtMs: number | null;
}

/** One stretch of releases of one member against what was seen: 0 to 1. */
type Judge = (landings: Landings, first: number, count: number) => number;

/** How well releases from a track agree with the slick, as the mean over the members. */
export function createFit(slick: Slick, plane: Plane): (landings: Landings) => Fit {
  const judge = slick.outline === undefined ? judgeByDisc(slick, plane) : judgeByOutline(slick, plane);
  return (landings) => {
    const { releases, everyMs } = landings;
    const weights = new Float64Array(releases.length);
    for (let m = 0; m < memberCount; m++)
      for (const minutes of lastedMin) {
        // a track that is known for less time than that is tried as a whole
        const count = Math.max(1, Math.min(releases.length, Math.round((minutes * 60_000) / everyMs)));
        const stride = Math.max(1, count >> 2);
        for (let i = 0; i + count <= releases.length; i += stride) {
          const worth = judge(landings, m * releases.length + i, count);
          const middle = i + (count >> 1);
          weights[middle] = (weights[middle] as number) + (worth * stride * everyMs) / 60_000;
        }
      }
    const fit = weights.reduce((sum, weight) => sum + weight, 0) / memberCount;
    const best = weights.indexOf(Math.max(...weights));
    return { fit, spilledAtMs: fit > 0 ? Math.round(releases[best] as number) : null };
  };
}

/** By place and size only: all that a disc says. */
function judgeByDisc({ position, radiusM }: Slick, plane: Plane): Judge {
  const [cx, cy] = [xOf(plane, position[0]), yOf(plane, position[1])];
  const radius = Math.max(leastRadiusM, radiusM);
  const offM = Math.max(60, radiusM / 2);
  return ({ x, y }, first, count) => {
    let [sx, sy, squares, n] = [0, 0, 0, 0];
    for (let at = first; at < first + count; at++) {
      const [px, py] = [x[at] as number, y[at] as number];
      if (Number.isNaN(px)) continue;
      sx += px - cx;
      sy += py - cy;
      squares += (px - cx) ** 2 + (py - cy) ** 2;
      n++;
    }
    if (n < 0.6 * count) return 0;
    const off = Math.hypot(sx, sy) / n;
    // four fifths of what lies evenly on a line are within 1.4 deviations; a release is some 10 m wide
    const size = Math.max(leastRadiusM, 1.4 * Math.sqrt(Math.max(0, squares / n - off * off)) + 10);
    return Math.exp(-0.5 * (off / offM) ** 2 - 0.5 * (Math.log(size / radius) / sizeLog) ** 2);
  };
}

const keyOf = (column: number, row: number): number => (row + 0x8000) * 0x10000 + column + 0x8000;

/** By how much of the releases lies in the outline, and how much of the outline they cover. */
function judgeByOutline(slick: Slick, plane: Plane): Judge {
  /** Cell of the outline or beside it → the cells of the outline that a landing there covers. */
  const covers = new Map<number, number[]>();
  const inside = shapeOf(slick, plane);
  const [westM, southM, eastM, northM] = extentOf(slick, plane);
  const cellM = Math.max(leastCellM, Math.max(eastM - westM, northM - southM) / mostAcross);
  const corners = new Set(
    cornersOf(slick, plane).map(([x, y]) => keyOf(Math.floor(x / cellM), Math.floor(y / cellM))),
  );
  let cells = 0;
  for (let row = Math.floor(southM / cellM); row <= northM / cellM; row++)
    for (let column = Math.floor(westM / cellM); column <= eastM / cellM; column++) {
      // what is narrower than a cell has its corners
      if (!inside((column + 0.5) * cellM, (row + 0.5) * cellM) && !corners.has(keyOf(column, row))) continue;
      for (let r = row - slack; r <= row + slack; r++)
        for (let c = column - slack; c <= column + slack; c++) {
          const key = keyOf(c, r);
          const list = covers.get(key);
          if (list === undefined) covers.set(key, [cells]);
          else list.push(cells);
        }
      cells++;
    }
  const covered = new Int32Array(cells);
  let round = 0;
  const coversAt = (x: number, y: number): number[] | undefined =>
    covers.get(keyOf(Math.floor(x / cellM), Math.floor(y / cellM)));
  return ({ x, y }, first, count) => {
    let hits = 0;
    for (let at = first; at < first + count; at++) if (coversAt(x[at] as number, y[at] as number)) hits++;
    const missing = 1 - hits / count;
    if (missing > 0.6) return 0;
    round++;
    let found = 0;
    for (let at = first; at < first + count; at++) {
      const next = at + 1 < first + count ? at + 1 : at;
      for (let part = 0; part < 3; part++) {
        const px = (x[at] as number) + (((x[next] as number) - (x[at] as number)) * part) / 3;
        const py = (y[at] as number) + (((y[next] as number) - (y[at] as number)) * part) / 3;
        for (const cell of coversAt(px, py) ?? []) {
          if (covered[cell] === round) continue;
          covered[cell] = round;
          found++;
        }
      }
    }
    const bare = 1 - found / cells;
    return Math.exp(-0.5 * (missing / missingShare) ** 2 - 0.5 * (bare / missingShare) ** 2);
  };
}
