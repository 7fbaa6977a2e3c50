import type { Hazard, HazardState, Vessel } from '../model/vessel.ts';
import { conflictsOf } from './conflict.ts';
import { type DeclaredNow, distinct, higher, worst } from './declared.ts';
import { currentEvidence, pastEvidence, personsOf } from './evidence.ts';
import { type CargoSigns, signsOf } from './signs.ts';

/**
 * Hazard of a vessel by all that is known now. Any evidence of dangerous goods confirms them, whatever stronger
 * sources say. Nothing that a tank hull sends of itself makes it safe: inland skippers need not send cones, a third of
 * tankers sends "unknown" and half send 0 while loaded, and cones stay up until gas-free.
 * @param declared declarations valid at `nowMs`
 */
export function judge(vessel: Vessel, declared: DeclaredNow, nowMs: number): Hazard {
  const signs = signsOf(vessel, declared, nowMs);
  const { message } = signs;
  const evidence = currentEvidence(signs, vessel.provenance);
  const conflicts = conflictsOf(signs);
  return {
    state: stateOf(signs),
    cones: higher(signs.cones, declared.cones),
    bFlag: signs.bFlag || declared.bFlag,
    category: categoryOf(signs),
    unNumbers: union(declared.unNumbers, message?.unNumbers),
    imdgClasses: union(declared.imdgClasses, message?.imdgClasses),
    personsOnBoard: personsOf(vessel, signs),
    evidence,
    past: pastEvidence(vessel.hazard, evidence),
    conflict: conflicts.length > 0,
    conflictText: conflicts.length > 0 ? conflicts.join('; ') : null,
    tankHull: signs.tankHull,
  };
}

function stateOf(signs: CargoSigns): HazardState {
  const { hull, declared } = signs;
  if (signs.class !== 'A' && signs.class !== 'B' && signs.class !== 'inland') return 'not-applicable';
  if (hasDangerousGoods(signs)) return 'confirmed';
  if (hull === 'tanker') return declared.none?.gasFree === true ? 'none-declared' : 'suspected';
  if (hull === 'no-cargo') return 'not-applicable';
  if (declared.none !== null) return 'none-declared';
  return hull === 'dry-cargo' && signs.cones === 0 ? 'none-declared' : 'unknown';
}

const hasDangerousGoods = ({ cones, bFlag, category, message, declared }: CargoSigns): boolean =>
  (cones ?? 0) > 0 || bFlag || category !== null || message !== null || declared.dangerous;

function categoryOf({ category, message, declared }: CargoSigns): Hazard['category'] {
  if (declared.category === null && message === null) return category;
  return worst([category, declared.category, message?.category ?? null]);
}

function union<T extends number | string>(
  declared: readonly T[],
  said: readonly T[] | undefined,
): readonly T[] {
  return said === undefined || said.length === 0 ? declared : distinct([...declared, ...said]);
}
