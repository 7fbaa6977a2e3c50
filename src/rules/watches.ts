import type { Zone } from '../model/zone.ts';
import { createVesselWatch, type VesselWatch } from './behaviour/vessel-watch.ts';
import { createSeparationWatch } from './separation/separation-watch.ts';

/** All that is watched behind the zones, as one: how a vessel behaves, and how close it lies to others. */
export function createWatches(zones: readonly Zone[]): VesselWatch {
  const behaviour = createVesselWatch(zones);
  const separation = createSeparationWatch(zones);
  return {
    evaluate(vessel, nowMs) {
      const found = behaviour.evaluate(vessel, nowMs);
      const close = separation.evaluate(vessel, nowMs);
      return close.length === 0 ? found : [...found, ...close];
    },
    heard: behaviour.heard,
    tick: behaviour.tick,
    forget: (mmsi) => [...behaviour.forget(mmsi), ...separation.forget(mmsi)],
    restore(openCauses) {
      const causes = [...openCauses];
      behaviour.restore(causes);
      separation.restore(causes);
    },
    replace(zonesNow) {
      behaviour.replace(zonesNow);
      separation.replace(zonesNow);
    },
    get size() {
      return behaviour.size;
    },
  };
}
