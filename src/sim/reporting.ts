/** Reporting intervals of ITU-R M.1371-5, Annex 1, table 1, in milliseconds. */

const atRest = 180_000;
/** A swing of more than 5° from the mean heading of 30 s counts as changing course. */
const turningDegPerMin = 10;

/** Navigational status 1 at anchor, 5 moored. */
const holdsFast = (navStatus: number): boolean => navStatus === 1 || navStatus === 5;

export const isTurning = (rotDegPerMin: number): boolean => Math.abs(rotDegPerMin) > turningDegPerMin;

/** Class A: from navigational status, speed and change of course. */
export function classAIntervalMs(navStatus: number, sogKn: number, rotDegPerMin: number): number {
  if (holdsFast(navStatus)) return sogKn > 3 ? 10_000 : atRest;
  const turning = isTurning(rotDegPerMin);
  if (sogKn > 23) return 2_000;
  if (sogKn > 14) return turning ? 2_000 : 6_000;
  return turning ? 3_333 : 10_000;
}

/** Class B with carrier sense: by speed alone. */
export const classBIntervalMs = (sogKn: number): number => (sogKn > 2 ? 30_000 : atRest);

/** Static and voyage data. */
export const staticIntervalMs = 360_000;
export const baseStationIntervalMs = 10_000;
export const aidIntervalMs = 180_000;
export const aircraftIntervalMs = 10_000;
