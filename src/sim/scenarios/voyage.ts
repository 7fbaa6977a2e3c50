import type { AisMessage } from '../../model/messages.ts';
import { ahead, type Point, toLat, toLon } from '../plane.ts';
import { descriptions, type Hull } from './hulls.ts';
import { type Sent, startMs } from './scenario.ts';

/** A stretch of a vessel's way, or of its stay. */
export interface Leg {
  readonly forS: number;
  /** Speed over ground as she tells it. */
  readonly kn: number;
  /** 0 when not given. */
  readonly cogDeg?: number;
  /** The course when not given. */
  readonly headingDeg?: number;
  /** 0, under way, when not given. */
  readonly navStatus?: number;
  /** Seconds between two reports; 10 when not given. */
  readonly everyS?: number;
  /** Begins here, wherever she was before. */
  readonly at?: Point;
  /** She sails and nobody hears her. */
  readonly silent?: true;
}

export interface VoyageOptions {
  /** Seconds from the start to her first report; her name and cargo are told a second before. 10 when not given. */
  readonly fromS?: number;
  readonly receiver?: string;
}

const metresPerSecondPerKnot = 1852 / 3600;
const describedEveryS = 360;
export const usualReceiver = 'kallo';

/** What a vessel is heard to send: a report at the beginning of each leg and every `everyS` of it, static data every six minutes. */
export function voyage(
  hull: Hull,
  from: Point,
  legs: readonly Leg[],
  { fromS = 10, receiver = usualReceiver }: VoyageOptions = {},
): Sent[] {
  const sent: Sent[] = [];
  let describedS = Number.NEGATIVE_INFINITY;
  const send = (atS: number, message: AisMessage): void => void sent.push({ atS, message, receiver });
  let legFromS = fromS;
  let at = from;
  for (const leg of legs) {
    const { forS, kn, cogDeg = 0, everyS = 10 } = leg;
    at = leg.at ?? at;
    const mps = kn * metresPerSecondPerKnot;
    if (leg.silent === undefined)
      for (let s = 0; s < forS; s += everyS) {
        const atS = legFromS + s;
        if (atS - describedS >= describedEveryS) {
          describedS = atS;
          for (const message of descriptions(hull)) send(atS - 1, message);
        }
        send(atS, report(hull, leg, ahead(at, cogDeg, mps * s), atS));
      }
    at = ahead(at, cogDeg, mps * forS);
    legFromS += forS;
  }
  return sent;
}

function report(hull: Hull, leg: Leg, at: Point, atS: number): AisMessage {
  const { kn, cogDeg = 0, headingDeg = cogDeg, navStatus = 0 } = leg;
  const seen = {
    repeat: 0,
    mmsi: hull.mmsi,
    positionAccurate: true,
    lon: toLon(at.x),
    lat: toLat(at.y),
    sogKn: kn,
    cogDeg,
    headingDeg,
    utcSecond: Math.floor(startMs / 1000 + atS) % 60,
    raim: false,
  };
  if (hull.unit !== 'B') return { ...seen, type: 1, navStatus, rotDegPerMin: 0, manoeuvre: 0, radio: 0 };
  return { ...seen, type: 18, headingDeg: null, carrierSense: true, assigned: false, radio: 0xe0006 };
}
