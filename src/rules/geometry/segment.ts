import type { MultiPolygon, Polygon, Position } from 'geojson';

/** Twice the signed area of the triangle: positive when c lies left of a→b. */
const turn = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

const between = (v: number, a: number, b: number): boolean => (a < b ? v >= a && v <= b : v >= b && v <= a);

/** True when the segments p→q and a→b have a point in common, touching and overlapping included. */
function meet(
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

function meetsRing(ring: readonly Position[], px: number, py: number, qx: number, qy: number): boolean {
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1];
    const b = ring[i];
    if (a === undefined || b === undefined) continue;
    const [ax = 0, ay = 0] = a;
    const [bx = 0, by = 0] = b;
    if (meet(px, py, qx, qy, ax, ay, bx, by)) return true;
  }
  return false;
}

/** True when the straight line between two positions (WGS 84 degrees) meets any border of the shape. */
export function meetsBorder(
  shape: Polygon | MultiPolygon,
  lon0: number,
  lat0: number,
  lon1: number,
  lat1: number,
): boolean {
  if (shape.type === 'Polygon') return shape.coordinates.some((r) => meetsRing(r, lon0, lat0, lon1, lat1));
  return shape.coordinates.some((rings) => rings.some((r) => meetsRing(r, lon0, lat0, lon1, lat1)));
}
