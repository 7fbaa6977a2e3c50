import { judgeThen } from '../cargo/past.ts';
import type { VesselRow } from '../model/archive.ts';
import type { PastPosition, PastVessel } from '../model/past.ts';
import type { Vessel } from '../model/vessel.ts';
import { isForgotten } from '../traffic/ageing.ts';
import { expire, isExpired } from '../traffic/provenance.ts';
import { vesselOf } from '../traffic/recalled.ts';

/** Silence after which a vessel at rest has left the live picture; others leave after a quarter of it. */
const forgetMs = 24 * 3_600_000;

/** The vessels of a moment of the past, as the live picture would have had them. An object stands for its vessel until that is gone. */
export interface Fleet {
  has(mmsi: number): boolean;
  /** What vessels are, before their first position. */
  know(vessels: readonly PastVessel[]): void;
  /** The vessel when something became known of it before `untilMs` and after it was placed last; null: nothing any more. */
  turn(mmsi: number, untilMs: number): { readonly vessel: Vessel; readonly atMs: number } | null;
  /** The vessel as it was at this position of its. */
  place(position: PastPosition): Vessel;
  get(mmsi: number): Vessel | undefined;
  /** Those that were heard and are not gone. */
  present(): readonly number[];
  /** Once a minute: what was told over a day ago expires. Returns vessels that were silent too long: they are not there any more. */
  age(nowMs: number): readonly number[];
  /** Between two pages: what is known of vessels that are gone is dropped. */
  dropGone(): void;
}

interface Ship {
  readonly past: PastVessel;
  vessel: Vessel;
  /** Not heard yet, or silent too long. */
  gone: boolean;
  /** When it must be described and judged anew. */
  dueMs: number;
}

/** Nothing of it is known in the picture. */
const begun = (mmsi: number): Omit<Ship, 'past'> => ({
  vessel: vesselOf({ mmsi, position: null, description: null, damaged: [] }, 0),
  gone: true,
  dueMs: Number.NEGATIVE_INFINITY,
});

/** The one that held at `atMs`, else the first that came later. */
function describedAt({ descriptions, told }: PastVessel, atMs: number): VesselRow | null {
  const row = descriptions.findLast(({ timeMs }) => timeMs <= atMs) ?? descriptions[0];
  // a copy, because what expires is struck out of it; a row says when it became true, and not when it was told last
  return row === undefined ? null : { ...row, told: told && { ...told } };
}

function describe({ past, vessel }: Ship, atMs: number): number {
  const { mmsi, descriptions, declarations } = past;
  const told = vesselOf({ mmsi, position: null, description: describedAt(past, atMs), damaged: [] }, 0);
  if (vessel.hazard.tankHull) told.hazard = vessel.hazard;
  expire(told, atMs);
  Object.assign(vessel, { ...told, kinematics: vessel.kinematics, heardAtMs: vessel.heardAtMs });
  const { hazard, untilMs } = judgeThen(vessel, declarations, atMs);
  vessel.hazard = hazard;
  const next = descriptions.find(({ timeMs }) => timeMs > atMs);
  return Math.min(untilMs, next?.timeMs ?? Number.POSITIVE_INFINITY);
}

export function createFleet(): Fleet {
  const ships = new Map<number, Ship>();

  function shipOf(mmsi: number): Ship {
    const ship = ships.get(mmsi);
    if (ship === undefined) throw new Error(`vessel ${mmsi} was not asked for`);
    return ship;
  }

  return {
    has: (mmsi) => ships.has(mmsi),
    know(vessels) {
      for (const past of vessels) ships.set(past.mmsi, { past, ...begun(past.mmsi) });
    },
    turn(mmsi, untilMs) {
      const ship = shipOf(mmsi);
      const atMs = ship.dueMs;
      if (ship.gone || atMs >= untilMs) return null;
      ship.dueMs = describe(ship, atMs);
      return { vessel: ship.vessel, atMs };
    },
    place([timeMs, mmsi, lon, lat, sogKn, cogDeg, navStatus]) {
      const ship = shipOf(mmsi);
      if (timeMs >= ship.dueMs) ship.dueMs = describe(ship, timeMs);
      ship.gone = false;
      ship.vessel.heardAtMs = timeMs;
      ship.vessel.kinematics = {
        ...{ lon, lat, sogKn, cogDeg, navStatus, positionAtMs: timeMs },
        ...{ headingDeg: null, rotDegPerMin: null, blueSign: null, receiver: 'archive', messageType: 1 },
      };
      return ship.vessel;
    },
    get: (mmsi) => ships.get(mmsi)?.vessel,
    present: () => [...ships].flatMap(([mmsi, ship]) => (ship.gone ? [] : [mmsi])),
    age(nowMs) {
      const gone: number[] = [];
      for (const [mmsi, ship] of ships) {
        if (ship.gone) continue;
        if (isForgotten(ship.vessel, nowMs, forgetMs)) {
          Object.assign(ship, begun(mmsi));
          gone.push(mmsi);
        } else if (isExpired(ship.vessel.provenance, nowMs)) ship.dueMs = Math.min(ship.dueMs, nowMs);
      }
      return gone;
    },
    dropGone() {
      for (const [mmsi, ship] of ships) if (ship.gone) ships.delete(mmsi);
    },
  };
}
