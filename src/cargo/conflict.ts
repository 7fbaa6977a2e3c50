import { hullOfEri, hullOfShipType } from '../model/ship-kind.ts';
import { type DeclaredNow, saysDangerous } from './declared.ts';
import type { CargoSigns } from './signs.ts';
import { goodsText, messageText, unText } from './words.ts';

const count = ['no cones', 'one cone', 'two cones', 'three cones'] as const;
const number = ['none', 'one', 'two', 'three'] as const;

/**
 * Every contradiction between what was said of the vessel, a sentence each without a full stop, e.g.
 * `Inland AIS says no cones, the declaration says two`. "Unknown" and silence contradict nothing.
 */
export function conflictsOf(signs: CargoSigns): string[] {
  return [
    ...hullAgainstHull(signs),
    ...conesAgainst(signs),
    ...noneAgainst(signs),
    ...declaredAgainstDeclared(signs.declared),
    ...messageAgainstDeclared(signs),
    ...cargoWhereNoneBelongs(signs),
  ];
}

function hullAgainstHull({ eriType, shipType, tankHull }: CargoSigns): string[] {
  const byEri = hullOfEri(eriType);
  const byType = hullOfShipType(shipType);
  const saysOther = byEri === 'dry-cargo' || (byEri === 'undetermined' && byType === 'dry-cargo');
  if (tankHull && saysOther && byType !== 'tanker')
    return ['it called itself a tank hull before, and a dry cargo hull now'];
  if (byEri === 'tanker' && byType === 'dry-cargo')
    return [`ERI type ${eriType} is a tank hull, ship type ${shipType} a dry cargo ship`];
  if (byEri === 'dry-cargo' && byType === 'tanker')
    return [`ERI type ${eriType} is a dry cargo hull, ship type ${shipType} a tanker`];
  return [];
}

function conesAgainst({ cones, bFlag, category, declared }: CargoSigns): string[] {
  const found: string[] = [];
  if (cones === 0 && category !== null)
    found.push(`the ship type says category ${category}, Inland AIS says no cones`);
  if (cones !== null && declared.cones !== null && cones !== declared.cones)
    found.push(`Inland AIS says ${count[cones]}, the declaration says ${number[declared.cones]}`);
  if (bFlag && declared.cones === 0 && !declared.bFlag && !declared.dangerous)
    found.push('Inland AIS says B-flag, the declaration says no dangerous goods');
  return found;
}

/** A declaration of none against what the vessel itself says. */
function noneAgainst({ declared, category, message }: CargoSigns): string[] {
  if (declared.none === null || declared.dangerous) return [];
  const found: string[] = [];
  if (category !== null)
    found.push(`the ship type says category ${category}, the declaration says no dangerous goods`);
  if (message !== null)
    found.push(
      `the dangerous cargo message says ${messageText(message)}, the declaration says no dangerous goods`,
    );
  return found;
}

function declaredAgainstDeclared({ none, dangerous, declarations }: DeclaredNow): string[] {
  const other = none !== null && dangerous ? declarations.find(saysDangerous) : undefined;
  return other === undefined
    ? []
    : [`one declaration says no dangerous goods, another says ${goodsText(other)}`];
}

function messageAgainstDeclared({ message, declared }: CargoSigns): string[] {
  if (message === null || declared.unNumbers.length === 0) return [];
  const missing = message.unNumbers.filter((n) => !declared.unNumbers.includes(n));
  return missing.length === 0
    ? []
    : [`the dangerous cargo message says ${unText(missing)}, which is not declared`];
}

function cargoWhereNoneBelongs({ shipType, eriType, cones, bFlag, declared }: CargoSigns): string[] {
  const byType = hullOfShipType(shipType) === 'no-cargo';
  if (!byType && hullOfEri(eriType) !== 'no-cargo') return [];
  const kind = byType ? `ship type ${shipType}` : `ERI type ${eriType}`;
  const found: string[] = [];
  if (bFlag || (cones ?? 0) > 0)
    found.push(`Inland AIS says ${bFlag ? 'B-flag' : count[cones ?? 0]}, ${kind} carries no cargo`);
  if (declared.dangerous) found.push(`dangerous goods are declared, ${kind} carries no cargo`);
  return found;
}
