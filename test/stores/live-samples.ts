import type { AlertEvent } from '../../src/model/alert.ts';
import type { Log } from '../../src/model/ports.ts';
import { mmsiText, type Vessel } from '../../src/model/vessel.ts';

/** A vessel with every field filled; `lon` and `sogKn` tell its states apart. */
export function sampleVessel(mmsi: number, change: Partial<Vessel> = {}): Vessel {
  return {
    mmsi,
    class: 'inland',
    carrierSense: null,
    name: `TANKER ${mmsi} €`,
    nameConfirmed: true,
    callsign: 'OT1234',
    imo: 9_123_456,
    eni: '06105234',
    flag: 'BE',
    shipType: 80,
    eriType: 8021,
    convoy: false,
    toBowM: 100,
    toSternM: 10,
    toPortM: 5,
    toStarboardM: 6,
    lengthM: 110,
    beamM: 11,
    draughtM: 2.8,
    destination: 'BEANR',
    eta: '11-23T10:30',
    inlandHazard: 2,
    dangerousCargo: null,
    persons: null,
    hazard: {
      state: 'confirmed',
      cones: 2,
      bFlag: false,
      category: 'Y',
      unNumbers: [1203],
      imdgClasses: ['3'],
      personsOnBoard: 4,
      evidence: [{ source: 'inland-ais', value: '2 cones', atMs: 1_700_000_000_000 }],
      past: [],
      conflict: false,
      conflictText: null,
      tankHull: false,
    },
    kinematics: {
      lon: 4.3,
      lat: 51.25,
      sogKn: 7.5,
      cogDeg: 181.2,
      headingDeg: 180,
      rotDegPerMin: -1.5,
      navStatus: 0,
      blueSign: true,
      positionAtMs: 1_700_000_000_250,
      receiver: 'kallo',
      messageType: 1,
    },
    estimated: { lon: 4.31, lat: 51.26, radiusM: 120 },
    provenance: {
      name: { messageType: 5, receiver: 'kallo', atMs: 1_699_999_900_000 },
      static: { messageType: 5, receiver: 'kallo', atMs: 1_699_999_900_000 },
      voyage: null,
      inland: { messageType: 8, receiver: 'kallo', atMs: 1_699_999_900_500 },
    },
    trust: { level: 'low', reasons: ['jump', 'imo-invalid'] },
    zones: ['dock-4', 'lock-kallo'],
    signal: 'live',
    heardAtMs: 1_700_000_001_000,
    firstHeardMs: 1_600_000_000_000,
    receivers: { kallo: 1_700_000_001_000 },
    ...change,
  };
}

/** A vessel of which nothing but its number is known. */
export const bareVessel = (mmsi: number): Vessel =>
  sampleVessel(mmsi, {
    class: 'B',
    ...{ name: null, callsign: null, imo: null, eni: null, flag: null, shipType: null, eriType: null },
    ...{ toBowM: null, toSternM: null, toPortM: null, toStarboardM: null, lengthM: null, beamM: null },
    ...{
      draughtM: null,
      destination: null,
      eta: null,
      inlandHazard: null,
      dangerousCargo: null,
      persons: null,
      kinematics: null,
      signal: null,
    },
    ...{ nameConfirmed: false, estimated: null, trust: { level: 'normal', reasons: [] } },
    provenance: { name: null, static: null, voyage: null, inland: null },
    zones: [],
    receivers: {},
    hazard: {
      state: 'unknown',
      cones: null,
      bFlag: false,
      category: null,
      unNumbers: [],
      imdgClasses: [],
      personsOnBoard: null,
      evidence: [],
      past: [],
      conflict: false,
      conflictText: null,
      tankHull: false,
    },
  });

/** The `seq`-th event of a log, an alert of its own. */
export function sampleEvent(seq: number): AlertEvent {
  const at = new Date(1_700_000_000_000 + seq).toISOString();
  return {
    seq,
    event: 'raised',
    at,
    by: null,
    note: null,
    alert: {
      id: `a-${seq}`,
      seq,
      cause: `zone.enter:lock:${seq}`,
      kind: 'zone.enter',
      severity: 'warning',
      state: 'active',
      mmsi: mmsiText(205_278_090),
      others: [],
      zoneId: 'lock',
      position: [4.3, 51.25],
      title: 'Tanker in the lock',
      text: 'A tanker with 2 cones is in the lock.',
      evidence: {},
      raisedAt: at,
      updatedAt: at,
      clearedAt: null,
      acknowledgedBy: null,
      escalation: 0,
      trust: null,
    },
  };
}
export const sampleEvents = (from: number, to: number): AlertEvent[] =>
  Array.from({ length: to - from + 1 }, (_, i) => sampleEvent(from + i));

export interface Said {
  readonly level: string;
  readonly text: string;
}

/** A log that remembers. */
export function listeningLog(): Log & { readonly said: Said[] } {
  const said: Said[] = [];
  const say = (level: string) => (_fields: object, text: string) => void said.push({ level, text });
  return { said, info: say('info'), warn: say('warn'), error: say('error') };
}

/** In order of `mmsi`. */
export const byMmsi = (vessels: readonly Vessel[]): Vessel[] => [...vessels].sort((a, b) => a.mmsi - b.mmsi);
