/** What a hull is for, as far as cargo is concerned. */
export type HullKind = 'tanker' | 'dry-cargo' | 'no-cargo' | 'undetermined';

/** ERI codes of tank, gas and chemical hulls, of convoys with one, and of bunker ships (ES-RIS, vessel types). */
const eriTank = new Set([
  8020, 8021, 8022, 8040, 8060, 8080, 8100, 8120, 8140, 8160, 8161, 8162, 8180, 8310, 8320, 8330, 8340, 8350,
  8360, 8370, 8380, 8390, 8490, 8500, 1530, 1540,
]);
/** Dry hulls; 8023 and 8163 are tanks for dry powder. */
const eriDry = new Set([
  8010, 8023, 8030, 8050, 8070, 8090, 8110, 8130, 8150, 8163, 8170, 8210, 8220, 8230, 8240, 8250, 8260, 8270,
  8280, 8290, 1500, 1510, 1520,
]);
const eriNoCargo = new Set([8400, 8430, 8440, 8441, 8442, 8443, 8444, 8450, 8460, 8480, 1850]);

/** Hull kind of an ERI ship or convoy type; towing (8410, 8420) and the unknown codes stay undetermined. */
export function hullOfEri(eriType: number | null): HullKind {
  if (eriType === null) return 'undetermined';
  if (eriTank.has(eriType)) return 'tanker';
  if (eriDry.has(eriType)) return 'dry-cargo';
  return eriNoCargo.has(eriType) ? 'no-cargo' : 'undetermined';
}

/** Convoys are made up anew for each voyage. */
const eriConvoy = (eriType: number): boolean =>
  eriType === 8080 || eriType === 8100 || eriType === 8120 || eriType === 8140 || eriType >= 8300;

/**
 * True when the vessel itself is built for tank cargo, by its ERI code, or by its ship type when it is a seagoing ship.
 * The ship type of an inland unit may be that of a convoy.
 */
export function isTankHull(eriType: number | null, shipType: number | null, imo: number | null): boolean {
  if (eriType !== null && eriTank.has(eriType))
    return eriType === 8490 || eriType === 8500 || !eriConvoy(eriType);
  return eriType === null && imo !== null && hullOfShipType(shipType) === 'tanker';
}

/**
 * Activities and craft that carry no cargo (M.1371-5 table 53). Towing (31, 32) is not among them: what is
 * towed may be a tank barge. Nor are passenger ships: ferries carry lorries.
 */
const noCargoTypes = new Set([30, 33, 34, 36, 37, 38, 39, 50, 51, 52, 53, 54, 55, 58, 59]);

/** Hull kind of an AIS ship type; 85 ("tanker, nothing hazardous") is a tanker still. */
export function hullOfShipType(shipType: number | null): HullKind {
  if (shipType === null) return 'undetermined';
  if (shipType >= 80 && shipType <= 89) return 'tanker';
  if (shipType >= 70 && shipType <= 79) return 'dry-cargo';
  return noCargoTypes.has(shipType) ? 'no-cargo' : 'undetermined';
}

const categories = [null, 'X', 'Y', 'Z', 'OS'] as const;

/** Second digit of the ship type as MARPOL category; only the kinds 2, 4, 6, 7, 8, 9 have one. */
export function categoryOfShipType(shipType: number | null): 'X' | 'Y' | 'Z' | 'OS' | null {
  if (shipType === null || shipType < 20 || shipType > 99) return null;
  const first = Math.floor(shipType / 10);
  if (first === 3 || first === 5) return null;
  return categories[shipType % 10] ?? null;
}
