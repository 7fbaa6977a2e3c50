import type { Backfill, PastVisit, PastVisits, TrackPoint } from '../../model/archive.ts';
import type { Vessel, VesselClass } from '../../model/vessel.ts';
import type { Zone } from '../../model/zone.ts';
import { createZoneIndex } from '../../rules/geometry/zone-index.ts';
import { createZoneWatch } from '../../rules/zone-watch.ts';
import { isForgotten } from '../../traffic/ageing.ts';
import { newVessel } from '../../traffic/fuse.ts';

/** Silence after which a vessel at rest has left; under way a quarter of it, as in the live picture. */
const forgetMs = 86_400_000;

/** Derives visits from the positions in the archive, whoever put them there. */
export interface VisitFinder {
  /** Whether a position lies in any zone. */
  isInAny(lon: number, lat: number): boolean;
  /**
   * Visits of a vessel in the stretch around `fromMs … toMs` that begins and ends where it was in no zone and clear of all, or with
   * silence: nothing outside it can change them.
   * @param nowMs a vessel that was heard so lately that it counts as being there still goes on with its visits
   */
  find(mmsi: number, cls: VesselClass, fromMs: number, toMs: number, nowMs: number): Promise<PastVisits>;
}

export function createVisitFinder(
  zones: readonly Zone[],
  archive: Pick<Backfill, 'track' | 'back'>,
): VisitFinder {
  const index = createZoneIndex(zones);
  // the same way in and out as for alerts; no rule is asked
  const watch = createZoneWatch(zones.map((zone) => ({ ...zone, rules: [] })));
  const hits: number[] = [];

  function isInAny(lon: number, lat: number): boolean {
    index.at(lon, lat, hits);
    return hits.length > 0;
  }
  const isClearOfAll = (lon: number, lat: number): boolean =>
    !isInAny(lon, lat) && zones.every(({ exitMarginM }, zone) => index.clearOf(zone, lon, lat, exitMarginM));

  /** Where the stretch begins. */
  async function startOf(vessel: Vessel, fromMs: number): Promise<number> {
    let startMs = fromMs;
    for await (const page of archive.back(vessel.mmsi, fromMs)) {
      for (const point of page) {
        place(vessel, point);
        if (isForgotten(vessel, startMs, forgetMs)) return startMs;
        startMs = point.timeMs;
        if (isClearOfAll(point.lon, point.lat)) return startMs;
      }
    }
    return startMs;
  }

  return {
    isInAny,
    async find(mmsi, cls, fromMs, toMs, nowMs) {
      const vessel: Vessel = { ...newVessel(mmsi, fromMs), class: cls };
      const startMs = await startOf(vessel, fromMs);
      const visits: PastVisit[] = [];
      const stays = new Map<string, number>();
      let endMs = startMs;
      let zonesNow: readonly string[] = [];

      function leave(zoneId: string, leftAtMs: number | null): void {
        const enteredAtMs = stays.get(zoneId);
        if (enteredAtMs !== undefined) visits.push({ zoneId, enteredAtMs, leftAtMs });
        stays.delete(zoneId);
      }
      function leaveAll(leftAtMs: number | null): void {
        for (const zoneId of [...stays.keys()]) leave(zoneId, leftAtMs);
        watch.forget(mmsi);
        zonesNow = [];
      }

      vessel.kinematics = null;
      walk: for await (const page of archive.track(mmsi, startMs, nowMs + forgetMs)) {
        for (const point of page) {
          const isOver = point.timeMs > toMs;
          if (vessel.kinematics !== null && isForgotten(vessel, point.timeMs, forgetMs)) {
            leaveAll(endMs);
            if (isOver) break walk;
          }
          place(vessel, point);
          endMs = point.timeMs;
          const { zones: after } = watch.evaluate(vessel, point.timeMs);
          if (after !== zonesNow) {
            for (const zoneId of zonesNow) if (!after.includes(zoneId)) leave(zoneId, point.timeMs);
            for (const zoneId of after) if (!stays.has(zoneId)) stays.set(zoneId, point.timeMs);
            zonesNow = after;
          }
          if (isOver && stays.size === 0) break walk;
        }
      }
      leaveAll(isForgotten(vessel, nowMs, forgetMs) ? endMs : null);
      return { mmsi, fromMs: startMs, toMs: endMs, visits };
    },
  };
}

function place(vessel: Vessel, { timeMs, lon, lat, sogKn, cogDeg, headingDeg, navStatus }: TrackPoint): void {
  vessel.heardAtMs = timeMs;
  vessel.kinematics = {
    ...{ lon, lat, sogKn, cogDeg, headingDeg, navStatus, rotDegPerMin: null, blueSign: null },
    ...{ positionAtMs: timeMs, receiver: '', messageType: 1 },
  };
}
