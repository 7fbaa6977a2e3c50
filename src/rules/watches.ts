import type { Zone } from '../model/zone.ts';
import { openWaters, type Waters } from './behaviour/leaving.ts';
import { behaviourDefaults } from './behaviour/settings.ts';
import { createVesselWatch, type VesselWatch } from './behaviour/vessel-watch.ts';
import { createDepartureWatch } from './departure/departure-watch.ts';
import { departureDefaults } from './departure/settings.ts';
import { createEncounterWatch } from './encounter/encounter-watch.ts';
import { encounterDefaults } from './encounter/settings.ts';
import { createSeparationWatch } from './separation/separation-watch.ts';
import { separationDefaults } from './separation/settings.ts';

/** Standard settings of the watches that a port file can change: it lays others over them, under the same names. */
export const watchDefaults = {
  behaviour: behaviourDefaults,
  separation: separationDefaults,
  departure: departureDefaults,
  encounter: encounterDefaults,
};

/** What a port may set for members that it names itself, by the name of the group: see `SomeLimits`. */
export const watchShapes = { limitsByZone: encounterDefaults.limitsElsewhere };

/**
 * All that is watched behind the zones, as one: how a vessel behaves, how close it lies to others, how it leaves, and whom it
 * meets under way.
 */
export function createWatches(
  zones: readonly Zone[],
  settings: typeof watchDefaults = watchDefaults,
  waters: Waters = openWaters,
): VesselWatch {
  const behaviour = createVesselWatch(zones, settings.behaviour, waters);
  const separation = createSeparationWatch(zones, settings.separation);
  const departure = createDepartureWatch(zones, settings.departure);
  const encounters = createEncounterWatch(zones, settings.encounter);
  return {
    evaluate(vessel, nowMs) {
      const found = behaviour.evaluate(vessel, nowMs);
      const close = separation.evaluate(vessel, nowMs);
      const left = departure.evaluate(vessel);
      const met = encounters.evaluate(vessel, nowMs);
      const isQuiet = close.length === 0 && left.length === 0 && met.length === 0;
      return isQuiet ? found : [...found, ...close, ...left, ...met];
    },
    heard: behaviour.heard,
    tick: (nowMs) => [...behaviour.tick(nowMs), ...encounters.tick(nowMs)],
    forget: (mmsi) => [
      ...behaviour.forget(mmsi),
      ...separation.forget(mmsi),
      ...departure.forget(mmsi),
      ...encounters.forget(mmsi),
    ],
    restore(openCauses) {
      const causes = [...openCauses];
      behaviour.restore(causes);
      separation.restore(causes);
      departure.restore(causes);
      encounters.restore(causes);
    },
    replace(zonesNow) {
      behaviour.replace(zonesNow);
      separation.replace(zonesNow);
      encounters.setZones(zonesNow);
      return departure.replace(zonesNow);
    },
    get size() {
      return behaviour.size;
    },
  };
}
