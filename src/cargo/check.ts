import type { DeclaredCargo, GoodsItem } from '../model/cargo.ts';
import { distinct, saysDangerous, saysNone } from './declared.ts';

/** What is wrong with a declaration as a whole; each field by itself has been checked where it came in. */
export interface CargoFault {
  readonly field: string;
  readonly detail: string;
}

const yearMs = 366 * 86_400_000;

/** The first contradiction between the fields of a declaration, or with the time; null when it makes sense. */
export function faultOf(cargo: DeclaredCargo, nowMs: number): CargoFault | null {
  const { validFromMs, validToMs } = cargo;
  const fault = (field: string, detail: string): CargoFault => ({ field, detail });
  if (!Number.isFinite(validFromMs)) return fault('validFrom', 'there is no such time');
  if (!Number.isFinite(validToMs)) return fault('validTo', 'there is no such time');
  if (validToMs <= validFromMs) return fault('validTo', 'must be later than validFrom');
  if (validToMs <= nowMs) return fault('validTo', 'has passed already');
  if (validToMs - validFromMs > yearMs) return fault('validTo', 'is more than a year after validFrom');
  if (validFromMs - nowMs > yearMs) return fault('validFrom', 'is more than a year ahead');
  if (cargo.gasFree && !saysNone(cargo))
    return fault('gasFree', 'goes only with a declaration of none: cones 0 and no goods');
  if (!saysDangerous(cargo) && !saysNone(cargo) && cargo.personsOnBoard === null)
    return fault('cones', 'nothing is declared: give the goods, or 0 when no dangerous goods are aboard');
  return null;
}

/** With the UN numbers and classes of the single goods among those of the whole, each once. */
export function completed(cargo: DeclaredCargo): DeclaredCargo {
  const of = <T>(field: (item: GoodsItem) => T | null): T[] =>
    cargo.goods.map(field).filter((value) => value !== null);
  return {
    ...cargo,
    unNumbers: distinct([...cargo.unNumbers, ...of((item) => item.unNumber)]),
    imdgClasses: distinct([...cargo.imdgClasses, ...of((item) => item.imdgClass)]),
  };
}
