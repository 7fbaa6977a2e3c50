import type { Vessel } from '../model/vessel.ts';

/**
 * Takes a name that was heard. It is confirmed by a second equal message: a checksum of eight bits lets one
 * corrupt sentence in 256 through. A confirmed name gives way only to another that was heard twice.
 *
 * @param pending the name heard once and not shown, or that was shown and is doubted; null when there is none
 * @returns the new pending name
 */
export function hearName(vessel: Vessel, name: string | null, pending: string | null): string | null {
  if (name === null) return pending;
  if (name === vessel.name) {
    vessel.nameConfirmed = true;
    return null;
  }
  if (name === pending) {
    vessel.name = name;
    vessel.nameConfirmed = true;
    return null;
  }
  if (vessel.nameConfirmed) return name;
  const before = vessel.name;
  vessel.name = name;
  return before;
}
