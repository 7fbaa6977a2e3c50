import { calm, type Hold, held, type Moment } from './hold.ts';

export interface CourseSample extends Moment {
  /** Inside the zone, and a vessel that the rule concerns. */
  readonly watched: boolean;
  readonly sogKn: number | null;
  readonly cogDeg: number | null;
}

/** Course over ground means nothing at rest. */
const makingWayKn = 1.5;
const againstDeg = 120;
/** Crossing is neither with nor against: an open offence ends on this side of it only. */
const withDeg = 90;

/** Smallest angle between two directions, 0 to 180 degrees. */
export function angleBetween(aDeg: number, bDeg: number): number {
  const turn = Math.abs(aDeg - bDeg) % 360;
  return turn > 180 ? 360 - turn : turn;
}

/**
 * `zone.wrong-way`: opens when the course over ground lay more than 120° from `axisDeg` at over 1.5 kn for `holdS`; ends
 * when it lay within 90°, or the speed was at or under 1.5 kn, for `holdS`, or when the vessel left or is no longer
 * concerned. A position without speed or, at over 1.5 kn, without course says nothing.
 */
export function zoneWrongWay(state: Hold, sample: CourseSample, axisDeg: number, holdS: number): Hold {
  const { watched, sogKn, cogDeg } = sample;
  if (!watched) return calm;
  if (sogKn === null) return state;
  const makesWay = sogKn > makingWayKn;
  if (makesWay && cogDeg === null) return state;
  const offDeg = makesWay && cogDeg !== null ? angleBetween(cogDeg, axisDeg) : 0;
  return held(state, state.open ? offDeg <= withDeg : offDeg > againstDeg, sample, holdS);
}
