/** A place on a local plane: metres to the east, metres to the north. */
export type Point = readonly [number, number];

const next = (points: readonly Point[], i: number): Point => points[(i + 1) % points.length] as Point;

function toSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const east = bx - ax;
  const north = by - ay;
  const square = east * east + north * north;
  const along = square === 0 ? 0 : ((x - ax) * east + (y - ay) * north) / square;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * east, y - ay - t * north);
}

/** Whether a line along an edge of `a` has all of `a` on one side and all of `b` on the other. */
function isParted(a: readonly Point[], b: readonly Point[]): boolean {
  if (a.length < 3) return false;
  return a.some((from, i) => {
    const to = next(a, i);
    const east = to[1] - from[1];
    const north = from[0] - to[0];
    const along = ([x, y]: Point): number => (x - from[0]) * east + (y - from[1]) * north;
    const own = a.map(along);
    const other = b.map(along);
    return Math.min(...other) > Math.max(...own) || Math.max(...other) < Math.min(...own);
  });
}

const fromCorners = (a: readonly Point[], b: readonly Point[]): number =>
  Math.min(...a.flatMap((corner) => b.map((from, i) => toSegment(corner, from, next(b, i)))));

/** Metres between two convex polygons, or single points; 0 when they touch or overlap. */
export function distanceBetween(a: readonly Point[], b: readonly Point[]): number {
  const haveArea = a.length > 2 || b.length > 2;
  if (haveArea && !isParted(a, b) && !isParted(b, a)) return 0;
  return Math.min(fromCorners(a, b), fromCorners(b, a));
}
