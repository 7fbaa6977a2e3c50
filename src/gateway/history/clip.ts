import Flatbush from 'flatbush';
import type { MultiPolygon, Polygon } from 'geojson';
import type { NearPoint } from '../../model/history.ts';
import type { Box } from '../../model/past.ts';
import { createGaps } from '../track/stretch.ts';

/** A point of the part of a track that lies inside. */
export interface InsidePoint {
  readonly timeMs: number;
  readonly lon: number;
  readonly lat: number;
  /** Null where it was not sent, and on the border. */
  readonly sogKn: number | null;
  /** Where the straight line between two reports crosses the border: place and time are interpolated. */
  readonly onBorder: boolean;
}

/** A shape that tracks are cut along. */
export interface Shape {
  readonly bounds: Box;
  /** Parts of the straight line a→b that lie inside, as fractions of its length, rising. */
  inside(ax: number, ay: number, bx: number, by: number): readonly (readonly [from: number, to: number])[];
}

export const boxShape = ([west, south, east, north]: Box): Shape =>
  polygonShape({
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  });

/** Inside is what is enclosed by an odd number of rings, so that holes are outside. */
export function polygonShape(geometry: Polygon | MultiPolygon): Shape {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const edges = polygons.flat().flatMap((ring) =>
    ring.slice(1).map(([bx = 0, by = 0], i) => {
      const [ax = 0, ay = 0] = ring[i] ?? [];
      return [ax, ay, bx, by] as const;
    }),
  );
  const index = new Flatbush(edges.length);
  for (const [ax, ay, bx, by] of edges)
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  index.finish();

  function holds(x: number, y: number): boolean {
    let odd = false;
    for (const i of index.search(x, y, Number.POSITIVE_INFINITY, y)) {
      const [ax, ay, bx, by] = edges[i] ?? [0, 0, 0, 0];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) odd = !odd;
    }
    return odd;
  }

  /** Fractions of a→b at which it meets a border. */
  function crossings(ax: number, ay: number, bx: number, by: number): number[] {
    const found: number[] = [];
    const near = index.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    for (const i of near) {
      const [cx, cy, dx, dy] = edges[i] ?? [0, 0, 0, 0];
      const turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
      if (turn === 0) continue;
      const along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn;
      const beside = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn;
      if (along > 0 && along < 1 && beside >= 0 && beside <= 1) found.push(along);
    }
    return found.sort((a, b) => a - b);
  }

  return {
    bounds: [index.minX, index.minY, index.maxX, index.maxY],
    inside(ax, ay, bx, by) {
      const parts: [number, number][] = [];
      let from = 0;
      for (const to of [...crossings(ax, ay, bx, by), 1]) {
        const middle = (from + to) / 2;
        if (holds(ax + middle * (bx - ax), ay + middle * (by - ay))) {
          const last = parts.at(-1);
          if (last !== undefined && last[1] === from) last[1] = to;
          else parts.push([from, to]);
        }
        from = to;
      }
      return parts;
    },
  };
}

/** Takes the reports of one vessel in order of time; `parts` is what of its track lies inside. */
export function createClip(shape: Shape) {
  const isGap = createGaps();
  const parts: InsidePoint[][] = [];
  let last: NearPoint | null = null;
  /** The last part ends at `last`. */
  let open = false;

  const reported = ({ timeMs, lon, lat, sogKn }: NearPoint): InsidePoint => ({
    ...{ timeMs, lon, lat, sogKn, onBorder: false },
  });
  function between(a: NearPoint, b: NearPoint, part: number): InsidePoint {
    if (part === 0) return reported(a);
    if (part === 1) return reported(b);
    return {
      timeMs: Math.round(a.timeMs + part * (b.timeMs - a.timeMs)),
      lon: a.lon + part * (b.lon - a.lon),
      lat: a.lat + part * (b.lat - a.lat),
      sogKn: null,
      onBorder: true,
    };
  }
  function begin(point: NearPoint): void {
    open = shape.inside(point.lon, point.lat, point.lon, point.lat).length > 0;
    if (open) parts.push([reported(point)]);
  }

  return {
    parts,
    add(point: NearPoint): void {
      const isSilent = isGap(point.timeMs);
      const a = last;
      last = point;
      if (a === null || isSilent || !point.follows) {
        begin(point);
        return;
      }
      let reachesEnd = false;
      for (const [from, to] of shape.inside(a.lon, a.lat, point.lon, point.lat)) {
        if (from === 0 && open) parts.at(-1)?.push(between(a, point, to));
        else parts.push([between(a, point, from), between(a, point, to)]);
        reachesEnd = to === 1;
      }
      open = reachesEnd;
    },
  };
}
