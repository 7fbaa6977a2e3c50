/** Messages a second by hour of the day (UTC), learned over days. */
export interface HourProfile {
  readonly perS: number[];
  /** Days that each hour was observed. */
  readonly days: number[];
  /** Hours since 1970 of the hour that is being observed; −1 before the first. */
  hour: number;
  arrivals: number;
  /** Observed seconds of that hour; time in which the server was away is not among them. */
  seconds: number;
}

const hoursADay = 24;
const mostOfTheDay = 22;
const hourMs = 3_600_000;
/** An hour that was observed for less says nothing. */
const leastSeconds = 600;
/** Weight of the latest day once more days are known than it stands for: the profile follows the season. */
const latestWeight = 0.2;

export const newProfile = (): HourProfile => ({
  perS: new Array<number>(hoursADay).fill(0),
  days: new Array<number>(hoursADay).fill(0),
  hour: -1,
  arrivals: 0,
  seconds: 0,
});

function fold(profile: HourProfile): void {
  const { perS, days, seconds, arrivals } = profile;
  if (profile.hour < 0 || seconds < leastSeconds) return;
  const i = profile.hour % hoursADay;
  const known = (days[i] ?? 0) + 1;
  const before = perS[i] ?? 0;
  days[i] = known;
  perS[i] = before + (arrivals / seconds - before) * Math.max(1 / known, latestWeight);
}

/** Counts what arrived in the `seconds` before `nowMs`. */
export function learn(profile: HourProfile, arrivals: number, seconds: number, nowMs: number): void {
  const hour = Math.floor(nowMs / hourMs);
  if (hour !== profile.hour) {
    fold(profile);
    profile.hour = hour;
    profile.arrivals = 0;
    profile.seconds = 0;
  }
  profile.arrivals += arrivals;
  profile.seconds += seconds;
}

/**
 * Messages a second that are normal at that time; null while that hour is not known. The least of the hour and its
 * neighbours: what begins an hour late, or with the change to summer time, is still normal.
 */
export function normalPerS({ perS, days }: HourProfile, atMs: number): number | null {
  const hour = Math.floor(atMs / hourMs) % hoursADay;
  if ((days[hour] ?? 0) === 0) return null;
  let least = perS[hour] ?? 0;
  for (const i of [(hour + 1) % hoursADay, (hour + hoursADay - 1) % hoursADay])
    if ((days[i] ?? 0) > 0) least = Math.min(least, perS[i] ?? 0);
  return least;
}

/** True once it was observed round the clock, with an hour or two left out. */
export const knowsTheDay = ({ days }: HourProfile): boolean =>
  days.filter((n) => n > 0).length >= mostOfTheDay;
