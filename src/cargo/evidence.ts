import type { EvidenceSource, Hazard, HazardEvidence, Provenance, Vessel } from '../model/vessel.ts';
import type { CargoSigns } from './signs.ts';
import { coneText, declarationText, eriText, messageText, shipTypeText } from './words.ts';

/** Statements kept that count no more. */
export const maxPast = 16;

type Times = Pick<Provenance, 'static' | 'inland'>;

/** What counts now: newest first; of one time, the stronger source first. */
export function currentEvidence(signs: CargoSigns, times: Times): HazardEvidence[] {
  const evidence: HazardEvidence[] = [];
  const add = (source: EvidenceSource, value: string, atMs: number | undefined) => {
    if (atMs !== undefined) evidence.push({ source, value, atMs });
  };
  const { inlandHazard, eriType, shipType, message } = signs;
  for (const declaration of signs.declared.declarations)
    add('declaration', declarationText(declaration), declaration.declaredAtMs);
  if (inlandHazard !== null) add('inland-ais', coneText(inlandHazard), times.inland?.atMs);
  if (message !== null) add('dangerous-cargo-message', messageText(message), message.atMs);
  if (eriType !== null) add('eri-type', eriText(eriType), times.inland?.atMs);
  if (shipType !== null) add('ship-type', shipTypeText(shipType), times.static?.atMs);
  // stable, so that the order of strength holds among equals
  return isInOrder(evidence) ? evidence : evidence.sort((a, b) => b.atMs - a.atMs);
}

function isInOrder(evidence: readonly HazardEvidence[]): boolean {
  let beforeMs = Number.POSITIVE_INFINITY;
  for (const { atMs } of evidence) {
    if (atMs > beforeMs) return false;
    beforeMs = atMs;
  }
  return true;
}

const isSame = (a: HazardEvidence, b: HazardEvidence): boolean =>
  a.source === b.source && a.value === b.value;

/**
 * What was said before and counts no more: nothing that was heard is overwritten. A statement that was heard in turn
 * with another stands once, with the time at which it was heard last.
 */
export function pastEvidence(before: Hazard, now: readonly HazardEvidence[]): readonly HazardEvidence[] {
  if (
    before.evidence.length <= now.length &&
    before.evidence.every((said, i) => isSame(said, now[i] ?? said))
  )
    return before.past;
  const gone = before.evidence.filter((said) => !now.some((other) => isSame(said, other)));
  if (gone.length === 0) return before.past;
  const older = before.past.filter((said) => !gone.some((other) => isSame(said, other)));
  return [...gone, ...older].slice(0, maxPast);
}

/** Newest first; by the register, then by AIS. */
export function personsOf(vessel: Vessel, { declared }: CargoSigns): number | null {
  const { persons } = vessel;
  const by = declared.persons;
  if (by === null) return persons?.count ?? null;
  return persons !== null && persons.atMs > by.declaredAtMs ? persons.count : by.personsOnBoard;
}
