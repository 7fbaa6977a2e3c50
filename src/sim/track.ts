import type { Random } from '../lib/random.ts';
import { marks } from './marks.ts';
import type { Step } from './path.ts';
import { isGate, type Place } from './places.ts';
import { ahead, bearing, between, distance, type Point, toPlane, turn } from './plane.ts';
import type { Leg } from './waterways.ts';

/** A corner of a track and the stretch behind it. */
export interface Vertex extends Point {
  /** Distance from the start, metres. */
  readonly s: number;
  /** Kind of the stretch from here on. */
  readonly leg: Leg;
  /** Direction of that stretch, degrees. */
  readonly courseDeg: number;
  /** Where the bow points on that stretch when it is not the course: while warping. */
  readonly bowDeg: number | null;
  /** Speed not to be exceeded here, so that there is room to slow down for what follows, m/s. */
  readonly limitMps: number;
  /** How long to lie still here. */
  readonly waitMs: number;
}

export type Track = readonly Vertex[];

/** What a helmsman brings to a track. */
export interface Handling {
  readonly paceMps: Readonly<Record<Leg, number>>;
  readonly accelerationMps2: number;
  readonly turnDegPerS: number;
  /** Multiplies the distance kept to starboard of mid-channel. */
  readonly lane: number;
}

interface Corner {
  readonly at: Point;
  readonly leg: Leg;
  readonly bowDeg: number | null;
  readonly waitMs: number;
}

/** How far before a corner the turn begins, metres. */
const cornerReachM: Readonly<Record<Leg, number>> = {
  river: 260,
  dock: 120,
  approach: 70,
  canal: 60,
  lock: 15,
  shift: 0,
};
/** Sub-stretches of a rounded corner. */
const cornerSteps = 8;
const lockWaitMs: readonly [number, number] = [4 * 60_000, 10 * 60_000];

const corner = (at: Point, leg: Leg, waitMs = 0, bowDeg: number | null = null): Corner => ({
  at,
  leg,
  waitMs,
  bowDeg,
});

/** Marks moved to starboard, with a halt in each lock chamber; marks that would mean going back are left out. */
function throughMarks(
  from: Place,
  to: Place,
  steps: readonly Step[],
  lane: number,
  random: Random,
): Corner[] {
  let way = [{ mark: from.mark, leg: 'approach' as Leg }, ...steps];
  const centre = (i: number): Point => {
    const here = way[i];
    if (here === undefined) return i < 0 ? (from.off ?? from.at) : (to.off ?? to.at);
    return toPlane(marks[here.mark][0], marks[here.mark][1]);
  };
  const doublesBack = (i: number): boolean =>
    Math.abs(turn(bearing(centre(i - 1), centre(i)), bearing(centre(i), centre(i + 1)))) > 80;
  if (way.length > 1 && !isGate(to) && doublesBack(way.length - 1)) way = way.slice(0, -1);
  if (way.length > 1 && !isGate(from) && doublesBack(0)) way = way.slice(1);

  const lateralM = random.between(-5, 5);
  return way.flatMap(({ mark }, i) => {
    const before = isGate(from) && i === 0 ? centre(i) : centre(i - 1);
    const after = isGate(to) && i === way.length - 1 ? centre(i) : centre(i + 1);
    const along = bearing(before, after);
    const at = ahead(centre(i), along + 90, marks[mark][2] * lane + lateralM);
    const leg = way[i + 1]?.leg ?? 'approach';
    if (leg !== 'lock') return [corner(at, leg)];
    const middle = ahead(between(at, centre(i + 1), random.between(0.35, 0.65)), along + 90, lateralM / 2);
    return [corner(at, leg), corner(middle, leg, Math.round(random.between(...lockWaitMs)))];
  });
}

/** Adds the berths at both ends; a ship swings to her new course while she is warped off. */
function withBerths(from: Place, to: Place, way: readonly Corner[]): Corner[] {
  const first = way[0];
  const last = way.at(-1);
  if (!first || !last) return [];
  const corners = [...way];
  if (from.off) {
    corners.unshift(corner(from.at, 'shift', 0, bearing(from.off, first.at)), corner(from.off, 'approach'));
  } else if (!isGate(from)) corners.unshift(corner(from.at, 'approach'));
  if (to.off && to.quayDeg !== null) {
    const arriving = bearing(last.at, to.off);
    const bow = Math.abs(turn(arriving, to.quayDeg)) < 90 ? to.quayDeg : to.quayDeg + 180;
    corners.push(corner(to.off, 'shift', 0, bow), corner(to.at, 'shift'));
  } else if (!isGate(to)) corners.push(corner(to.at, 'approach'));
  return corners;
}

/** Replaces each corner by a quadratic curve that leaves the old line as late as the reach allows. */
function rounded(corners: readonly Corner[]): Corner[] {
  return corners.flatMap((here, i) => {
    const before = corners[i - 1];
    const after = corners[i + 1];
    const reach = Math.min(
      cornerReachM[here.leg],
      before ? cornerReachM[before.leg] : 0,
      before ? distance(before.at, here.at) * 0.45 : 0,
      after ? distance(here.at, after.at) * 0.45 : 0,
    );
    if (!before || !after || here.waitMs > 0 || reach < 1) return [here];
    const a = between(here.at, before.at, reach / distance(here.at, before.at));
    const b = between(here.at, after.at, reach / distance(here.at, after.at));
    return Array.from({ length: cornerSteps + 1 }, (_, k) => {
      const t = k / cornerSteps;
      const at = between(between(a, here.at, t), between(here.at, b, t), t);
      return corner(at, k < cornerSteps / 2 ? before.leg : here.leg);
    });
  });
}

/** The track of a voyage: from berth to berth through the marks of `steps`, with the speeds that it allows. */
export function planTrack(
  from: Place,
  to: Place,
  steps: readonly Step[],
  handling: Handling,
  random: Random,
): Track {
  const way = throughMarks(from, to, steps, handling.lane, random);
  const corners = rounded(withBerths(from, to, way));
  const limits = corners.map(({ leg, waitMs }, i) => {
    if (waitMs > 0 || i === corners.length - 1) return isGate(to) && waitMs === 0 ? handling.paceMps[leg] : 0;
    return Math.min(handling.paceMps[leg], handling.paceMps[corners[i - 1]?.leg ?? leg]);
  });
  let s = 0;
  const lengths = corners.map(({ at }, i) => {
    const next = corners[i + 1];
    return next ? distance(at, next.at) : 0;
  });
  for (let i = corners.length - 2; i >= 0; i -= 1) {
    const nextLimit = limits[i + 1] ?? 0;
    const reachable = Math.sqrt(nextLimit ** 2 + 2 * handling.accelerationMps2 * (lengths[i] ?? 0));
    limits[i] = Math.min(limits[i] ?? 0, reachable);
  }
  return corners.map(({ at, leg, bowDeg, waitMs }, i) => {
    const next = corners[i + 1]?.at;
    const previous = corners[i - 1]?.at ?? at;
    const courseDeg = next ? bearing(at, next) : bearing(previous, at);
    const vertex = { x: at.x, y: at.y, s, leg, courseDeg, bowDeg, waitMs, limitMps: limits[i] ?? 0 };
    s += lengths[i] ?? 0;
    return vertex;
  });
}
