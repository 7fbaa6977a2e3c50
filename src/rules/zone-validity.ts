import type { Weekday, Zone } from '../model/zone.ts';

const days: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayNames: readonly string[] = days;
const minuteOfWeek = (day: number, minute: number): number => (day * 1440 + minute) % 10_080;

const localClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Brussels',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Minutes since Monday 00:00 by the clock of Brussels. */
function localMinute(atMs: number): number {
  let [day, hour, minute] = [0, 0, 0];
  for (const { type, value } of localClock.formatToParts(atMs)) {
    if (type === 'weekday') day = dayNames.indexOf(value.toLowerCase());
    else if (type === 'hour') hour = Number(value);
    else if (type === 'minute') minute = Number(value);
  }
  return day * 1440 + hour * 60 + minute;
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/**
 * True when the rules of the zone are in force: from `validFrom`, before `validTo`, and within its schedule. A stretch
 * that ends at or before the hour it began at runs into the next day.
 */
export function inForce({ validFrom, validTo, schedule }: Zone, atMs: number): boolean {
  if (validFrom !== undefined && atMs < Date.parse(validFrom)) return false;
  if (validTo !== undefined && atMs >= Date.parse(validTo)) return false;
  if (schedule === undefined) return true;
  const now = localMinute(atMs);
  return schedule.some(({ days: on, from, to }) => {
    const begin = minuteOf(from);
    const lasts = (minuteOf(to) - begin + 1440) % 1440 || 1440;
    return on.some((day) => minuteOfWeek(7, now + 10_080 - days.indexOf(day) * 1440 - begin) < lasts);
  });
}

/** Which zones are in force, by their slot, looked at anew once a minute: a clock by zone and report would cost too much. */
export interface Validity {
  readonly active: readonly boolean[];
  /** Zones that ceased to be in force since the call before; the same empty array while the minute lasts. */
  ceased(nowMs: number): readonly number[];
  /** Another zone in this slot, or none. It counts as in force until the next call of `ceased`. */
  put(slot: number, zone: Zone | undefined): void;
}

const none: readonly number[] = Object.freeze([]);

export function createValidity(zones: readonly Zone[]): Validity {
  const timed = new Map<number, Zone>();
  /** Those of them that changed within the minute. */
  const fresh = new Map<number, Zone>();
  const active: boolean[] = [];
  let minute = -1;

  function put(slot: number, zone: Zone | undefined): void {
    active[slot] = true;
    timed.delete(slot);
    fresh.delete(slot);
    if (zone === undefined || !(zone.validFrom ?? zone.validTo ?? zone.schedule)) return;
    timed.set(slot, zone);
    fresh.set(slot, zone);
  }
  for (const [slot, zone] of zones.entries()) put(slot, zone);

  return {
    active,
    put,
    ceased(nowMs) {
      const now = Math.floor(nowMs / 60_000);
      const due = now === minute ? fresh : timed;
      if (due.size === 0) return none;
      minute = now;
      const over: number[] = [];
      for (const [slot, zone] of due) {
        const before = active[slot];
        active[slot] = inForce(zone, nowMs);
        if (before && !active[slot]) over.push(slot);
      }
      fresh.clear();
      return over;
    },
  };
}
