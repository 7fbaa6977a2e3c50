import type { Random } from '../../src/lib/random.ts';
import type { Alert, AlertEvent } from '../../src/model/alert.ts';
import type { Archive, ArchiveBatch, PositionRow, TrackPoint, VesselRow } from '../../src/model/archive.ts';
import type { Log } from '../../src/model/ports.ts';

/** 2026-11-23T10:00:00.123Z. */
export const START_MS = 1_795_428_000_123;
export const DAY_MS = 86_400_000;

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

export const position = (mmsi: number, timeMs: number, over: Partial<PositionRow> = {}): PositionRow => ({
  timeMs,
  mmsi,
  lon: 4.2951234567,
  lat: 51.2765432101,
  sogKn: 7.3,
  cogDeg: 128.7,
  headingDeg: 129,
  navStatus: 0,
  receiver: 'kallo',
  ...over,
});

/** `count` positions of one vessel, a second apart. */
export const positions = (mmsi: number, count: number, fromMs = START_MS): PositionRow[] =>
  Array.from({ length: count }, (_, i) => position(mmsi, fromMs + i * 1_000, { lon: 4.2 + i / 1e5 }));

export const vessel = (mmsi: number, timeMs: number, over: Partial<VesselRow> = {}): VesselRow => ({
  mmsi,
  timeMs,
  class: 'inland',
  name: 'SCHELDE "IV"',
  callsign: 'OT1234',
  imo: null,
  eni: '06105432',
  flag: 'BE',
  shipType: 80,
  eriType: 8021,
  lengthM: 110,
  beamM: 11.4,
  draughtM: 3.25,
  destination: 'BEANR\\K123',
  hazardState: 'confirmed',
  inlandHazard: null,
  dangerousCargo: null,
  persons: null,
  tankHull: null,
  told: null,
  ...over,
});

export function alertEvent(seq: number, at: string, alert: Partial<Alert> = {}): AlertEvent {
  return {
    seq,
    event: alert.state === 'acknowledged' ? 'acknowledged' : 'raised',
    at,
    by: alert.acknowledgedBy ?? null,
    note: null,
    alert: {
      id: `alert-${seq}`,
      seq,
      cause: 'zone.enter:lock-royers:005278090',
      kind: 'zone.enter',
      severity: 'warning',
      state: 'active',
      mmsi: '005278090',
      others: [],
      zoneId: 'lock-royers',
      position: [4.4, 51.23],
      title: 'Tanker in Royers lock',
      text: 'SCHELDE "IV" went in',
      evidence: { cones: 2, said: 'a\\b "c" {d}, NULL' },
      raisedAt: at,
      updatedAt: at,
      clearedAt: null,
      acknowledgedBy: null,
      escalation: 0,
      trust: null,
      ...alert,
    },
  };
}

export const batch = (over: Partial<ArchiveBatch>): ArchiveBatch => ({
  positions: [],
  vessels: [],
  visits: [],
  alertEvents: [],
  declarations: [],
  audit: [],
  ...over,
});

export async function readAll(
  archive: Archive,
  mmsi: number,
  fromMs = 0,
  toMs = 4e12,
): Promise<TrackPoint[]> {
  const points: TrackPoint[] = [];
  for await (const page of archive.track(mmsi, fromMs, toMs)) points.push(...page);
  return points;
}

/** What one vessel does, in batches: it moves, enters and leaves two zones, is found where it was by a restart, vanishes, is renamed. */
export function historyOf(random: Random): ((mmsi: number) => ArchiveBatch)[] {
  const inside = new Set<string>(['dock']);
  const parts = [
    (mmsi: number) =>
      batch({
        positions: [position(mmsi, START_MS)],
        vessels: [vessel(mmsi, START_MS)],
        visits: [{ step: 'enters', mmsi, zoneId: 'dock', timeMs: START_MS }],
      }),
  ];
  for (let i = 1; i < 25; i += 1) {
    const timeMs = START_MS + i * 60_000;
    const zoneId = random.whole(0, 1) === 0 ? 'dock' : 'lock';
    const what = random.whole(0, 9);
    const name = `NAME ${random.whole(0, 2)}`;
    const step = what > 7 || !inside.has(zoneId) ? 'enters' : 'leaves';
    if (what === 0) inside.clear();
    else if (step === 'enters') inside.add(zoneId);
    else inside.delete(zoneId);
    parts.push((mmsi) =>
      batch({
        // who vanishes was last heard before
        positions: what === 0 ? [] : [position(mmsi, timeMs)],
        vessels: [vessel(mmsi, timeMs, { name }), vessel(mmsi, timeMs + 1, { name })],
        visits: [
          what === 0 ? { step: 'leaves', mmsi, zoneId: null, timeMs } : { step, mmsi, zoneId, timeMs },
        ],
      }),
    );
  }
  return parts;
}
