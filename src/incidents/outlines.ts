/** A corner of cells: columns from the west and rows from the south. */
export type Corner = readonly [column: number, row: number];

/**
 * Outlines of a set of cells (0 or 1, row by row from the south; none at the edge) as polygons: the outer ring counter-clockwise, then its holes;
 * rings are closed. Cells that touch at a corner only get one of the two others between them, which is added to the set.
 */
export function outlines(inside: Uint8Array, columns: number): Corner[][][] {
  joinCorners(inside, columns);
  const rings = ringsOf(inside, columns).map((ring) => ({ ring, area: areaOf(ring) }));
  const outers = rings.filter(({ area }) => area > 0).map((outer) => ({ ...outer, rings: [outer.ring] }));
  for (const { ring, area } of rings) {
    if (area > 0) continue;
    const first = ring[0] as Corner;
    const around = outers.filter((outer) => outer.area > -area && holds(outer.ring, first));
    around.sort((a, b) => a.area - b.area)[0]?.rings.push(ring);
  }
  return outers.map((outer) => outer.rings);
}

function joinCorners(inside: Uint8Array, columns: number): void {
  for (let again = true; again; ) {
    again = false;
    for (let i = 0; i + columns + 1 < inside.length; i++) {
      const [a, b, c, d] = [inside[i], inside[i + 1], inside[i + columns], inside[i + columns + 1]];
      if (a !== d || b !== c || a === b) continue;
      inside[a === 1 ? i + 1 : i] = 1;
      again = true;
    }
  }
}

/** Follows the borders with the cells at the left hand; no corner is met twice. */
function ringsOf(inside: Uint8Array, columns: number): Corner[][] {
  const across = columns + 1;
  /** Corner → the corner that the border goes to from there. */
  const next = new Map<number, number>();
  for (const [i, is] of inside.entries()) {
    if (is === 0) continue;
    const corner = Math.floor(i / columns) * across + (i % columns);
    if (inside[i - columns] !== 1) next.set(corner, corner + 1);
    if (inside[i + 1] !== 1) next.set(corner + 1, corner + 1 + across);
    if (inside[i + columns] !== 1) next.set(corner + 1 + across, corner + across);
    if (inside[i - 1] !== 1) next.set(corner + across, corner);
  }
  const rings: Corner[][] = [];
  for (const start of next.keys()) {
    const ring: Corner[] = [];
    let came = 0;
    for (let at = start, to = next.get(at); to !== undefined; at = to, to = next.get(at)) {
      next.delete(at);
      if (to - at !== came) ring.push([at % across, Math.floor(at / across)]);
      came = to - at;
    }
    if (ring.length > 0) rings.push([...ring, ring[0] as Corner]);
  }
  return rings;
}

/** Cells in it; negative when it runs clockwise. */
function areaOf(ring: readonly Corner[]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1] as Corner, ring[i] as Corner];
    twice += x0 * y1 - x1 * y0;
  }
  return twice / 2;
}

function holds(ring: readonly Corner[], [x, y]: Corner): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1] as Corner, ring[i] as Corner];
    // half a cell aside: never on a corner
    if (y0 > y + 0.5 !== y1 > y + 0.5 && x + 0.5 < x0 + ((y + 0.5 - y0) / (y1 - y0)) * (x1 - x0))
      inside = !inside;
  }
  return inside;
}
