import type { Vessel } from '../../model/vessel.ts';
import { isDoubted } from '../behaviour/identity.ts';
import { conesOf, demandedM } from './demand.ts';
import { hullOf, metresBetweenHulls } from './hull.ts';
import { type Lying, lie, newLying } from './lying.ts';
import type { SeparationSettings } from './settings.ts';
import type { TooClose } from './words.ts';

/** What is remembered of one vessel. */
export interface Track {
  /** Of the picture; null after a restart, until it is evaluated. */
  vessel: Vessel | null;
  readonly lying: Lying;
  /** It is among those that lie, in `Berths`. */
  hasBerth: boolean;
  /** MMSIs of the vessels that it lies too close to by the alert book. */
  readonly open: Set<number>;
}

export const newTrack = (): Track => ({ vessel: null, lying: newLying(), hasBerth: false, open: new Set() });

export function take(track: Track, vessel: Vessel, s: SeparationSettings): void {
  track.vessel = vessel;
  if (vessel.kinematics !== null) lie(track.lying, vessel.kinematics, vessel.lengthM, s);
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
  const hasLeft = (track: Track): boolean => track.vessel !== null && track.lying.state === 'moves';
  if (hasLeft(a) || hasLeft(b)) return isOpen ? 'ends' : 'stays';
  if (!one?.kinematics || !two?.kinematics) return 'stays';
  const demanded = demandedM(one, two, exempt, s);
  if (demanded === 0) return isOpen ? 'ends' : 'stays';
  if (!isOpen && (a.lying.state !== 'lies' || b.lying.state !== 'lies')) return 'stays';
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
