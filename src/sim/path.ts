import type { Random } from '../lib/random.ts';
import { type MarkId, marks } from './marks.ts';
import { distance, toPlane } from './plane.ts';
import { type Leg, type Room, reaches } from './waterways.ts';

interface Edge {
  readonly to: MarkId;
  readonly leg: Leg;
  readonly metres: number;
  readonly room: Room | undefined;
}

/** One step of a way: the mark reached and the kind of reach that led there. */
export interface Step {
  readonly mark: MarkId;
  readonly leg: Leg;
}

const edges = new Map<MarkId, Edge[]>();
for (const { leg, via, room } of reaches) {
  for (let i = 1; i < via.length; i += 1) {
    const [a, b] = [via[i - 1], via[i]];
    if (a === undefined || b === undefined) continue;
    const metres = distance(toPlane(marks[a][0], marks[a][1]), toPlane(marks[b][0], marks[b][1]));
    edges.set(a, [...(edges.get(a) ?? []), { to: b, leg, metres, room }]);
    edges.set(b, [...(edges.get(b) ?? []), { to: a, leg, metres, room }]);
  }
}

/** What a metre costs against a metre of river: the time it takes. */
const slowness: Readonly<Record<Leg, number>> = {
  river: 1,
  canal: 1.4,
  dock: 1.7,
  approach: 2.2,
  lock: 3,
  shift: 10,
};

/** A lock costs as much time as some kilometres of river; by chance more or less, so that all locks see traffic. */
const lockMetres: readonly [number, number] = [2_000, 7_000];

/**
 * The way with the least cost that a vessel of this size fits through: steps after `from`, ending in `to`; null
 * when there is none. `random` decides between locks of similar distance.
 */
export function findWay(from: MarkId, to: MarkId, size: Room, random: Random): Step[] | null {
  const cost = new Map<MarkId, number>([[from, 0]]);
  const cameBy = new Map<MarkId, { readonly from: MarkId; readonly leg: Leg }>();
  const open = new Set<MarkId>([from]);
  while (open.size > 0) {
    let here: MarkId | null = null;
    for (const mark of open) {
      if (here === null || (cost.get(mark) ?? 0) < (cost.get(here) ?? 0)) here = mark;
    }
    if (here === null || here === to) break;
    open.delete(here);
    for (const edge of edges.get(here) ?? []) {
      const { room } = edge;
      if (room && (size.lengthM > room.lengthM || size.beamM > room.beamM)) continue;
      const toll = edge.leg === 'lock' ? random.between(...lockMetres) : 0;
      const total = (cost.get(here) ?? 0) + edge.metres * slowness[edge.leg] + toll;
      if (total >= (cost.get(edge.to) ?? Number.POSITIVE_INFINITY)) continue;
      cost.set(edge.to, total);
      cameBy.set(edge.to, { from: here, leg: edge.leg });
      open.add(edge.to);
    }
  }
  if (!cost.has(to)) return null;
  const steps: Step[] = [];
  for (let mark = to; mark !== from; ) {
    const by = cameBy.get(mark);
    if (!by) return null;
    steps.push({ mark, leg: by.leg });
    mark = by.from;
  }
  return steps.reverse();
}
