import { buildApp } from '../src/app.ts';
import { summarise } from '../src/cargo/summary.ts';
import { draftZone } from '../src/commands/draft-zone.ts';
import { createRecollection } from '../src/commands/recollection.ts';
import type { GatewayOptions } from '../src/gateway/options.ts';
import type { GatewayPorts } from '../src/gateway/ports.ts';
import { presentZone } from '../src/gateway/present.ts';
import { rateLimitsOf } from '../src/gateway/rate-limits.ts';
import type { Credentials, Reader } from '../src/model/access.ts';
import type { TrackPoint } from '../src/model/archive.ts';
import type { BacktestDesk } from '../src/model/backtest.ts';
import type { CargoDesk } from '../src/model/cargo.ts';
import type { AlertStreams, Degradation } from '../src/model/ports.ts';
import type { PostedNmea, ReceiverTally } from '../src/model/reception.ts';
import type { Hazard, Vessel } from '../src/model/vessel.ts';
import type { Port, Zone } from '../src/model/zone.ts';
import type { ZoneDesk } from '../src/model/zone-desk.ts';
import { createBook } from '../src/zones/book.ts';
import { closedDesks } from './access-desks.ts';
import { createMemoryAudit } from './audit-memory.ts';
import { emptyChronicle, emptyHistory } from './empty-past.ts';
import { createManualTime } from './manual-time.ts';
import { readerOfTest } from './readers.ts';
import { levelsOfTest } from './security-levels.ts';
import { createTestDesk } from './test-desk.ts';

/** In-memory ports for tests of the gateway: plain objects whose content the test sets. */

export const startMs = Date.parse('2026-11-23T10:00:00.000Z');

const unknownHazard: Hazard = {
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
};

export function vesselOf(
  mmsi: number,
  lon: number | null = 4.3,
  lat = 51.3,
  more: Partial<Vessel> = {},
): Vessel {
  return {
    mmsi,
    class: 'A',
    carrierSense: null,
    nameConfirmed: true,
    name: `VESSEL ${mmsi}`,
    callsign: null,
    imo: null,
    eni: null,
    flag: 'BE',
    shipType: 84,
    eriType: null,
    convoy: false,
    toBowM: 100,
    toSternM: 20,
    toPortM: 8,
    toStarboardM: 8,
    lengthM: 120,
    beamM: 16,
    draughtM: 4.5,
    destination: 'ANTWERP',
    eta: '11-24T06:00',
    inlandHazard: null,
    dangerousCargo: null,
    persons: null,
    hazard: unknownHazard,
    kinematics:
      lon === null
        ? null
        : {
            lon,
            lat,
            sogKn: 7.2,
            cogDeg: 181.5,
            headingDeg: 180,
            rotDegPerMin: 0,
            navStatus: 0,
            blueSign: null,
            positionAtMs: startMs - 1500,
            receiver: 'kallo',
            messageType: 1,
          },
    estimated: null,
    provenance: { name: null, static: null, voyage: null, inland: null },
    trust: { level: 'normal', reasons: [] },
    zones: [],
    signal: lon === null ? null : 'live',
    heardAtMs: startMs - 1500,
    firstHeardMs: startMs - 60_000,
    receivers: { kallo: startMs - 1500 },
    ...more,
  };
}

export const hazardOf = (state: Hazard['state']): Hazard => ({ ...unknownHazard, state });

const square: Port['zones'][number]['geometry'] = {
  type: 'Polygon',
  coordinates: [
    [
      [4.2, 51.2],
      [4.4, 51.2],
      [4.4, 51.4],
      [4.2, 51.2],
    ],
  ],
};

export const portOfTest: Port = {
  name: 'Testhaven',
  note: null,
  bbox: [4.1, 51.1, 4.5, 51.5],
  zones: [
    {
      id: 'dock-1',
      name: 'Dock 1',
      kind: 'dock',
      geometry: square,
      rules: [
        {
          rule: 'zone.enter',
          severity: 'warning',
          appliesTo: { hazard: ['confirmed', 'suspected'], classes: null, minCones: null, minLengthM: null },
          limitKn: null,
          holdS: 0,
        },
      ],
      exitMarginM: 30,
      approximate: true,
      uncertaintyM: 50,
      note: null,
    },
  ],
};

const noRegister = (): Promise<never> => Promise.reject(new Error('this test has no cargo register'));
const noChange = (): Promise<never> => Promise.reject(new Error('this test changes no zones'));
/** The zones of the port of test, which stay as they are. */
export function standingZones(zones: readonly Zone[] = portOfTest.zones): ZoneDesk {
  const base = zones.map((zone) => ({ zone, feature: presentZone(zone) }));
  const book = createBook(base, { versionsAZone: 1, pastChars: 0 });
  const { revision, revisionWithout, list, get, versions } = book;
  return {
    revision,
    revisionWithout,
    list,
    get,
    versions,
    put: noChange,
    remove: noChange,
    subscribe: () => () => {},
  };
}
const noCargo: CargoDesk = { declare: noRegister, withdraw: noRegister, list: () => [] };

/** A gateway on in-memory ports and manual time; the test changes the fields of `world`. */
export async function createWorld(
  options: Partial<GatewayOptions> = {},
  cargo: CargoDesk = noCargo,
  zones: ZoneDesk = standingZones(),
  access: Partial<Pick<GatewayPorts, 'gatekeeper' | 'sessions' | 'accounts' | 'keys' | 'openId'>> = {},
) {
  const time = createManualTime(startMs);
  const vessels = new Map<number, Vessel>();
  const changed = new Set<Vessel>();
  const gone = new Set<number>();
  const desk = createTestDesk();
  const world = {
    time,
    audit: createMemoryAudit(time.clock),
    desk,
    vessels,
    alertsOf: (() => desk) as AlertStreams,
    /** Who asks; null: nobody who is known. */
    reader: readerOfTest() as Reader | null,
    whoIs: (_credentials: Credentials): Reader | null => world.reader,
    again: (): Reader | null => world.reader,
    /** Those that are told when rights change. */
    rightsListeners: new Set<() => void>(),
    degraded: [] as Degradation[],
    ready: true,
    receivers: [] as ReceiverTally[],
    posted: { take: () => ({ lines: 0, results: {}, refused: {} }) } as PostedNmea,
    trackPages: (_mmsi: number, _fromMs: number, _toMs: number): AsyncIterable<readonly TrackPoint[]> =>
      pagesOf([]),
    history: emptyHistory,
    chronicle: emptyChronicle,
    backtest: async function* () {} as BacktestDesk['run'],
    put(...all: readonly Vessel[]): void {
      for (const vessel of all) {
        vessels.set(vessel.mmsi, vessel);
        changed.add(vessel);
      }
    },
    remove(mmsi: number): void {
      const vessel = vessels.get(mmsi);
      if (vessel) changed.delete(vessel);
      vessels.delete(mmsi);
      gone.add(mmsi);
    },
  };
  const ports: GatewayPorts = {
    audit: world.audit,
    gatekeeper: {
      whoIs: (credentials) => world.whoIs(credentials),
      again: () => world.again(),
      onChange(listener) {
        world.rightsListeners.add(listener);
        return () => world.rightsListeners.delete(listener);
      },
    },
    ...closedDesks,
    openId: null,
    ...access,
    clock: time.clock,
    port: portOfTest,
    zones,
    securityLevels: levelsOfTest(),
    picture: {
      get: (mmsi) => vessels.get(mmsi),
      all: () => vessels.values(),
      get size() {
        return vessels.size;
      },
    },
    takeChanges() {
      const changes = { changed: [...changed], gone: [...gone] };
      changed.clear();
      gone.clear();
      return changes;
    },
    alertsOf: (...asked) => world.alertsOf(...asked),
    alertStates: () =>
      world.desk.list({ state: null, kind: null, after: 0, limit: 1_000 }).map((a) => a.state),
    cargo,
    cargoSummary: () => summarise(vessels.values(), portOfTest.bbox, time.clock()),
    track: (mmsi, fromMs, toMs) => world.trackPages(mmsi, fromMs, toMs),
    get history() {
      return world.history;
    },
    get chronicle() {
      return world.chronicle;
    },
    recollection: createRecollection(86_400_000),
    backtests: { run: (...asked) => world.backtest(...asked) },
    draftZone,
    archiveHealth: () => ({
      degraded: false,
      waitingBatches: 2,
      waitingBytes: 300,
      savedPositions: 0,
      writtenPositions: 40,
      droppedPositions: 5,
      damagedFiles: 1,
      lastError: null,
    }),
    posted: { take: (...given) => world.posted.take(...given) },
    receivers: () => world.receivers,
    crosscheck: () => ({ agree: 7, disagree: 1, skipped: 3, failed: 0 }),
    channels: () => [],
    degraded: () => world.degraded,
    ready: () => world.ready,
    demo: () => true,
  };
  const app = await buildApp(
    {
      version: '0.0.0-test',
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:8080',
      liveIntervalMs: 1000,
      consoleDir: null,
      baseMap: null,
      schedule: time.schedule,
      elapsed: time.clock,
      // a test asks faster than anybody may
      rateLimits: rateLimitsOf(Number.POSITIVE_INFINITY),
      ...options,
    },
    ports,
  );
  return Object.assign(world, { app, ports });
}
export type World = Awaited<ReturnType<typeof createWorld>>;

export async function* pagesOf(
  pages: readonly (readonly TrackPoint[])[],
): AsyncGenerator<readonly TrackPoint[], void, void> {
  for (const page of pages) yield page;
}

export const tallyOf = (name: string, more: Partial<ReceiverTally> = {}): ReceiverTally => ({
  name,
  kind: 'tcp-listener',
  connections: 1,
  bytes: 1000,
  lines: 20,
  results: { accepted: 10, part: 2, duplicate: 1, other: 0, blank: 0 },
  refused: { 'bad-checksum': 4, 'line-too-long': 3, 'not-allowed': 6 },
  sideFaults: { 'orphan-part': 2 },
  lastHeardMs: startMs,
  health: null,
  ...more,
});
