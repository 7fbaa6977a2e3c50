import type { CargoInZone, CargoSummary, PersonCount } from '../model/cargo.ts';
import type { Vessel } from '../model/vessel.ts';
import type { Port } from '../model/zone.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };

const nobody = (): Mutable<PersonCount> => ({ total: 0, known: 0, unknown: 0 });

/** Who is in the port with what aboard, by the live picture. Constant memory but for the classes and zones met. */
export function summarise(vessels: Iterable<Vessel>, bbox: Port['bbox'], nowMs: number): CargoSummary {
  const zones = new Map<string, Mutable<CargoInZone>>();
  const summary: Mutable<CargoSummary> = {
    atMs: nowMs,
    byState: { confirmed: 0, suspected: 0, unknown: 0, 'none-declared': 0, 'not-applicable': 0 },
    hazardous: 0,
    lost: 0,
    conflicts: 0,
    byClass: {},
    byCategory: { X: 0, Y: 0, Z: 0, OS: 0 },
    byCones: { '0': 0, '1': 0, '2': 0, '3': 0, unknown: 0 },
    bFlag: 0,
    byZone: [],
    personsOnBoard: nobody(),
  };
  for (const vessel of vessels) {
    if (!isShip(vessel) || !isInside(vessel, bbox)) continue;
    const { state } = vessel.hazard;
    summary.byState[state]++;
    if (state === 'confirmed' || state === 'suspected') add(summary, zones, vessel, state);
  }
  summary.byZone = [...zones.values()].sort((a, b) => (a.zoneId < b.zoneId ? -1 : 1));
  return summary;
}

function add(
  summary: Mutable<CargoSummary>,
  zones: Map<string, Mutable<CargoInZone>>,
  { hazard, signal, zones: ids }: Vessel,
  state: 'confirmed' | 'suspected',
): void {
  summary.hazardous++;
  if (signal === 'lost') summary.lost++;
  if (hazard.conflict) summary.conflicts++;
  for (const imdg of hazard.imdgClasses) summary.byClass[imdg] = (summary.byClass[imdg] ?? 0) + 1;
  if (hazard.category !== null) summary.byCategory[hazard.category]++;
  summary.byCones[hazard.cones ?? 'unknown']++;
  if (hazard.bFlag) summary.bFlag++;
  count(summary.personsOnBoard, hazard.personsOnBoard);
  for (const zoneId of ids) {
    const zone = zones.get(zoneId) ?? { zoneId, confirmed: 0, suspected: 0, personsOnBoard: nobody() };
    zones.set(zoneId, zone);
    zone[state]++;
    count(zone.personsOnBoard, hazard.personsOnBoard);
  }
}

function count(persons: Mutable<PersonCount>, aboard: number | null): void {
  if (aboard === null) {
    persons.unknown++;
    return;
  }
  persons.known++;
  persons.total += aboard;
}

const isShip = ({ class: c }: Vessel): boolean => c === 'A' || c === 'B' || c === 'inland';

function isInside({ kinematics }: Vessel, [west, south, east, north]: Port['bbox']): boolean {
  if (kinematics === null) return false;
  const { lon, lat } = kinematics;
  return lon >= west && lon <= east && lat >= south && lat <= north;
}
