import type { Finding } from '../../model/alert.ts';
import { type Kinematics, mmsiText, type Vessel } from '../../model/vessel.ts';
import { cargo } from '../finding.ts';
import { conesOf } from './demand.ts';
import type { SeparationSettings } from './settings.ts';

export const causeOf = (a: number, b: number): string =>
  `separation:${mmsiText(Math.min(a, b))}:${mmsiText(Math.max(a, b))}`;

/** The two vessels of a cause, or null for a cause of another watch. */
export function pairOf(cause: string): [number, number] | null {
  const [, a, b] = /^separation:(\d{9,}):(\d{9,})$/.exec(cause) ?? [];
  return a === undefined || b === undefined ? null : [Number(a), Number(b)];
}

/** Two vessels that lie too close; the alert is filed under the first. */
export interface TooClose {
  readonly vessel: Vessel;
  readonly other: Vessel;
  readonly k: Kinematics;
  readonly otherK: Kinematics;
  readonly distanceM: number;
  readonly demandedM: number;
  readonly hull: 'box' | 'circle';
  /** Also at the most that the distance may be. */
  readonly isCertain: boolean;
}

const named = ({ name, mmsi }: Vessel): string =>
  name === null ? `vessel ${mmsiText(mmsi)}` : `${name} (${mmsiText(mmsi)})`;
const capital = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1);

/** The finding that two vessels lie too close, in words for the watch room. */
export function raised(m: TooClose, s: SeparationSettings): Finding {
  const { vessel: v, other, k, otherK } = m;
  // down, so that what is said is never the demanded distance itself
  const distanceM = Math.floor(m.distanceM * 10) / 10;
  const isFine = m.demandedM === s.distancesM[0];
  const estimate = m.hull === 'circle' ? ' at the least, as heading or size is not known' : '';
  const verify = isFine ? ' AIS may be 10 to 30 m off: verify by camera.' : '';
  return {
    action: 'raise',
    cause: causeOf(v.mmsi, other.mmsi),
    kind: 'separation',
    severity: m.isCertain ? s.severity : s.uncertainSeverity,
    mmsi: v.mmsi,
    others: [other.mmsi],
    zoneId: null,
    position: [k.lon, k.lat],
    title: `Hazardous vessel ${m.isCertain ? 'lies' : 'may lie'} too close: ${Math.floor(distanceM)} m of ${m.demandedM} m`,
    text: `${capital(named(v))}, ${cargo(v.hazard)}, lies ${distanceM} m from ${named(other)}${estimate}; ${m.demandedM} m are demanded.${verify}`,
    evidence: {
      distanceM,
      demandedM: m.demandedM,
      cones: conesOf(v),
      otherCones: conesOf(other),
      otherHazardState: other.hazard.state,
      hull: m.hull,
      isCertain: m.isCertain,
      hazardBecause: v.hazard.evidence.map(({ source, value }) => `${source}: ${value}`),
      headingDeg: k.headingDeg,
      navStatus: k.navStatus,
      receiver: k.receiver,
      positionAt: new Date(k.positionAtMs).toISOString(),
      otherPositionAt: new Date(otherK.positionAtMs).toISOString(),
      ...(isFine ? { note: 'AIS position error of 10 to 30 m: verify by camera' } : {}),
    },
    trust: v.trust.level === 'low' || other.trust.level === 'low' ? 'low' : 'normal',
  };
}

export const ended = (a: number, b: number): Finding => ({ action: 'clear', cause: causeOf(a, b) });
