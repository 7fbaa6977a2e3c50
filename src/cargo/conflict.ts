import { type DeclaredNow, nothingDeclared, saysDangerous } from './declared.ts';
import type { CargoSigns } from './signs.ts';
import { goodsText, messageText, unText } from './words.ts';

const count = ['no cones', 'one cone', 'two cones', 'three cones'] as const;
const number = ['none', 'one', 'two', 'three'] as const;

/**
 * Every contradiction between what was said of the vessel, a sentence each without a full stop, e.g.
 * `Inland AIS says no cones, the declaration says two`. "Unknown" and silence contradict nothing.
 */
export function conflictsOf(signs: CargoSigns): readonly string[] {
  const found: string[] = [];
  hullAgainstHull(signs, found);
  if (signs.cones === 0 && signs.category !== null)
    found.push(`the ship type says category ${signs.category}, Inland AIS says no cones`);
  if (signs.declared !== nothingDeclared) {
    conesAgainstDeclared(signs, found);
    noneAgainst(signs, found);
    declaredAgainstDeclared(signs.declared, found);
    messageAgainstDeclared(signs, found);
  }
  cargoWhereNoneBelongs(signs, found);
  return found;
}

function hullAgainstHull({ eriType, shipType, byEri, byType, tankHull }: CargoSigns, found: string[]): void {
  const saysDry = byEri === 'dry-cargo' || (byEri === 'undetermined' && byType === 'dry-cargo');
  if (tankHull && saysDry && byType !== 'tanker')
    found.push('it called itself a tank hull before, and a dry cargo hull now');
  else if (byEri === 'tanker' && byType === 'dry-cargo')
    found.push(`ERI type ${eriType} is a tank hull, ship type ${shipType} a dry cargo ship`);
  else if (byEri === 'dry-cargo' && byType === 'tanker')
    found.push(`ERI type ${eriType} is a dry cargo hull, ship type ${shipType} a tanker`);
}

function conesAgainstDeclared({ cones, bFlag, declared }: CargoSigns, found: string[]): void {
  if (cones !== null && declared.cones !== null && cones !== declared.cones)
    found.push(`Inland AIS says ${count[cones]}, the declaration says ${number[declared.cones]}`);
  if (bFlag && declared.none !== null && !declared.dangerous)
    found.push('Inland AIS says B-flag, the declaration says no dangerous goods');
}

/** A declaration of none against what the vessel itself says. */
function noneAgainst({ declared, category, message }: CargoSigns, found: string[]): void {
  if (declared.none === null || declared.dangerous) return;
  const none = 'the declaration says no dangerous goods';
  if (category !== null) found.push(`the ship type says category ${category}, ${none}`);
  if (message !== null) found.push(`the dangerous cargo message says ${messageText(message)}, ${none}`);
}

function declaredAgainstDeclared({ none, dangerous, declarations }: DeclaredNow, found: string[]): void {
  const other = none !== null && dangerous ? declarations.find(saysDangerous) : undefined;
  if (other !== undefined)
    found.push(`one declaration says no dangerous goods, another says ${goodsText(other)}`);
}

function messageAgainstDeclared({ message, declared }: CargoSigns, found: string[]): void {
  if (message === null || declared.unNumbers.length === 0) return;
  const missing = message.unNumbers.filter((n) => !declared.unNumbers.includes(n));
  if (missing.length > 0)
    found.push(`the dangerous cargo message says ${unText(missing)}, which is not declared`);
}

function cargoWhereNoneBelongs(signs: CargoSigns, found: string[]): void {
  const { shipType, eriType, byEri, byType, cones, bFlag, declared } = signs;
  if (byType !== 'no-cargo' && byEri !== 'no-cargo') return;
  const kind = byType === 'no-cargo' ? `ship type ${shipType}` : `ERI type ${eriType}`;
  if (bFlag || (cones ?? 0) > 0)
    found.push(`Inland AIS says ${bFlag ? 'B-flag' : count[cones ?? 0]}, ${kind} carries no cargo`);
  if (declared.dangerous) found.push(`dangerous goods are declared, ${kind} carries no cargo`);
}
