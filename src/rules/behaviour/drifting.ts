import { metresBetween } from './metres.ts';
import type { Report } from './report.ts';
import type { BehaviourSettings } from './settings.ts';

export interface DriftState {
  readonly open: boolean;
  /** Event time since which the opposite of `open` has held; null: it does not hold. */
  readonly sinceMs: number | null;
  /** Where it began. */
  readonly lon: number;
  readonly lat: number;
}

export const notAdrift: DriftState = {
  open: false,
  sinceMs: null,
  lon: 0,
  lat: 0,
};
export const adrift: DriftState = { open: true, sinceMs: null, lon: 0, lat: 0 };

/** Whether she moves sideways; null where speed, course or heading is not known. */
function isSideways({ sogKn, cogDeg, headingDeg }: Report, s: BehaviourSettings['drifting']): boolean | null {
  if (sogKn === null) return null;
  if (sogKn < s.minKn || sogKn > s.maxKn) return false;
  if (cogDeg === null || headingDeg === null) return null;
  const apart = Math.abs(((cogDeg - headingDeg + 540) % 360) - 180);
  return apart > s.offDeg && apart < 180 - s.offDeg;
}

/**
 * `drifting`: at 1–5 kn with the course over ground more than 45° off the heading and off its reverse, for 10 minutes
 * and 500 m. Ends when that has not been so for a minute. Vessels under 50 m are set by every current; one of
 * unknown length counts as long, because static data come minutes after positions, or never.
 */
export function drifting(state: DriftState, report: Report, s: BehaviourSettings['drifting']): DriftState {
  const sideways = isSideways(report, s);
  if (sideways === null) return state;
  const { atMs, lon, lat, lengthM } = report;
  const isShort = lengthM !== null && lengthM < s.minLengthM;
  const holds = sideways && !isShort && (state.open || !report.doubted);
  if (holds === state.open) return state.sinceMs === null ? state : state.open ? adrift : notAdrift;
  if (state.sinceMs === null || report.afterSilence) return { open: state.open, sinceMs: atMs, lon, lat };
  const forMs = atMs - state.sinceMs;
  if (state.open) return forMs >= s.endMs ? notAdrift : state;
  if (forMs < s.holdMs || metresBetween(state.lon, state.lat, lon, lat) < s.overM) return state;
  return adrift;
}
