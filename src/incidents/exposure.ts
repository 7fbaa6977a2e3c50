import type { MultiPolygon } from 'geojson';
import type { Drift, DriftStep, Exposed, Horizon } from '../model/incident.ts';
import { shipClassOf } from '../model/ship-class.ts';
import type { Kinematics, Vessel } from '../model/vessel.ts';
import { hullPoints } from './hull.ts';
import { cosDeg, mpsPerKn, type Plane, planeAt, sinDeg, xOf, yOf } from './plane.ts';

/** Vessels are reckoned on so far ahead, minute by minute. */
const aheadMin = 60;
/** Slower ones stay where they are. */
const lyingKn = 0.5;
const minuteMs = 60_000;
/** Behind everybody who will be in it. */
const never = aheadMin + 1;
/** Nobody is told who is further away. */
const furthestM = 1_000;
/** An area is the larger of the two that are told: 90 % of the particles. */
const share = 0.9;

/** An area on a plane: rings of corners, and the box around them. */
interface Shape {
  readonly rings: readonly (readonly (readonly [number, number])[])[];
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

/**
 * Vessels in the slick now or within 30 or 60 minutes if they go on as they do, and hazardous ones (confirmed or suspected) within 100 or 300 m
 * of it now. Passenger vessels first, then the sooner, then the more cones.
 * @param drift forward from the sighting
 * @param nowMs between the sighting and the end of the drift
 */
export function exposureOf(vessels: Iterable<Vessel>, drift: Drift, nowMs: number): Exposed[] {
  const plane = planeAt(drift.asked.slick.position);
  const shapes = shapesAt(drift, plane);
  const exposed: Exposed[] = [];
  for (const vessel of vessels) {
    const k = vessel.kinematics;
    if (k === null) continue;
    const one = exposedOf(vessel, k, plane, shapes, nowMs);
    if (one !== null) exposed.push(one);
  }
  return exposed.sort(before);
}

function before(a: Exposed, b: Exposed): number {
  const passengers = Number(b.shipClass === 'passenger') - Number(a.shipClass === 'passenger');
  const sooner = (a.inMin ?? never) - (b.inMin ?? never);
  return (
    passengers || sooner || (b.cones ?? 0) - (a.cones ?? 0) || a.distanceM - b.distanceM || a.mmsi - b.mmsi
  );
}

function exposedOf(
  vessel: Vessel,
  k: Kinematics,
  plane: Plane,
  shapes: (atMs: number) => readonly Shape[],
  nowMs: number,
): Exposed | null {
  const hull = hullPoints(vessel, k, plane);
  const [now] = shapes(nowMs);
  const distanceM = now === undefined ? Number.POSITIVE_INFINITY : distanceTo(now, hull);
  const inMin = minutesUntil(hull, k, shapes, nowMs);
  const { state, cones, category, unNumbers, personsOnBoard } = vessel.hazard;
  const hazardous = state === 'confirmed' || state === 'suspected';
  const withinM = !hazardous || distanceM > 300 ? null : distanceM > 100 ? 300 : 100;
  if (inMin === null && withinM === null) return null;
  const horizon: Horizon | null = inMin === null ? null : inMin === 0 ? 'now' : inMin <= 30 ? 30 : 60;
  return {
    ...{ mmsi: vessel.mmsi, name: vessel.name, shipClass: shipClassOf(vessel), position: [k.lon, k.lat] },
    ...{ horizon, inMin, distanceM: Math.round(distanceM), withinM },
    ...{ hazard: state, cones, category, unNumbers, personsOnBoard },
  };
}

type Points = readonly (readonly [number, number])[];

/** Her hull is moved on along her course; between two steps of the drift both areas count. */
function minutesUntil(
  hull: Points,
  { sogKn, cogDeg }: Kinematics,
  shapes: (atMs: number) => readonly Shape[],
  nowMs: number,
): number | null {
  const mps = sogKn === null || cogDeg === null || sogKn <= lyingKn ? 0 : sogKn * mpsPerKn;
  const [east, north] = [mps * sinDeg(cogDeg ?? 0) * 60, mps * cosDeg(cogDeg ?? 0) * 60];
  for (let minute = 0; minute <= aheadMin; minute++) {
    const there = hull.map(([x, y]) => [x + east * minute, y + north * minute] as const);
    const at = shapes(nowMs + minute * minuteMs);
    const counted = minute === 0 ? at.slice(0, 1) : at;
    if (counted.some((shape) => distanceTo(shape, there) === 0)) return minute;
  }
  return null;
}

/** The areas of the steps before and behind a time, the nearer step first. */
function shapesAt({ steps }: Drift, plane: Plane): (atMs: number) => readonly Shape[] {
  const made = new Map<DriftStep, Shape>();
  const shape = (step: DriftStep): Shape => {
    const known = made.get(step) ?? shapeOf(step.areas.find((area) => area.share === share)?.geometry, plane);
    made.set(step, known);
    return known;
  };
  return (atMs) => {
    const next = steps.findIndex((step) => step.atMs >= atMs);
    const [a, b] = [
      steps[Math.max(0, next < 0 ? steps.length - 1 : next - 1)],
      steps[next < 0 ? steps.length - 1 : next],
    ];
    const both = [a, b].filter((step): step is DriftStep => step !== undefined);
    both.sort((p, q) => Math.abs(p.atMs - atMs) - Math.abs(q.atMs - atMs));
    return [...new Set(both)].map(shape);
  };
}

function shapeOf(geometry: MultiPolygon | undefined, plane: Plane): Shape {
  const rings = (geometry?.coordinates ?? [])
    .flat()
    .map((ring) => ring.map(([lon = 0, lat = 0]) => [xOf(plane, lon), yOf(plane, lat)] as const));
  const [xs, ys] = [rings.flat().map(([x]) => x), rings.flat().map(([, y]) => y)];
  return { rings, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
}

/** Metres from the nearest of these points to the area; 0 inside, infinity when there is no area. */
function distanceTo({ rings, box }: Shape, points: Points): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [x, y] of points) {
    const outside = Math.hypot(Math.max(0, box[0] - x, x - box[2]), Math.max(0, box[1] - y, y - box[3]));
    if (outside >= Math.min(least, furthestM)) continue;
    let inside = false;
    for (const ring of rings)
      for (let i = 1; i < ring.length; i++) {
        const [[x0, y0], [x1, y1]] = [ring[i - 1] ?? [0, 0], ring[i] ?? [0, 0]];
        if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
        const along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2);
        const t = Math.max(0, Math.min(1, along));
        least = Math.min(least, Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0)));
      }
    if (inside) return 0;
  }
  return least;
}
