import type { Kinematics, Vessel } from '../../model/vessel.ts';
import { isDoubted } from '../behaviour/identity.ts';
import { conesOf, demandedM } from './demand.ts';
import { hullOf, metresBetweenHulls } from './hull.ts';
import { type Lying, lie } from './lying.ts';
import type { SeparationSettings } from './settings.ts';
import type { TooClose } from './words.ts';

/** What is remembered of one vessel. */
export interface Track extends Lying {
  readonly mmsi: number;
  /** Of the picture; null after a restart, until it is evaluated. */
  vessel: Vessel | null;
  /** Where it lies among the `Berths`; -1: nowhere. */
  berth: number;
  /** MMSIs of the vessels that it lies too close to by the alert book; null: none. */
  open: Set<number> | null;
}

// written out: an object made of the fields of another is slow to read
export const newTrack = (mmsi: number): Track => ({
  state: 'still',
  lon: 0,
  lat: 0,
  sinceMs: Number.POSITIVE_INFINITY,
  atMs: Number.NEGATIVE_INFINITY,
  mmsi,
  vessel: null,
  berth: -1,
  open: null,
});

export function open(track: Track, mmsi: number): void {
  track.open ??= new Set();
  track.open.add(mmsi);
}

export function close(track: Track, mmsi: number): void {
  track.open?.delete(mmsi);
  if (track.open?.size === 0) track.open = null;
}

export function take(track: Track, vessel: Vessel, k: Kinematics | null, s: SeparationSettings): void {
  track.vessel = vessel;
  if (k !== null) lie(track, k, vessel.lengthM, s);
}

/** Filed under the vessel with the most cones, and of two with as many under the lower MMSI. */
const isFirst = (a: Vessel, b: Vessel): boolean =>
  conesOf(a) === conesOf(b) ? a.mmsi < b.mmsi : conesOf(a) > conesOf(b);

/** What begins between two vessels, whether what is open between them ends, or that all stays as it is. */
export function judge(
  a: Track,
  b: Track,
  isOpen: boolean,
  exempt: ReadonlySet<string>,
  s: SeparationSettings,
): TooClose | 'ends' | 'stays' {
  const one = a.vessel;
  const two = b.vessel;
  // after a restart a vessel that was not judged yet, or just once, is not known to have left
  const hasLeft = (track: Track): boolean => track.vessel !== null && track.state === 'moves';
  if (hasLeft(a) || hasLeft(b)) return isOpen ? 'ends' : 'stays';
  if (!one?.kinematics || !two?.kinematics) return 'stays';
  const demanded = demandedM(one, two, exempt, s);
  if (demanded === 0) return isOpen ? 'ends' : 'stays';
  if (!isOpen && (a.state !== 'lies' || b.state !== 'lies')) return 'stays';
  if (!isOpen && (isDoubted(one) || isDoubted(two))) return 'stays';
  const [vessel, other] = isFirst(one, two) ? [one, two] : [two, one];
  const k = vessel === one ? one.kinematics : two.kinematics;
  const otherK = vessel === one ? two.kinematics : one.kinematics;
  const hull = hullOf(vessel, k, [k.lon, k.lat], s.unknownReachM);
  const otherHull = hullOf(other, otherK, [k.lon, k.lat], s.unknownReachM);
  const [distanceM, mostM] = metresBetweenHulls(hull, otherHull);
  if (isOpen) return distanceM > demanded + s.clearOverM ? 'ends' : 'stays';
  if (distanceM >= demanded) return 'stays';
  const kind = hull.kind === 'box' && otherHull.kind === 'box' ? 'box' : 'circle';
  return {
    vessel,
    other,
    k,
    otherK,
    distanceM,
    demandedM: demanded,
    hull: kind,
    isCertain: mostM < demanded,
  };
}
