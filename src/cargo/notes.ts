import type { Application } from '../model/applications.ts';
import type { DangerousCargoSaid } from '../model/cargo.ts';
import type { Vessel } from '../model/vessel.ts';
import { dangerousCargoSaid } from './dangerous-cargo.ts';
import { namesGoods } from './declared.ts';

/**
 * Takes what a dangerous-cargo message (DAC 1 FI 25 or FI 12) said. An older message never replaces a newer one, and
 * one that names nothing erases nothing.
 * @returns whether the vessel's cargo has to be judged again
 */
export function noteDangerousCargo(vessel: Vessel, said: DangerousCargoSaid): boolean {
  if (!namesGoods(said) || (vessel.dangerousCargo?.atMs ?? 0) > said.atMs) return false;
  vessel.dangerousCargo = said;
  return true;
}

/** More than any ship carries: a corrupt count is no count. */
const mostPersons = 10_000;

/**
 * Takes a number of persons on board (DAC 200 FI 55: the sum of its parts; DAC 1 FI 16 and FI 40).
 * @param count null or outside 0–10,000: nothing was said
 * @returns whether the vessel's cargo has to be judged again
 */
export function notePersons(vessel: Vessel, count: number | null, atMs: number): boolean {
  if (count === null || !Number.isInteger(count) || count < 0 || count > mostPersons) return false;
  if ((vessel.persons?.atMs ?? 0) > atMs) return false;
  vessel.persons = { count, atMs };
  return true;
}

/**
 * Takes what an application message says of the cargo or the persons of its sender.
 * @returns whether the vessel's cargo has to be judged again
 */
export function noteApplication(vessel: Vessel, said: Application, atMs: number): boolean {
  if (said.kind === 'dangerous-cargo') return noteDangerousCargo(vessel, dangerousCargoSaid(said, atMs));
  return said.kind === 'persons-on-board' && notePersons(vessel, said.persons, atMs);
}
