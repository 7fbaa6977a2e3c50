import type { DangerousCargoSaid, Declaration, DeclaredCargo, PollutionCategory } from '../model/cargo.ts';

/** All declarations of a vessel that are valid at one time, taken together. */
export interface DeclaredNow {
  /** Newest first. */
  readonly declarations: readonly Declaration[];
  /** At least one says that dangerous goods are aboard. */
  readonly dangerous: boolean;
  /** The newest that says "none", whatever the others say. */
  readonly none: Declaration | null;
  /** Highest of all; null when none says a number. */
  readonly cones: 0 | 1 | 2 | 3 | null;
  readonly bFlag: boolean;
  readonly category: PollutionCategory | null;
  readonly unNumbers: readonly number[];
  readonly imdgClasses: readonly string[];
  /** The newest that says how many persons are on board. */
  readonly persons: Declaration | null;
}

export const nothingDeclared: DeclaredNow = {
  declarations: [],
  dangerous: false,
  none: null,
  cones: null,
  bFlag: false,
  category: null,
  unNumbers: [],
  imdgClasses: [],
  persons: null,
};

/** True when it names dangerous goods, or signs that stand for them. Goods without a cone are dangerous goods too. */
export const saysDangerous = (cargo: DeclaredCargo): boolean =>
  (cargo.cones ?? 0) > 0 ||
  cargo.bFlag ||
  cargo.unNumbers.length > 0 ||
  cargo.imdgClasses.length > 0 ||
  cargo.goods.length > 0;

/** True for "no dangerous goods aboard": silence about cones is no such statement. */
export const saysNone = (cargo: DeclaredCargo): boolean => cargo.cones === 0 && !saysDangerous(cargo);

/**
 * Several declarations stand side by side (one a consignment, as agents and forwarders hand them in): goods add up,
 * the highest sign counts, and what is wrong must be withdrawn, for a newer "none" does not undo it.
 * @param declarations valid now, newest first
 */
export function takeTogether(declarations: readonly Declaration[]): DeclaredNow {
  if (declarations.length === 0) return nothingDeclared;
  return {
    declarations,
    dangerous: declarations.some(saysDangerous),
    none: declarations.find(saysNone) ?? null,
    cones: declarations.reduce<DeclaredNow['cones']>((most, { cones }) => higher(most, cones), null),
    bFlag: declarations.some(({ bFlag }) => bFlag),
    category: worst(declarations.flatMap(({ goods }) => goods.map(({ category }) => category))),
    unNumbers: distinct(declarations.flatMap(({ unNumbers }) => unNumbers)),
    imdgClasses: distinct(declarations.flatMap(({ imdgClasses }) => imdgClasses)),
    persons: declarations.find(({ personsOnBoard }) => personsOnBoard !== null) ?? null,
  };
}

/** A message that names nothing (all codes "not available") says nothing. */
export const namesGoods = (said: DangerousCargoSaid): boolean =>
  said.unNumbers.length > 0 ||
  said.imdgClasses.length > 0 ||
  said.category !== null ||
  said.substances.length > 0;

export const higher = <N extends number>(a: N | null, b: N | null): N | null =>
  a === null || (b !== null && b > a) ? b : a;

const byHarm: readonly PollutionCategory[] = ['X', 'Y', 'Z', 'OS'];

/** Most harmful to the sea first (MARPOL Annex II). */
export const worst = (categories: readonly (PollutionCategory | null)[]): PollutionCategory | null =>
  byHarm.find((category) => categories.includes(category)) ?? null;

export const distinct = <T extends number | string>(values: readonly T[]): T[] =>
  [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
