import type { Random } from '../lib/random.ts';
import type { AisMessage } from '../model/messages.ts';
import type { Particulars } from './fleet.ts';
import type { Harbour } from './harbour.ts';
import { type Itinerary, proceed } from './itinerary.ts';
import { positionOf } from './motion.ts';
import { toLat, toLon } from './plane.ts';
import { classAIntervalMs, classBIntervalMs, staticIntervalMs } from './reporting.ts';
import { classAReport, classBReport, type Observed, staticReports } from './reports.ts';
import type { Station } from './station.ts';

/** How far a fix strays, metres. */
const fixErrorM = 2.5;
const knot = 1_852 / 3_600;
/** All positions are to be on the air within the first seconds, so that the picture fills at once. */
const firstPositionMs: readonly [number, number] = [50, 4_800];
const firstStaticMs: readonly [number, number] = [5_000, 19_000];
/** A new voyage is told soon after it began. */
const voyageNewsMs = 4_000;
/** Two reports of one vessel are at least this far apart. */
const soonestMs = 2_000;
/** A transponder's own clock lets its interval breathe. */
const intervalPlay = 0.04;

const statusAt = (vessel: Particulars, { phase, place }: Itinerary): number => {
  if (phase === 'sailing') return vessel.kind.underWayStatus;
  if (place.off !== null) return 5;
  return place.takes.includes('anchorage') ? 1 : vessel.kind.underWayStatus;
};

/** What her sensors say now, errors included. */
function observe(vessel: Particulars, itinerary: Itinerary, random: Random): Observed {
  const { motion, phase, place } = itinerary;
  const sailing = phase === 'sailing' && motion !== null;
  const at = motion ? positionOf(motion) : place.at;
  const sogKn = sailing
    ? Math.max(0, motion.speedMps / knot + random.bell() * 0.12)
    : random.chance(0.2)
      ? 0.1
      : 0;
  // A receiver at rest computes its course from the noise of its fixes.
  const courseNoise = sogKn > 0.4 ? random.bell() * (3 / Math.max(1, sogKn)) : random.between(-180, 180);
  return {
    lon: toLon(at.x + random.bell() * fixErrorM),
    lat: toLat(at.y + random.bell() * fixErrorM),
    sogKn,
    cogDeg: (sailing ? motion.courseDeg : itinerary.headingDeg) + courseNoise,
    headingDeg: (sailing ? motion.headingDeg : itinerary.headingDeg) + random.bell() * 0.8,
    rotDegPerMin: sailing ? motion.turnDegPerS * 60 : 0,
    navStatus: statusAt(vessel, itinerary),
    onRiver: sailing && motion.track[motion.leg]?.leg === 'river',
  };
}

/** A vessel with her transponder: sends positions by her movement and static data every six minutes. */
export function createVessel(
  vessel: Particulars,
  itinerary: Itinerary,
  startMs: number,
  harbour: Harbour,
  random: Random,
): Station {
  let positionDueMs = startMs + Math.round(random.between(...firstPositionMs));
  let staticDueMs = startMs + Math.round(random.between(...firstStaticMs));

  const afterPosition = (nowMs: number, { navStatus, sogKn, rotDegPerMin }: Observed): number => {
    const nominal =
      vessel.kind.unit === 'B' ? classBIntervalMs(sogKn) : classAIntervalMs(navStatus, sogKn, rotDegPerMin);
    const next = nowMs + Math.round(nominal * (1 + random.bell() * intervalPlay));
    const castsOff = itinerary.phase === 'still' && itinerary.untilMs > nowMs;
    return castsOff ? Math.min(next, Math.max(itinerary.untilMs, nowMs + soonestMs)) : next;
  };

  return {
    get dueMs() {
      return Math.min(positionDueMs, staticDueMs);
    },
    transmit(nowMs) {
      const began = proceed(itinerary, vessel, nowMs, harbour, random);
      if (itinerary.phase === 'away') {
        positionDueMs = Math.max(itinerary.untilMs, nowMs + 1);
        staticDueMs = positionDueMs + voyageNewsMs;
        return [];
      }
      if (began) staticDueMs = nowMs + voyageNewsMs;
      const messages: AisMessage[] = [];
      if (nowMs >= positionDueMs) {
        const seen = observe(vessel, itinerary, random);
        messages.push(
          vessel.kind.unit === 'B'
            ? classBReport(vessel, seen, nowMs)
            : classAReport(vessel, seen, nowMs, random),
        );
        positionDueMs = afterPosition(nowMs, seen);
      }
      if (nowMs >= staticDueMs) {
        messages.push(...staticReports(vessel, itinerary, nowMs));
        staticDueMs = nowMs + staticIntervalMs;
      }
      return messages;
    },
  };
}
