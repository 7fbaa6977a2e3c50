import { metresBetween } from './metres.ts';
import type { ShownPages, ShownPoint } from './stretch.ts';

/** Points that are looked at together: what a simplified track costs in memory, and its square the most that it costs in time. */
const windowPoints = 1_000;

/** Metres between a point and where the straight way from `a` to `b` at constant speed is at its time. */
function offM(a: ShownPoint, b: ShownPoint, point: ShownPoint): number {
  const part = b.timeMs === a.timeMs ? 0 : (point.timeMs - a.timeMs) / (b.timeMs - a.timeMs);
  const east = ((b.lon - a.lon + 540) % 360) - 180;
  return metresBetween(a.lon + part * east, a.lat + part * (b.lat - a.lat), point.lon, point.lat);
}

/** Douglas–Peucker with times (TD-TR): the points that stay, the first and last with them. */
export function simplify(points: readonly ShownPoint[], toleranceM: number): ShownPoint[] {
  const stays = new Uint8Array(points.length);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [from, to] = range;
    const a = points[from];
    const b = points[to];
    if (a === undefined || b === undefined) continue;
    stays[from] = 1;
    stays[to] = 1;
    let farthest = -1;
    let mostM = toleranceM;
    for (let i = from + 1; i < to; i++) {
      const metres = offM(a, b, points[i] as ShownPoint);
      if (metres > mostM) [farthest, mostM] = [i, metres];
    }
    if (farthest >= 0) open.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, i) => stays[i] === 1);
}

/**
 * A track with fewer points: at the time of every point that is left out, the line through the others is at most `toleranceM` metres away from it.
 * Stops stay stops, and gaps stay gaps.
 */
export async function* simplified(pages: ShownPages, toleranceM: number): AsyncGenerator<ShownPoint[]> {
  let window: ShownPoint[] = [];
  for await (const page of pages) {
    const out: ShownPoint[] = [];
    for (const point of page) {
      if (point.begins && window.length > 0) {
        out.push(...simplify(window, toleranceM));
        window = [];
      } else if (window.length === windowPoints) {
        const kept = simplify(window, toleranceM);
        const last = kept.pop();
        out.push(...kept);
        window = last === undefined ? [] : [last];
      }
      window.push(point);
    }
    yield out;
  }
  yield simplify(window, toleranceM);
}
