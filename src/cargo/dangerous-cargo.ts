import type { DangerousCargoSaid, PollutionCategory } from '../model/cargo.ts';
import { distinct, worst } from './declared.ts';

/** One entry of DAC 1 FI 25 (IMO SN.1/Circ.289): a code that says which list, and 13 bits of that list. */
export interface CargoEntry {
  readonly code: number;
  readonly value: number;
}

const categories: readonly (PollutionCategory | null)[] = [null, 'X', 'Y', 'Z', 'OS'];
const bulkGroups = [null, 'A', 'B', 'C', 'MHB'];
const oils = [
  null,
  ...['asphalt solutions', 'oils', 'distillates', 'gas oil', 'gasoline blending stocks', 'gasoline'],
  ...['jet fuel', 'naphtha'],
];

/** 30 is class 3, 21 is class 2.1; below 10 is "not available". */
function classOf(code: number): string | null {
  if (code < 10 || code > 99) return null;
  return code % 10 === 0 ? String(code / 10) : `${Math.floor(code / 10)}.${code % 10}`;
}

/** In tonnes; null where unit or amount are "not available" (0). */
export function tonnesOf(unit: number, amount: number): number | null {
  const tonnesAUnit = [null, 0.001, 1, 1000][unit] ?? null;
  return tonnesAUnit === null || amount === 0 ? null : amount * tonnesAUnit;
}

/** What DAC 1 FI 25 says. Entries of reserved codes and those "not available" are left out. */
export function cargoOfFi25(
  unit: number,
  amount: number,
  entries: readonly CargoEntry[],
  atMs: number,
): DangerousCargoSaid {
  const unNumbers: number[] = [];
  const imdgClasses: (string | null)[] = [];
  const marpol: (PollutionCategory | null)[] = [];
  const substances: string[] = [];
  for (const { code, value } of entries) {
    if (code === 1) imdgClasses.push(classOf(value >> 6));
    else if (code === 2 && value > 0) unNumbers.push(value);
    else if (code === 3) {
      const group = bulkGroups[value >> 10];
      const imdg = classOf((value >> 3) & 0x7f);
      imdgClasses.push(imdg);
      if (group && imdg === null) substances.push(`solid bulk cargo of group ${group}`);
    } else if (code === 4) {
      const oil = oils[value >> 9];
      if (oil) substances.push(`MARPOL Annex I: ${oil}`);
    } else if (code === 5) marpol.push(categories[value >> 10] ?? null);
  }
  return {
    unNumbers: distinct(unNumbers),
    imdgClasses: distinct(imdgClasses.filter((imdg) => imdg !== null)),
    category: worst(marpol),
    substances: distinct(substances),
    tonnes: tonnesOf(unit, amount),
    atMs,
  };
}

/** What the older DAC 1 FI 12 (SN/Circ.236) says: one substance by name, class as text, and UN number. */
export function cargoOfFi12(
  said: {
    readonly name: string | null;
    readonly imdCategory: string | null;
    readonly unNumber: number;
    readonly amount: number;
    readonly unit: number;
  },
  atMs: number,
): DangerousCargoSaid {
  const imdg = /^[1-9](\.[1-6])?$/.exec(said.imdCategory ?? '')?.[0] ?? null;
  return {
    unNumbers: said.unNumber > 0 ? [said.unNumber] : [],
    imdgClasses: imdg === null ? [] : [imdg],
    category: null,
    substances: said.name === null || said.name === '' ? [] : [said.name],
    tonnes: tonnesOf(said.unit, said.amount),
    atMs,
  };
}
