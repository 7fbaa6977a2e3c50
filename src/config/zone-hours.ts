import type { Hours, Weekday, Zone } from '../model/zone.ts';
import {
  fail,
  instant,
  isObject,
  type JsonObject,
  listOr,
  onlyKnown,
  type Place,
  shown,
  wordsOr,
} from './fields.ts';

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function clock(value: unknown, place: Place, field: string): string {
  if (typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return value;
  return fail(place, `${field} ${shown(value)} is not a time of day from "00:00" to "23:59".`);
}

function hours(value: unknown, place: Place, field: string): Hours {
  if (!isObject(value)) return fail(place, `${field} ${shown(value)} is not an object.`);
  onlyKnown(value, ['days', 'from', 'to'], place, field);
  const { days, from, to } = value;
  return {
    days: wordsOr(days, weekdays, weekdays, place, `${field}.days`),
    from: clock(from, place, `${field}.from`),
    to: clock(to, place, `${field}.to`),
  };
}

/** When the rules of a zone are in force: `validFrom`, `validTo`, `schedule`. */
export function zoneHours(
  { validFrom, validTo, schedule }: JsonObject,
  place: Place,
): Pick<Zone, 'validFrom' | 'validTo' | 'schedule'> {
  const from = (validFrom ?? null) === null ? null : instant(validFrom, 'begin', place, 'validFrom');
  const to = (validTo ?? null) === null ? null : instant(validTo, 'end', place, 'validTo');
  if (from !== null && to !== null && from >= to)
    fail(place, `validTo ${shown(validTo)} is not after validFrom ${shown(validFrom)}.`);
  const stretches = listOr(schedule, hours, place, 'schedule');
  return {
    ...(from !== null && { validFrom: from }),
    ...(to !== null && { validTo: to }),
    ...(stretches && { schedule: stretches }),
  };
}
