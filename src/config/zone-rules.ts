import type { AlertSeverity } from '../model/alert.ts';
import type { ZoneRule, ZoneRuleKind } from '../model/zone.ts';
import { appliesTo } from './applies-to.ts';
import { fail, isObject, type JsonObject, numberOr, onlyKnown, type Place, shown, word } from './fields.ts';
import { severities } from './known-words.ts';

/** The rules that exist, with the severity taken when the file names none. */
const standardSeverity: Record<ZoneRuleKind, AlertSeverity> = {
  'zone.enter': 'info',
  'zone.exit': 'info',
  'zone.speed': 'warning',
  'zone.dwell': 'caution',
  'zone.stop': 'warning',
  'zone.capacity': 'warning',
  'zone.wrong-way': 'warning',
};
const ruleKinds: readonly ZoneRuleKind[] = [
  'zone.enter',
  'zone.exit',
  'zone.speed',
  'zone.dwell',
  'zone.stop',
  'zone.capacity',
  'zone.wrong-way',
];
/** Which field belongs to which rule: elsewhere it would be silently without effect. */
const ownerOf = {
  limitKn: 'zone.speed',
  limitS: 'zone.dwell',
  axisDeg: 'zone.wrong-way',
  maxVessels: 'zone.capacity',
  passengerBesideCones: 'zone.capacity',
} as const satisfies Record<string, ZoneRuleKind>;
const ruleFields = ['rule', 'severity', 'appliesTo', 'limitKn', 'holdS', ...Object.keys(ownerOf).slice(1)];

/** Numbers that only some rules have, with those that are missing left out. */
function ownNumbers(value: JsonObject, rule: ZoneRuleKind, place: Place, field: string): Partial<ZoneRule> {
  for (const [name, owner] of Object.entries(ownerOf))
    if (owner !== rule && (value[name] ?? null) !== null)
      fail(place, `${field}.${name} has no meaning for ${rule}: it belongs to ${owner}.`);
  const read = (name: keyof typeof ownerOf, min: number, max: number, unit: string, whole?: true) =>
    numberOr(value[name], null, { min, max, unit, ...(whole && { whole }) }, place, `${field}.${name}`);
  const limitS = read('limitS', 1, 2_592_000, ' s');
  const axisDeg = read('axisDeg', 0, 360, '°');
  const maxVessels = read('maxVessels', 0, 10_000, '', true);
  const cones = read('passengerBesideCones', 1, 3, '', true);
  const needs = (name: string): never => fail(place, `${field}.${name} is missing: ${rule} needs it.`);
  if (rule === 'zone.dwell' && limitS === null) needs('limitS');
  if (rule === 'zone.wrong-way' && axisDeg === null) needs('axisDeg');
  if (rule === 'zone.capacity' && maxVessels === null && cones === null) needs('maxVessels');
  return {
    ...(limitS !== null && { limitS }),
    ...(axisDeg !== null && { axisDeg }),
    ...(maxVessels !== null && { maxVessels }),
    ...(cones !== null && { passengerBesideCones: cones }),
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
  const own = ownNumbers(value, rule, place, field);
  const standardHoldS = rule === 'zone.stop' ? 300 : 60;
  return {
    rule,
    severity: word(severity ?? standardSeverity[rule], severities, place, `${field}.severity`),
    appliesTo: appliesTo(concerned, place, `${field}.appliesTo`),
    limitKn,
    holdS: numberOr(holdS, standardHoldS, { min: 0, max: 3600, unit: ' s' }, place, `${field}.holdS`),
    ...own,
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
