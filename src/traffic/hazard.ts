import type { EvidenceSource, Hazard, HazardEvidence, HazardState, VesselClass } from '../model/vessel.ts';
import { categoryOfShipType, type HullKind, hullOfEri, hullOfShipType } from './ship-kind.ts';

/** What a vessel has said of its cargo. Times are when each was last heard; null where it never was. */
export interface CargoSigns {
  readonly class: VesselClass;
  readonly shipType: number | null;
  readonly shipTypeAtMs: number | null;
  readonly eriType: number | null;
  /** Inland FI 10 hazard field, 0–7. */
  readonly inlandHazard: number | null;
  /** Last FI 10: it carries both the ERI type and the hazard field. */
  readonly inlandAtMs: number | null;
}

/** Nothing heard: unknown, which is not safe. */
export const unknownHazard: Hazard = {
  state: 'unknown',
  cones: null,
  bFlag: false,
  category: null,
  unNumbers: [],
  imdgClasses: [],
  personsOnBoard: null,
  evidence: [],
  conflict: false,
};

/**
 * Hazard state from what AIS says. No sign ever makes a tank hull safe: inland skippers need not send cones,
 * a third of tankers sends "unknown" and half send 0 while loaded, and cones stay up until gas-free.
 */
export function assessHazard(signs: CargoSigns): Hazard {
  const hull = hullOf(signs);
  const category = categoryOfShipType(signs.shipType);
  const cones = signs.inlandHazard !== null && signs.inlandHazard <= 3 ? signs.inlandHazard : null;
  const bFlag = signs.inlandHazard === 4;
  return {
    ...unknownHazard,
    state: stateOf(signs, hull, category !== null || bFlag || (cones ?? 0) > 0),
    cones: cones as Hazard['cones'],
    bFlag,
    category,
    evidence: evidenceOf(signs, category),
    conflict: contradicts(signs, category !== null),
  };
}

/** ERI is the finer code; the ship type of an inland unit is only its shadow. A tanker by either counts as one. */
function hullOf(signs: CargoSigns): HullKind {
  const byEri = hullOfEri(signs.eriType);
  const byType = hullOfShipType(signs.shipType);
  if (byEri === 'tanker' || byType === 'tanker') return 'tanker';
  return byEri === 'undetermined' ? byType : byEri;
}

function stateOf(signs: CargoSigns, hull: HullKind, dangerousGoods: boolean): HazardState {
  if (signs.class !== 'A' && signs.class !== 'B' && signs.class !== 'inland') return 'not-applicable';
  if (dangerousGoods) return 'confirmed';
  if (hull === 'tanker') return 'suspected';
  if (hull === 'no-cargo') return 'not-applicable';
  return hull === 'dry-cargo' && signs.inlandHazard === 0 ? 'none-declared' : 'unknown';
}

function evidenceOf(signs: CargoSigns, category: string | null): HazardEvidence[] {
  const { inlandHazard, eriType, shipType } = signs;
  const evidence: HazardEvidence[] = [];
  const add = (source: EvidenceSource, value: string, atMs: number | null) => {
    if (atMs !== null) evidence.push({ source, value, atMs });
  };
  if (inlandHazard !== null) add('inland-ais', coneText(inlandHazard), signs.inlandAtMs);
  if (eriType !== null) add('eri-type', `ERI ${eriType}${hullText[hullOfEri(eriType)]}`, signs.inlandAtMs);
  if (shipType !== null) {
    const cargo = category === null ? '' : `, cargo of category ${category}`;
    add('ship-type', `type ${shipType}${hullText[hullOfShipType(shipType)]}${cargo}`, signs.shipTypeAtMs);
  }
  return evidence;
}

const hullText: Record<HullKind, string> = {
  tanker: ': tank, gas or chemical hull',
  'dry-cargo': ': dry cargo hull',
  'no-cargo': ': carries no cargo',
  undetermined: '',
};

/** 5 is "unknown", 0 is "none shown": they are not the same, and neither is "safe". */
function coneText(inlandHazard: number): string {
  if (inlandHazard === 0) return 'no cones shown';
  if (inlandHazard <= 3) return `${inlandHazard} blue cone${inlandHazard === 1 ? '' : 's'}`;
  if (inlandHazard === 4) return 'B-flag';
  return inlandHazard === 5 ? 'cones unknown' : `reserved value ${inlandHazard}`;
}

function contradicts(signs: CargoSigns, hasCategory: boolean): boolean {
  const byEri = hullOfEri(signs.eriType);
  const byType = hullOfShipType(signs.shipType);
  const hullsDiffer =
    (byEri === 'tanker' && byType === 'dry-cargo') || (byEri === 'dry-cargo' && byType === 'tanker');
  const noCargoWithCones =
    (byEri === 'no-cargo' || byType === 'no-cargo') &&
    signs.inlandHazard !== null &&
    signs.inlandHazard >= 1 &&
    signs.inlandHazard <= 4;
  return hullsDiffer || noCargoWithCones || (hasCategory && signs.inlandHazard === 0);
}
