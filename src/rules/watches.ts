import type { Zone } from '../model/zone.ts';
import { openWaters, type Waters } from './behaviour/leaving.ts';
import { behaviourDefaults } from './behaviour/settings.ts';
import { createVesselWatch, type VesselWatch } from './behaviour/vessel-watch.ts';
import { createDepartureWatch } from './departure/departure-watch.ts';
import { departureDefaults } from './departure/settings.ts';
import { createSeparationWatch } from './separation/separation-watch.ts';
import { separationDefaults } from './separation/settings.ts';

/** Standard settings of all watches: the port file lays others over them, under the same names. */
export const watchDefaults = {
  behaviour: behaviourDefaults,
  separation: separationDefaults,
  departure: departureDefaults,
};

/** All that is watched behind the zones, as one: how a vessel behaves, how close it lies to others, and how it leaves. */
export function createWatches(
  zones: readonly Zone[],
  settings: typeof watchDefaults = watchDefaults,
  waters: Waters = openWaters,
): VesselWatch {
  const behaviour = createVesselWatch(zones, settings.behaviour, waters);
  const separation = createSeparationWatch(zones, settings.separation);
  const departure = createDepartureWatch(zones, settings.departure);
  return {
    evaluate(vessel, nowMs) {
      const found = behaviour.evaluate(vessel, nowMs);
      const close = separation.evaluate(vessel, nowMs);
      const left = departure.evaluate(vessel);
      return close.length === 0 && left.length === 0 ? found : [...found, ...close, ...left];
    },
    heard: behaviour.heard,
    tick: behaviour.tick,
    forget: (mmsi) => [...behaviour.forget(mmsi), ...separation.forget(mmsi), ...departure.forget(mmsi)],
    restore(openCauses) {
      const causes = [...openCauses];
      behaviour.restore(causes);
      separation.restore(causes);
      departure.restore(causes);
    },
    get size() {
      return behaviour.size;
    },
  };
}
