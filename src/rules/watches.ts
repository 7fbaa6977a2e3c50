import type { Zone } from '../model/zone.ts';
import { createVesselWatch, type VesselWatch } from './behaviour/vessel-watch.ts';
import { createEncounterWatch } from './encounter/encounter-watch.ts';
import { createSeparationWatch } from './separation/separation-watch.ts';

/** All that is watched behind the zones, as one: how a vessel behaves, how close it lies to others, and whom it meets. */
export function createWatches(zones: readonly Zone[]): VesselWatch {
  const behaviour = createVesselWatch(zones);
  const separation = createSeparationWatch(zones);
  const encounters = createEncounterWatch(zones);
  return {
    evaluate(vessel, nowMs) {
      const found = behaviour.evaluate(vessel, nowMs);
      const close = separation.evaluate(vessel, nowMs);
      const met = encounters.evaluate(vessel, nowMs);
      return close.length === 0 && met.length === 0 ? found : [...found, ...close, ...met];
    },
    heard: behaviour.heard,
    tick: (nowMs) => [...behaviour.tick(nowMs), ...encounters.tick(nowMs)],
    forget: (mmsi) => [...behaviour.forget(mmsi), ...separation.forget(mmsi), ...encounters.forget(mmsi)],
    restore(openCauses) {
      const causes = [...openCauses];
      behaviour.restore(causes);
      separation.restore(causes);
      encounters.restore(causes);
    },
    get size() {
      return behaviour.size;
    },
  };
}
