import { judgeThen } from '../cargo/past.ts';
import type { VesselRow } from '../model/archive.ts';
import type { Declaration } from '../model/cargo.ts';
import type { PastPosition, PastVessel } from '../model/past.ts';
import type { Vessel } from '../model/vessel.ts';
import { isForgotten } from '../traffic/ageing.ts';
import { expire, isExpired } from '../traffic/provenance.ts';
import { vesselOf } from '../traffic/recalled.ts';

/** Silence after which a vessel at rest has left the live picture; others leave after a quarter of it. */
const forgetMs = 24 * 3_600_000;

/** The vessels of a moment of the past, as the live picture would have had them. */
export interface Fleet {
  has(mmsi: number): boolean;
  /** What vessels are, before their first position; those of which nothing is known are known by their MMSI alone. */
  know(vessels: readonly PastVessel[], mmsis: readonly number[]): void;
  /** The vessel as it was at this position of its. The object is the same as before. */
  place(position: PastPosition): Vessel;
  get(mmsi: number): Vessel | undefined;
  /** Once a minute: what was told over a day ago expires. Returns vessels that were silent too long: they are not there any more. */
  age(nowMs: number): readonly number[];
  /** Between two pages: what is known of vessels that are gone is dropped. */
  dropGone(): void;
}

interface Ship {
  vessel: Vessel;
  /** Not heard yet, or silent too long. */
  gone: boolean;
  /** Oldest first. */
  readonly descriptions: readonly VesselRow[];
  /** Newest first. */
  readonly declarations: readonly Declaration[];
  /** When it must be described or judged anew. */
  dueMs: number;
}

/** The one that held at `atMs`, else the first that came later. */
const describedAt = (rows: readonly VesselRow[], atMs: number): VesselRow | null =>
  rows.findLast(({ timeMs }) => timeMs <= atMs) ?? rows[0] ?? null;

/** Nothing of it is known in the picture. */
const begun = (mmsi: number): Pick<Ship, 'vessel' | 'gone' | 'dueMs'> => ({
  vessel: vesselOf({ mmsi, position: null, description: null }, 0),
  gone: true,
  dueMs: Number.NEGATIVE_INFINITY,
});

export function createFleet(): Fleet {
  const ships = new Map<number, Ship>();

  function describe(ship: Ship, mmsi: number, atMs: number): void {
    const { descriptions, declarations } = ship;
    const found = describedAt(descriptions, atMs);
    // what expires is struck out of the vessel's copy
    const description = found && { ...found, told: found.told && { ...found.told } };
    const told = vesselOf({ mmsi, position: null, description }, Number.NEGATIVE_INFINITY);
    if (ship.vessel.hazard.tankHull) told.hazard = ship.vessel.hazard;
    expire(told, atMs);
    // the watch remembers the object
    Object.assign(ship.vessel, { ...told, kinematics: ship.vessel.kinematics, heardAtMs: atMs });
    const { hazard, untilMs } = judgeThen(ship.vessel, declarations, atMs);
    ship.vessel.hazard = hazard;
    const next = descriptions.find(({ timeMs }) => timeMs > atMs);
    ship.dueMs = Math.min(untilMs, next?.timeMs ?? Number.POSITIVE_INFINITY);
  }

  return {
    has: (mmsi) => ships.has(mmsi),
    know(vessels, mmsis) {
      const known = new Map(vessels.map((vessel) => [vessel.mmsi, vessel]));
      for (const mmsi of mmsis) {
        const { descriptions = [], declarations = [] } = known.get(mmsi) ?? {};
        const newestFirst = [...declarations].sort((a, b) => b.declaredAtMs - a.declaredAtMs);
        ships.set(mmsi, { ...begun(mmsi), descriptions, declarations: newestFirst });
      }
    },
    place([timeMs, mmsi, lon, lat, sogKn, cogDeg, navStatus]) {
      const ship = ships.get(mmsi);
      if (ship === undefined) throw new Error(`vessel ${mmsi} was not asked for`);
      const { vessel } = ship;
      ship.gone = false;
      if (timeMs >= ship.dueMs) describe(ship, mmsi, timeMs);
      vessel.heardAtMs = timeMs;
      vessel.kinematics = {
        ...{ lon, lat, sogKn, cogDeg, navStatus, positionAtMs: timeMs },
        ...{ headingDeg: null, rotDegPerMin: null, blueSign: null, receiver: 'archive', messageType: 1 },
      };
      return vessel;
    },
    get: (mmsi) => ships.get(mmsi)?.vessel,
    age(nowMs) {
      const gone: number[] = [];
      for (const [mmsi, ship] of ships) {
        if (ship.gone) continue;
        if (isForgotten(ship.vessel, nowMs, forgetMs)) {
          Object.assign(ship, begun(mmsi));
          gone.push(mmsi);
        } else if (isExpired(ship.vessel.provenance, nowMs)) ship.dueMs = nowMs;
      }
      return gone;
    },
    dropGone() {
      for (const [mmsi, ship] of ships) if (ship.gone) ships.delete(mmsi);
    },
  };
}
