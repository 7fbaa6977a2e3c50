import { mmsiText } from '../model/vessel.ts';
import type { ZoneRuleKind } from '../model/zone.ts';

/** Name of the condition that a zone rule opens: `zone.enter:<zone id>:<nine digits>`. */
export const causeOf = (rule: ZoneRuleKind, zoneId: string, mmsi: number): string =>
  `${rule}:${zoneId}:${mmsiText(mmsi)}`;

const shape = /^(zone\.(?:enter|exit|speed)):(.+):(\d{9,})$/s;

/** The parts of a cause, or null for a cause of another rule. A zone's id may hold colons. */
export function partsOf(cause: string): { rule: ZoneRuleKind; zoneId: string; mmsi: number } | null {
  const [, rule, zoneId, digits] = shape.exec(cause) ?? [];
  if ((rule !== 'zone.enter' && rule !== 'zone.exit' && rule !== 'zone.speed') || zoneId === undefined)
    return null;
  return { rule, zoneId, mmsi: Number(digits) };
}
