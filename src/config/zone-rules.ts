import type { AlertSeverity } from '../model/alert.ts';
import type { HazardState, VesselClass } from '../model/vessel.ts';
import type { AppliesTo, ZoneRule, ZoneRuleKind } from '../model/zone.ts';
import { fail, isObject, numberOr, onlyKnown, type Place, shown, word, wordsOr } from './fields.ts';

/** The rules that exist, with the severity taken when the file names none. */
const standardSeverity: Record<ZoneRuleKind, AlertSeverity> = {
  'zone.enter': 'info',
  'zone.exit': 'info',
  'zone.speed': 'warning',
};
const ruleKinds: readonly ZoneRuleKind[] = ['zone.enter', 'zone.exit', 'zone.speed'];
const severities: readonly AlertSeverity[] = ['info', 'caution', 'warning', 'alarm'];
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

const ruleFields = ['rule', 'severity', 'appliesTo', 'limitKn', 'holdS'];
const appliesToFields = ['hazard', 'classes', 'minCones', 'minLengthM'];

function appliesTo(value: unknown, place: Place, field: string): AppliesTo {
  const given = value ?? {};
  if (!isObject(given)) fail(place, `${field} ${shown(value)} is not an object.`);
  onlyKnown(given, appliesToFields, place, field);
  const { hazard, classes, minCones, minLengthM } = given;
  return {
    hazard: wordsOr(hazard, standardHazard, hazardStates, place, `${field}.hazard`),
    classes: wordsOr(classes, null, watchedClasses, place, `${field}.classes`),
    minCones: numberOr(minCones, null, { min: 0, max: 3, whole: true, unit: '' }, place, `${field}.minCones`),
    minLengthM: numberOr(minLengthM, null, { min: 0, max: 1022, unit: ' m' }, place, `${field}.minLengthM`),
  };
}

function zoneRule(value: unknown, place: Place, field: string): ZoneRule {
  if (!isObject(value)) fail(place, `${field} ${shown(value)} is not an object.`);
  onlyKnown(value, ruleFields, place, field);
  const { rule: kind, severity, appliesTo: concerned, limitKn: limit, holdS } = value;
  const rule = word(kind, ruleKinds, place, `${field}.rule`);
  const limitKn = numberOr(limit, null, { min: 0.1, max: 102.2, unit: ' kn' }, place, `${field}.limitKn`);
  if (rule === 'zone.speed' && limitKn === null)
    fail(place, `${field}.limitKn is missing: zone.speed needs it.`);
  if (rule !== 'zone.speed' && limitKn !== null)
    fail(place, `${field}.limitKn has no meaning for ${rule}: it belongs to zone.speed.`);
  return {
    rule,
    severity: word(severity ?? standardSeverity[rule], severities, place, `${field}.severity`),
    appliesTo: appliesTo(concerned, place, `${field}.appliesTo`),
    limitKn,
    holdS: numberOr(holdS, 60, { min: 0, max: 3600, unit: ' s' }, place, `${field}.holdS`),
  };
}

/**
 * `properties.rules` of one feature. A kind of rule stands at most once in a zone, because one cause (rule, zone,
 * vessel) has one open alert.
 * @throws ConfigError naming the place and the field.
 */
export function zoneRules(value: unknown, place: Place): readonly ZoneRule[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) fail(place, `rules ${shown(value)} is not a list.`);
  const rules = value.map((item: unknown, i) => zoneRule(item, place, `rules[${i}]`));
  const again = rules.findIndex((r, i) => rules.findIndex((s) => s.rule === r.rule) < i);
  if (again >= 0)
    fail(place, `rules[${again}].rule "${rules[again]?.rule}" stands twice: a zone has each rule once.`);
  return rules;
}
