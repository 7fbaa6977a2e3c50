import { hullOfEri, hullOfShipType } from './ship-kind.ts';

/** What kind of ship it is, as statistics of traffic count them. */
export const shipClasses = [
  'tanker',
  'cargo',
  'passenger',
  'service',
  'fishing',
  'pleasure',
  'other',
  'unknown',
] as const;
export type ShipClass = (typeof shipClasses)[number];

const eriPassenger = new Set([8440, 8441, 8443, 8444]);

function ofEri(eriType: number): ShipClass | null {
  if (eriPassenger.has(eriType)) return 'passenger';
  if (eriType === 8480) return 'fishing';
  if (eriType === 1850) return 'pleasure';
  const hull = hullOfEri(eriType);
  if (hull === 'tanker') return 'tanker';
  if (hull === 'dry-cargo') return 'cargo';
  return hull === 'no-cargo' || eriType === 8410 || eriType === 8420 ? 'service' : null;
}

function ofShipType(shipType: number): ShipClass {
  if (shipType === 30) return 'fishing';
  if (shipType === 36 || shipType === 37) return 'pleasure';
  if (shipType >= 60 && shipType <= 69) return 'passenger';
  if (shipType >= 80 && shipType <= 89) return 'tanker';
  if (shipType >= 70 && shipType <= 79) return 'cargo';
  if (shipType === 31 || shipType === 32 || hullOfShipType(shipType) === 'no-cargo') return 'service';
  return shipType === 0 ? 'unknown' : 'other';
}

/** By its ERI type where that says something, else by its AIS ship type (M.1371-5 table 53). Stations, aids and aircraft are `other`. */
export function shipClassOf(kind: {
  readonly class: string | null;
  readonly shipType: number | null;
  readonly eriType: number | null;
}): ShipClass {
  if (kind.class === 'base' || kind.class === 'aton' || kind.class === 'sar' || kind.class === 'sart')
    return 'other';
  const inland = kind.eriType === null ? null : ofEri(kind.eriType);
  return inland ?? (kind.shipType === null ? 'unknown' : ofShipType(kind.shipType));
}
