import type { DangerousCargo, DangerousCargoEntry } from '../model/applications.ts';
import type { DangerousCargoSaid } from '../model/cargo.ts';
import { distinct, worst } from './declared.ts';

/** MARPOL Annex I, appendix 1, by number from 1. */
const oils = [
  null,
  ...['asphalt solutions', 'oils', 'distillates', 'gas oil', 'gasoline blending stocks', 'gasoline'],
  ...['jet fuel', 'naphtha'],
];

/** FI 12 has the class as free text: what is no class of the IMDG Code is none. */
const classOf = (text: string | null): string | null => /^[1-9](\.[1-6])?$/.exec(text ?? '')?.[0] ?? null;

/** What an entry names besides numbers and classes. */
function substancesOf({ bulkGroup, imdgClass, oilType, name }: DangerousCargoEntry): string[] {
  const oil = oils[oilType ?? 0] ?? null;
  return [
    ...(bulkGroup !== null && imdgClass === null ? [`solid bulk cargo of group ${bulkGroup}`] : []),
    ...(oil === null ? [] : [`MARPOL Annex I: ${oil}`]),
    ...(name === null ? [] : [name]),
  ];
}

/** A dangerous-cargo message (DAC 1 FI 25 or FI 12) as evidence: its entries taken together. */
export function dangerousCargoSaid({ tonnes, entries }: DangerousCargo, atMs: number): DangerousCargoSaid {
  return {
    unNumbers: distinct(entries.map(({ unNumber }) => unNumber).filter((un) => un !== null)),
    imdgClasses: distinct(entries.map(({ imdgClass }) => classOf(imdgClass)).filter((imdg) => imdg !== null)),
    category: worst(entries.map(({ category }) => category)),
    substances: distinct(entries.flatMap(substancesOf)),
    tonnes,
    atMs,
  };
}
