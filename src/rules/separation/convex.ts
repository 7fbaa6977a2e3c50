/** A place on a local plane: metres to the east, metres to the north. */
export type Point = readonly [number, number];

const next = (points: readonly Point[], i: number): Point => points[(i + 1) % points.length] as Point;

/** Square of the metres from a place to the straight line between two. */
function toSegment(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const east = bx - ax;
  const north = by - ay;
  const square = east * east + north * north;
  const along = square === 0 ? 0 : ((x - ax) * east + (y - ay) * north) / square;
  const t = along > 1 ? 1 : along > 0 ? along : 0;
  const offX = x - ax - t * east;
  const offY = y - ay - t * north;
  return offX * offX + offY * offY;
}

/** Whether a line along an edge of `a` has all of `a` on one side and all of `b`, moved by (`dx`, `dy`), on the other. */
function isParted(a: readonly Point[], b: readonly Point[], dx: number, dy: number): boolean {
  if (a.length < 3) return false;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = a[i] as Point;
    const to = next(a, i);
    const east = to[1] - y;
    const north = x - to[0];
    let [ownLeast, ownMost] = [0, 0];
    for (const corner of a) {
      const along = (corner[0] - x) * east + (corner[1] - y) * north;
      ownLeast = Math.min(ownLeast, along);
      ownMost = Math.max(ownMost, along);
    }
    let otherLeast = Number.POSITIVE_INFINITY;
    let otherMost = Number.NEGATIVE_INFINITY;
    for (const corner of b) {
      const along = (corner[0] + dx - x) * east + (corner[1] + dy - y) * north;
      otherLeast = Math.min(otherLeast, along);
      otherMost = Math.max(otherMost, along);
    }
    if (otherLeast > ownMost || otherMost < ownLeast) return true;
  }
  return false;
}

function fromCorners(a: readonly Point[], b: readonly Point[], dx: number, dy: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [x, y] of a)
    for (let i = 0; i < b.length; i++)
      least = Math.min(least, toSegment(x - dx, y - dy, b[i] as Point, next(b, i)));
  return least;
}

/** Metres between two convex polygons, or single points, the second moved by (`dx`, `dy`); 0 when they touch or overlap. */
export function distanceBetween(a: readonly Point[], b: readonly Point[], dx = 0, dy = 0): number {
  const haveArea = a.length > 2 || b.length > 2;
  if (haveArea && !isParted(a, b, dx, dy) && !isParted(b, a, -dx, -dy)) return 0;
  return Math.sqrt(Math.min(fromCorners(a, b, dx, dy), fromCorners(b, a, -dx, -dy)));
}
