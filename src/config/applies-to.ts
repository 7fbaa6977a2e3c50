import type { HazardState, VesselClass } from '../model/vessel.ts';
import type { AppliesTo, Exemption } from '../model/zone.ts';
import {
  fail,
  instant,
  isObject,
  listOr,
  numberOr,
  onlyKnown,
  type Place,
  shown,
  textOr,
  wordsOr,
} from './fields.ts';

const hazardStates: readonly HazardState[] = [
  'confirmed',
  'suspected',
  'unknown',
  'none-declared',
  'not-applicable',
];
/** Base stations and aids to navigation stand still and are never watched. */
const watchedClasses: readonly VesselClass[] = ['A', 'B', 'inland', 'sart', 'sar'];
const standardHazard: readonly HazardState[] = ['confirmed', 'suspected'];

const known = [
  'hazard',
  'classes',
  'minCones',
  'minLengthM',
  'maxLengthM',
  'minDraughtM',
  'shipTypes',
  'flags',
  'mmsis',
  'exempt',
];

const isMmsi = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 999_999_999;

function mmsiOf(value: unknown, place: Place, field: string): number {
  // with leading zeros it can only be written as text
  const number = typeof value === 'string' && /^\d{9}$/.test(value) ? Number(value) : value;
  return isMmsi(number) ? number : fail(place, `${field} ${shown(value)} is not an MMSI.`);
}

/** One ship type or a range `70-79`, written out. */
function shipTypesOf(value: unknown, place: Place, field: string): number[] {
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(String(value)) ?? [];
  const [first, last] = typeof value === 'string' ? [Number(from), Number(to)] : [value, value];
  const whole = typeof first === 'number' && typeof last === 'number' && Number.isInteger(first);
  if (!whole || first < 0 || last > 99 || !(first <= last))
    return fail(
      place,
      `${field} ${shown(value)} is not a ship type from 0 to 99 or a range such as "70-79".`,
    );
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function flagOf(value: unknown, place: Place, field: string): string {
  if (typeof value === 'string' && /^[A-Z]{2}$/.test(value)) return value;
  return fail(place, `${field} ${shown(value)} is not a flag of two capital letters such as "BE".`);
}

function exemption(value: unknown, place: Place, field: string): Exemption {
  if (!isObject(value)) return fail(place, `${field} ${shown(value)} is not an object.`);
  onlyKnown(value, ['mmsi', 'until', 'reason'], place, field);
  const { mmsi, until, reason } = value;
  return {
    mmsi: mmsiOf(mmsi, place, `${field}.mmsi`),
    until: instant(until, 'end', place, `${field}.until`),
    reason: textOr(reason, null, place, `${field}.reason`),
  };
}

/** `appliesTo` of a rule. What is not given is left out or null. */
export function appliesTo(value: unknown, place: Place, field: string): AppliesTo {
  const given = value ?? {};
  if (!isObject(given)) fail(place, `${field} ${shown(value)} is not an object.`);
  onlyKnown(given, known, place, field);
  const { hazard, classes, minCones, minLengthM } = given;
  const { maxLengthM: longest, minDraughtM: deepest, shipTypes: types } = given;
  const { flags: flagList, mmsis: mmsiList, exempt: exemptions } = given;
  const metres = { min: 0, max: 1022, unit: ' m' };
  const maxLengthM = numberOr(longest, null, metres, place, `${field}.maxLengthM`);
  const minDraughtM = numberOr(deepest, null, { ...metres, max: 25.5 }, place, `${field}.minDraughtM`);
  const shipTypes = listOr(types, shipTypesOf, place, `${field}.shipTypes`)?.flat();
  const flags = listOr(flagList, flagOf, place, `${field}.flags`);
  const mmsis = listOr(mmsiList, mmsiOf, place, `${field}.mmsis`);
  const exempt = listOr(exemptions, exemption, place, `${field}.exempt`);
  return {
    hazard: wordsOr(hazard, standardHazard, hazardStates, place, `${field}.hazard`),
    classes: wordsOr(classes, null, watchedClasses, place, `${field}.classes`),
    minCones: numberOr(minCones, null, { min: 0, max: 3, whole: true, unit: '' }, place, `${field}.minCones`),
    minLengthM: numberOr(minLengthM, null, metres, place, `${field}.minLengthM`),
    ...(maxLengthM !== null && { maxLengthM }),
    ...(minDraughtM !== null && { minDraughtM }),
    ...(shipTypes && { shipTypes }),
    ...(flags && { flags }),
    ...(mmsis && { mmsis }),
    ...(exempt && { exempt }),
  };
}
