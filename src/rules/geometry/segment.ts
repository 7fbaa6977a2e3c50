/** Metres in one degree of latitude on the sphere that Turf measures on (R = 6371008.8 m). */
export const metresPerDegree = 111_195;

/** Twice the signed area of the triangle: positive when c lies left of a→b. */
const turn = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

const between = (v: number, a: number, b: number): boolean => (a < b ? v >= a && v <= b : v >= b && v <= a);

/** True when the segments p→q and a→b have a point in common, touching and overlapping included. */
export function meet(
  px: number,
  py: number,
  qx: number,
  qy: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): boolean {
  const a = turn(px, py, qx, qy, ax, ay);
  const b = turn(px, py, qx, qy, bx, by);
  const p = turn(ax, ay, bx, by, px, py);
  const q = turn(ax, ay, bx, by, qx, qy);
  if (((a > 0 && b < 0) || (a < 0 && b > 0)) && ((p > 0 && q < 0) || (p < 0 && q > 0))) return true;
  return (
    (a === 0 && between(ax, px, qx) && between(ay, py, qy)) ||
    (b === 0 && between(bx, px, qx) && between(by, py, qy)) ||
    (p === 0 && between(px, ax, bx) && between(py, ay, by)) ||
    (q === 0 && between(qx, ax, bx) && between(qy, ay, by))
  );
}

/**
 * Whether the segment p→q meets one of the edges in a row of numbers.
 *
 * @param row edges from `from` up to `end`, four numbers each: where it begins and where it ends
 */
export function meetsEdge(
  row: Float64Array,
  from: number,
  end: number,
  px: number,
  py: number,
  qx: number,
  qy: number,
): boolean {
  const west = Math.min(px, qx);
  const east = Math.max(px, qx);
  const south = Math.min(py, qy);
  const north = Math.max(py, qy);
  for (let i = from; i < end; i += 4) {
    const ax = row[i] as number;
    const ay = row[i + 1] as number;
    const bx = row[i + 2] as number;
    const by = row[i + 3] as number;
    if ((ax < west && bx < west) || (ax > east && bx > east)) continue;
    if ((ay < south && by < south) || (ay > north && by > north)) continue;
    if (meet(px, py, qx, qy, ax, ay, bx, by)) return true;
  }
  return false;
}

/** Whether the segment a→b comes as near as so many metres to p, on a plane around p: right for a few kilometres. */
export function isNear(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  metres: number,
): boolean {
  const north = metresPerDegree;
  const east = north * Math.cos((py * Math.PI) / 180);
  const x = (ax - px) * east;
  const y = (ay - py) * north;
  const dx = (bx - ax) * east;
  const dy = (by - ay) * north;
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, -(x * dx + y * dy) / square));
  const toX = x + along * dx;
  const toY = y + along * dy;
  return toX * toX + toY * toY <= metres * metres;
}
