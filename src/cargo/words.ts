import type { DangerousCargoSaid, DeclaredCargo } from '../model/cargo.ts';
import { categoryOfShipType, type HullKind, hullOfEri, hullOfShipType } from '../model/ship-kind.ts';
import { saysDangerous, saysNone } from './declared.ts';

/** What was said of a cargo, in the words of the evidence. Codes give the same string object each time. */

const hullText: Record<HullKind, string> = {
  tanker: ': tank, gas or chemical hull',
  'dry-cargo': ': dry cargo hull',
  'no-cargo': ': carries no cargo',
  undetermined: '',
};

/** Ship types have 8 bits and ERI codes 14, so that memories of them are bounded. */
function remembered(textOf: (code: number) => string): (code: number) => string {
  const texts = new Map<number, string>();
  return (code) => {
    const known = texts.get(code);
    if (known !== undefined) return known;
    const text = textOf(code);
    texts.set(code, text);
    return text;
  };
}

export const shipTypeText = remembered((shipType) => {
  const category = categoryOfShipType(shipType);
  const cargo = category === null ? '' : `, cargo of category ${category}`;
  return `type ${shipType}${hullText[hullOfShipType(shipType)]}${cargo}`;
});

export const eriText = remembered((eriType) => `ERI ${eriType}${hullText[hullOfEri(eriType)]}`);

/** The Inland FI 10 field. 5 is "unknown", 0 is "none shown": they are not the same, and neither is "safe". */
export const coneText = remembered((inlandHazard) => {
  if (inlandHazard === 0) return 'no cones shown';
  if (inlandHazard <= 3) return coneCount(inlandHazard);
  if (inlandHazard === 4) return 'B-flag';
  return inlandHazard === 5 ? 'cones unknown' : `reserved value ${inlandHazard}`;
});

const coneCount = (cones: number): string => `${cones} blue cone${cones === 1 ? '' : 's'}`;

/** Longest list that is written out. */
const most = 6;
const listed = (values: readonly (number | string)[]): string =>
  values.slice(0, most).join(', ') + (values.length > most ? ` and ${values.length - most} more` : '');

/** Four digits, as on the orange plate. */
export const unText = (unNumbers: readonly number[]): string =>
  `UN ${listed(unNumbers.map((n) => String(n).padStart(4, '0')))}`;
export const classText = (imdgClasses: readonly string[]): string => `class ${listed(imdgClasses)}`;

export function messageText(said: DangerousCargoSaid): string {
  const parts: string[] = [];
  if (said.unNumbers.length > 0) parts.push(unText(said.unNumbers));
  if (said.imdgClasses.length > 0) parts.push(classText(said.imdgClasses));
  if (said.category !== null) parts.push(`category ${said.category}`);
  if (said.substances.length > 0) parts.push(listed(said.substances));
  if (said.tonnes !== null) parts.push(`${said.tonnes} t`);
  return parts.join(', ');
}

/** What is aboard by this declaration, e.g. `2 blue cones, UN 1203, class 3`. */
export function goodsText(cargo: DeclaredCargo): string {
  if (saysNone(cargo)) return cargo.gasFree ? 'no dangerous goods, gas-free' : 'no dangerous goods';
  if (!saysDangerous(cargo)) return 'cargo not stated';
  const parts: string[] = [];
  if (cargo.cones !== null) parts.push(cargo.cones === 0 ? 'no cones' : coneCount(cargo.cones));
  if (cargo.bFlag) parts.push('B-flag');
  if (cargo.unNumbers.length > 0) parts.push(unText(cargo.unNumbers));
  if (cargo.imdgClasses.length > 0) parts.push(classText(cargo.imdgClasses));
  if (cargo.unNumbers.length + cargo.imdgClasses.length === 0 && cargo.goods.length > 0)
    parts.push(listed(cargo.goods.map(({ name }) => name ?? 'goods without a name')));
  if (cargo.tonnes !== null) parts.push(`${cargo.tonnes} t`);
  return parts.join(', ');
}

/** The whole declaration as evidence, with the end of its validity and its reference. */
export function declarationText(cargo: DeclaredCargo): string {
  const until = new Date(cargo.validToMs).toISOString().slice(0, 16).replace('T', ' ');
  const reference = cargo.reference === null ? '' : ` (${cargo.reference})`;
  return `${goodsText(cargo)}; valid until ${until} UTC${reference}`;
}
