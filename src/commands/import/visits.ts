import type { Backfill } from '../../model/archive.ts';
import type { VesselClass } from '../../model/vessel.ts';
import type { Zone } from '../../model/zone.ts';
import { classOfMmsi } from '../../traffic/vessel-class.ts';
import { createVisitFinder } from './past-visits.ts';

/** Keeps the archive's visits in step with positions that were added to it. */
export interface Visits {
  /** A position is about to be added. */
  touch(mmsi: number, lon: number, lat: number, timeMs: number): void;
  /** Vessels touched and not settled. */
  readonly waiting: number;
  /** Derives the visits of the vessels touched; to be called when their positions are in the archive. */
  settle(nowMs: number): Promise<void>;
  /** Visits found so far. */
  readonly found: number;
}

interface Touched {
  fromMs: number;
  toMs: number;
  isInZone: boolean;
}

/** A server that moves the vessel on meanwhile is given precedence this often. */
const attempts = 3;

export function createVisits(zones: readonly Zone[], archive: Backfill): Visits {
  const finder = createVisitFinder(zones, archive);
  const zoneIds = zones.map(({ id }) => id);
  const touched = new Map<number, Touched>();
  let found = 0;

  async function settleOne(mmsi: number, cls: VesselClass, range: Touched, nowMs: number): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const past = await finder.find(mmsi, cls, range.fromMs, range.toMs, nowMs);
      if (!(await archive.replaceVisits(past, zoneIds))) continue;
      found += past.visits.length;
      return;
    }
  }

  return {
    get waiting() {
      return touched.size;
    },
    get found() {
      return found;
    },
    touch(mmsi, lon, lat, timeMs) {
      const range = touched.get(mmsi);
      if (range === undefined) {
        touched.set(mmsi, { fromMs: timeMs, toMs: timeMs, isInZone: finder.isInAny(lon, lat) });
        return;
      }
      if (timeMs < range.fromMs) range.fromMs = timeMs;
      if (timeMs > range.toMs) range.toMs = timeMs;
      range.isInZone ||= finder.isInAny(lon, lat);
    },
    async settle(nowMs) {
      const mmsis = [...touched.keys()];
      const visitors = await archive.visitors(mmsis);
      const concerned = mmsis.filter((mmsi) => touched.get(mmsi)?.isInZone || visitors.has(mmsi));
      const classes = await archive.classes(concerned);
      for (const mmsi of concerned) {
        const range = touched.get(mmsi);
        const cls = classOfMmsi(mmsi) ?? (classes.get(mmsi) as VesselClass | undefined) ?? 'A';
        if (range !== undefined) await settleOne(mmsi, cls, range, nowMs);
      }
      touched.clear();
    },
  };
}
