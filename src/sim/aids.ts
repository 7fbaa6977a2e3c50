/** Shore and sea marks: a base station and aids to navigation, which report without moving. */
import type { AidToNavigation, BaseStationReport } from '../model/messages.ts';
import { aidIntervalMs, baseStationIntervalMs } from './reporting.ts';
import { type Station, sotdmaState, utcSecondOf } from './station.ts';

interface Aid {
  /** 99 MID 1… for a real aid, 99 MID 6… for a virtual one. */
  readonly mmsi: number;
  readonly name: string;
  /** Type of aid, M.1371-5 table 74: 24 port-hand, 25 starboard-hand mark; 28 isolated danger. */
  readonly aidType: number;
  readonly lon: number;
  readonly lat: number;
  readonly virtual: boolean;
}

const buoy = (serial: number, name: string, aidType: number, lon: number, lat: number): Aid => ({
  mmsi: 992_051_900 + serial,
  name,
  aidType,
  lon,
  lat,
  virtual: false,
});

export const aids: readonly Aid[] = [
  buoy(1, 'SAEFTINGE WEST', 25, 4.2165, 51.3735),
  buoy(2, 'BALLAST OOST', 24, 4.2485, 51.3572),
  buoy(3, 'DOEL 2', 25, 4.267, 51.324),
  buoy(4, 'LILLO 5', 24, 4.2965, 51.2992),
  buoy(5, 'MELSELE 7', 25, 4.298, 51.2585),
  {
    mmsi: 992_056_901,
    name: 'WRAK FREDERIK',
    aidType: 28,
    lon: 4.2745,
    lat: 51.3375,
    virtual: true,
  },
];

const baseStationMmsi = 2_059_901;
const baseStationAt = { lon: 4.2836, lat: 51.3493 };

export function createBaseStation(startMs: number): Station {
  let dueMs = startMs + 1_000;
  let turn = 0;
  return {
    get dueMs() {
      return dueMs;
    },
    transmit(nowMs) {
      dueMs = nowMs + baseStationIntervalMs;
      turn += 1;
      const at = new Date(nowMs);
      const report: BaseStationReport = {
        type: 4,
        repeat: 0,
        mmsi: baseStationMmsi,
        ...baseStationAt,
        positionAccurate: true,
        year: at.getUTCFullYear(),
        month: at.getUTCMonth() + 1,
        day: at.getUTCDate(),
        hour: at.getUTCHours(),
        minute: at.getUTCMinutes(),
        second: at.getUTCSeconds(),
        epfd: 7,
        raim: false,
        radio: sotdmaState(nowMs, turn),
      };
      return [report];
    },
  };
}

/** `firstMs`: when it is heard first. */
export function createAid(aid: Aid, firstMs: number): Station {
  let dueMs = firstMs;
  const { aidType, ...shown } = aid;
  return {
    get dueMs() {
      return dueMs;
    },
    transmit(nowMs) {
      dueMs = nowMs + aidIntervalMs;
      const report: AidToNavigation = {
        ...shown,
        type: 21,
        repeat: 0,
        aidType,
        positionAccurate: false,
        toBowM: null,
        toSternM: null,
        toPortM: null,
        toStarboardM: null,
        epfd: aid.virtual ? 0 : 7,
        utcSecond: aid.virtual ? 60 : utcSecondOf(nowMs),
        offPosition: false,
        raim: false,
        assigned: false,
      };
      return [report];
    },
  };
}
