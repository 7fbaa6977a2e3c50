import { mmsiText } from '../model/vessel.ts';
import type { ZoneRuleKind } from '../model/zone.ts';

/** Name of the condition that a zone rule opens: `zone.enter:<zone id>:<nine digits>`. */
export const causeOf = (rule: ZoneRuleKind, zoneId: string, mmsi: number): string =>
  `${rule}:${zoneId}:${mmsiText(mmsi)}`;

const vesselRules: readonly ZoneRuleKind[] = [
  'zone.enter',
  'zone.exit',
  'zone.speed',
  'zone.dwell',
  'zone.stop',
  'zone.wrong-way',
];
const shape = /^(zone\.[a-z-]+):(.+):(\d{9,})$/s;

/** The parts of a cause, or null for a cause of another rule. A zone's id may hold colons. */
export function partsOf(cause: string): { rule: ZoneRuleKind; zoneId: string; mmsi: number } | null {
  const [, kind, zoneId, digits] = shape.exec(cause) ?? [];
  const rule = vesselRules.find((known) => known === kind);
  if (rule === undefined || zoneId === undefined) return null;
  return { rule, zoneId, mmsi: Number(digits) };
}

const crowd = 'zone.capacity:';

/** Name of the condition that `zone.capacity` opens: one a zone, `zone.capacity:<zone id>`. */
export const crowdCauseOf = (zoneId: string): string => crowd + zoneId;

/** The zone of such a cause, or null. */
export const crowdZoneOf = (cause: string): string | null =>
  cause.startsWith(crowd) ? cause.slice(crowd.length) : null;
