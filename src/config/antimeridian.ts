import type { Position } from 'geojson';

/** Longitude of the antimeridian as one comes from the west. */
const cutLon = 180;

/** Longitudes without leaps: what lies behind the antimeridian goes on beyond ±180. The short way round is meant. */
export function unrolled(points: readonly Position[]): Position[] {
  let turn = 0;
  return points.map(([lon = 0, lat = 0], i) => {
    const before = points[i - 1]?.[0] ?? lon;
    if (lon - before > 180) turn -= 360;
    else if (lon - before < -180) turn += 360;
    return [lon + turn, lat];
  });
}

const lonOf = (point: Position | undefined): number => point?.[0] ?? 0;
const latOf = (point: Position | undefined): number => point?.[1] ?? 0;

/** Twice the area on the plane of degrees: positive when the ring runs against the clock. */
function turning(ring: readonly Position[]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++)
    twice += lonOf(ring[i - 1]) * latOf(ring[i]) - lonOf(ring[i]) * latOf(ring[i - 1]);
  return twice;
}

/** Without the noise that adding and taking away whole turns leaves. */
const tidy = (lon: number): number => Number(lon.toFixed(12));

/** A place where a ring meets the cut. */
interface Crossing {
  readonly lat: number;
  readonly eastward: boolean;
  /** The other end of the stretch of the cut that lies inside the polygon. */
  partner: Crossing | null;
  /** What the ring does behind it, up to its next crossing. */
  readonly chain: Position[];
  next: Crossing | null;
}

/** The crossings of one ring in its order, each with the points behind it; none when the ring lies on one side. */
function crossingsOf(ring: readonly Position[]): Crossing[] {
  const crossings: Crossing[] = [];
  const head: Position[] = [];
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    const eastward = lonOf(b) >= cutLon;
    if (eastward !== lonOf(a) >= cutLon) {
      const share = (cutLon - lonOf(a)) / (lonOf(b) - lonOf(a));
      const lat = latOf(a) + share * (latOf(b) - latOf(a));
      crossings.push({ lat, eastward, partner: null, chain: [], next: null });
    }
    (crossings.at(-1)?.chain ?? head).push([lonOf(b), latOf(b)]);
  }
  crossings.at(-1)?.chain.push(...head);
  crossings.forEach((crossing, i) => {
    crossing.next = crossings[(i + 1) % crossings.length] ?? null;
  });
  return crossings;
}

/** Joins crossings two by two along the cut. Inside lies left of every ring, so from south to north eastward ones come first. */
function pair(crossings: Crossing[]): void {
  crossings.sort((a, b) => a.lat - b.lat);
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    // two that meet in one point may stand in either order
    const first = crossings.findIndex((c, k) => k >= i && c.eastward);
    const [south] = crossings.splice(first, 1);
    if (south) crossings.splice(i, 0, south);
    const north = crossings.findIndex((c, k) => k > i && !c.eastward);
    const [other] = crossings.splice(north, 1);
    if (!south || !other) return;
    crossings.splice(i + 1, 0, other);
    south.partner = other;
    other.partner = south;
  }
}

/** The outer rings of one side: chains joined along the cut. */
function piecesOf(crossings: readonly Crossing[], east: boolean): Position[][] {
  const open = new Set(crossings.filter(({ eastward }) => eastward === east));
  const pieces: Position[][] = [];
  for (const start of open) {
    const ring: Position[] = [];
    let at: Crossing | null = start;
    while (at && open.delete(at)) {
      ring.push([cutLon, at.lat], ...at.chain);
      if (at.next) ring.push([cutLon, at.next.lat]);
      at = at.next?.partner ?? null;
    }
    const [first] = ring;
    if (!first) continue;
    const closed = [...ring, first].filter(
      (p, i, all) => i === 0 || lonOf(p) !== lonOf(all[i - 1]) || latOf(p) !== latOf(all[i - 1]),
    );
    if (closed.length >= 4 && turning(closed) !== 0) pieces.push(closed);
  }
  return pieces;
}

/** Even-odd, on the plane of degrees. */
function holds(ring: readonly Position[], point: Position | undefined): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    if (latOf(a) > latOf(point) === latOf(b) > latOf(point)) continue;
    const share = (latOf(point) - latOf(a)) / (latOf(b) - latOf(a));
    if (lonOf(point) < lonOf(a) + share * (lonOf(b) - lonOf(a))) inside = !inside;
  }
  return inside;
}

/**
 * What a polygon with longitudes beyond ±180 (see `unrolled`) becomes within ±180: cut at the antimeridian as RFC 7946
 * §3.1.9 asks. Rings are closed and simple, the first one holds the others; less than 360° wide.
 */
export function withinWorld(rings: readonly (readonly Position[])[]): Position[][][] {
  const west = Math.min(...(rings[0] ?? []).map(lonOf));
  const home = -360 * Math.floor((west + 180) / 360);
  const moved = rings.map((ring) =>
    ring.map(([lon = 0, lat = 0]): Position => [home === 0 ? lon : tidy(lon + home), lat]),
  );
  if (Math.max(...(moved[0] ?? []).map(lonOf)) <= 180) return [moved];
  const crossings: Crossing[] = [];
  const whole: Position[][] = [];
  moved.forEach((ring, i) => {
    const own = crossingsOf(turning(ring) > 0 === (i === 0) ? ring : ring.toReversed());
    crossings.push(...own);
    if (own.length === 0) whole.push(ring);
  });
  pair(crossings);
  return [false, true].flatMap((east) =>
    piecesOf(crossings, east).map((outer) =>
      [outer, ...whole.filter((hole) => holds(outer, hole[0]))].map((ring) =>
        ring.map(([lon = 0, lat = 0]): Position => [east ? tidy(lon - 360) : lon, lat]),
      ),
    ),
  );
}
