import type { AisMessage } from '../model/messages.ts';
import type { Provenance, Vessel } from '../model/vessel.ts';
import type { Entry } from './entry.ts';
import { fingerprint } from './fingerprint.ts';
import { int, RETOLD, type Rows, TOLD, toldWidth, width } from './rows.ts';

/**
 * Nearly all static, voyage and Inland messages say what was said minutes before. One that was seen to change nothing of
 * the vessel is known again by its fingerprint, and touches only the vessel's row: the times at which things were told
 * are written into its objects when these are next read.
 *
 * Of each kind of message a row has the fingerprint of the one that changed nothing, and the time at which it came again.
 */

/** Groups that a kind tells; kinds that share one are not remembered together, so that each group has one teller. */
const groupsOf: readonly (readonly (keyof Provenance)[])[] = [
  ['name', 'static', 'voyage'],
  ['inland'],
  ['name'],
  ['static'],
];
/** Bits of the kinds that share a group with it. */
const rivals = [0b1100, 0, 0b0001, 0b0001];

/** Number of the kind: message 5, Inland FI 10, parts A and B of message 24; −1 for others. */
export function kindOf(message: AisMessage): number {
  switch (message.type) {
    case 5:
      return 0;
    case 8:
      return message.inland === null ? -1 : 1;
    case 24:
      return message.part === 0 ? 2 : 3;
    default:
      return -1;
  }
}

/** True when it is the message that is known to change nothing; its time is noted. */
export function saysAgain(
  rows: Rows,
  row: number,
  kind: number,
  message: AisMessage,
  receiver: string,
  atMs: number,
): boolean {
  if (kind < 0) return false;
  const at = row * toldWidth + 2 * kind;
  if (rows.toldInts[2 * at] === 0) return false;
  const { low, high } = fingerprint(message, receiver);
  if (rows.toldInts[2 * at] !== low || rows.toldInts[2 * at + 1] !== high) return false;
  rows.told[at + 1] = atMs;
  rows.ints[2 * row * width + RETOLD] = int(rows, row, RETOLD) | (1 << kind);
  return true;
}

/**
 * What the cargo is judged by was said again: the evidence is newer, and nothing else. It is judged as of then when the
 * hazard is next read: most of what is said again nobody reads.
 */
export function retold(rows: Rows, row: number, nowMs: number): void {
  rows.doubles[row * width + TOLD] = nowMs;
}

/**
 * After a message that told something: remembers it when it changed nothing, else forgets all that was remembered.
 *
 * @param before what was said before it; null when it is one that always counts
 */
export function learn(
  rows: Rows,
  entry: Entry,
  before: readonly unknown[] | null,
  message: AisMessage,
  receiver: string,
): void {
  const { vessel } = entry;
  if (before === null || !isSame(before, saidOf(entry)) || !isNamed(vessel, message)) {
    forgetSaid(rows, vessel.row);
    return;
  }
  const kind = kindOf(message);
  const rival = rivals[kind] ?? 0;
  for (let other = 0; other < groupsOf.length; other++)
    if ((rival & (1 << other)) !== 0) forgetKind(rows, vessel.row, other);
  const at = 2 * (vessel.row * toldWidth + 2 * kind);
  const { low, high } = fingerprint(message, receiver);
  rows.toldInts[at] = low;
  rows.toldInts[at + 1] = high;
}

/** A message that could tell the name and did not leaves the name's time as it was: it is not one of those remembered. */
const isNamed = ({ name }: Vessel, message: AisMessage): boolean => {
  if (message.type === 5 || (message.type === 24 && message.part === 0))
    return message.name !== null && message.name === name;
  return true;
};

/** Something of the vessel changed: what changed nothing before may do so now. */
export function forgetSaid(rows: Rows, row: number): void {
  for (let kind = 0; kind < groupsOf.length; kind++) forgetKind(rows, row, kind);
}

function forgetKind(rows: Rows, row: number, kind: number): void {
  rows.toldInts[2 * (row * toldWidth + 2 * kind)] = 0;
}

/** Writes the times at which things were told again. */
export function writeTimes(rows: Rows, row: number, provenance: Provenance): void {
  const kinds = int(rows, row, RETOLD);
  rows.ints[2 * row * width + RETOLD] = 0;
  for (let kind = 0; kind < groupsOf.length; kind++) {
    if ((kinds & (1 << kind)) === 0) continue;
    for (const group of groupsOf[kind] ?? []) {
      const origin = provenance[group];
      if (origin !== null) origin.atMs = rows.told[row * toldWidth + 2 * kind + 1] ?? origin.atMs;
    }
  }
}

/** Everything of a vessel that such a message can change, besides times. */
export const saidOf = ({ vessel: v, pendingName, mask }: Entry): readonly unknown[] => [
  ...[
    v.class,
    v.name,
    v.nameConfirmed,
    pendingName,
    v.callsign,
    v.imo,
    v.eni,
    v.shipType,
    v.eriType,
    v.convoy,
  ],
  ...[v.toBowM, v.toSternM, v.toPortM, v.toStarboardM, v.lengthM, v.beamM, v.draughtM],
  ...[v.destination, v.eta, v.inlandHazard, mask],
];

const isSame = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.every((value, i) => value === after[i]);
