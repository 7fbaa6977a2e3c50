import type { DangerousCargoSaid, PollutionCategory } from '../model/cargo.ts';
import {
  categoryOfShipType,
  type HullKind,
  hullOfEri,
  hullOfShipType,
  isTankHull,
} from '../model/ship-kind.ts';
import type { Vessel, VesselClass } from '../model/vessel.ts';
import { type DeclaredNow, namesGoods } from './declared.ts';

/** All that bears on a vessel's cargo now. */
export interface CargoSigns {
  readonly class: VesselClass;
  /** Kind of hull by the one code and by the other. */
  readonly byEri: HullKind;
  readonly byType: HullKind;
  readonly hull: HullKind;
  /** It calls itself a tank hull, or did before. */
  readonly tankHull: boolean;
  readonly shipType: number | null;
  readonly eriType: number | null;
  /** Inland FI 10 field as sent, 0–7. */
  readonly inlandHazard: number | null;
  /** Blue cones by Inland AIS; null for B-flag, "unknown" and never heard. */
  readonly cones: 0 | 1 | 2 | 3 | null;
  readonly bFlag: boolean;
  /** By the ship type. */
  readonly category: PollutionCategory | null;
  /** Null when none was heard, when it named nothing, or when it is too old. */
  readonly message: DangerousCargoSaid | null;
  readonly declared: DeclaredNow;
}

/** A dangerous-cargo message says nothing of its own end: it counts for three days after it was last heard. */
export const messageHoldsMs = 72 * 3_600_000;

export function signsOf(vessel: Vessel, declared: DeclaredNow, nowMs: number): CargoSigns {
  const { shipType, eriType, inlandHazard, dangerousCargo: said } = vessel;
  const byEri = hullOfEri(eriType);
  const byType = hullOfShipType(shipType);
  const tankHull = vessel.hazard.tankHull || isTankHull(eriType, shipType, vessel.imo);
  return {
    class: vessel.class,
    byEri,
    byType,
    hull: tankHull ? 'tanker' : hullOf(byEri, byType),
    tankHull,
    shipType,
    eriType,
    inlandHazard,
    cones:
      inlandHazard === 0 || inlandHazard === 1 || inlandHazard === 2 || inlandHazard === 3
        ? inlandHazard
        : null,
    bFlag: inlandHazard === 4,
    category: categoryOfShipType(shipType),
    message: said !== null && namesGoods(said) && nowMs - said.atMs < messageHoldsMs ? said : null,
    declared,
  };
}

/** ERI is the finer code; the ship type of an inland unit is only its shadow. A tanker by either counts as one. */
function hullOf(byEri: HullKind, byType: HullKind): HullKind {
  if (byEri === 'tanker' || byType === 'tanker') return 'tanker';
  return byEri === 'undetermined' ? byType : byEri;
}
