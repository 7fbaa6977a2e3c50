import type { SecurityLevels } from '../model/security-level.ts';
import type { Zone } from '../model/zone.ts';
import type { ZoneDesk } from '../model/zone-desk.ts';

/** What the rules act by, and when it becomes another. */
export type ActiveZones = Pick<ZoneDesk, 'list' | 'subscribe'>;

/**
 * The zones as the rules see them at the present security levels: one that asks for a higher level is a place without rules, until that is
 * reached. Zones that are the same before and after a change are the same objects.
 */
export function zonesAtLevel(
  zones: ActiveZones,
  levels: Pick<SecurityLevels, 'levelOf' | 'subscribe'>,
): ActiveZones {
  const asleep = new WeakMap<Zone, Zone>();

  function sleeping(zone: Zone): Zone {
    let known = asleep.get(zone);
    if (known === undefined) {
      const { clearance: _, ...place } = zone;
      known = { ...place, rules: [] };
      asleep.set(zone, known);
    }
    return known;
  }
  const isAwake = ({ id, minSecurityLevel }: Zone): boolean =>
    minSecurityLevel === undefined || levels.levelOf(id) >= minSecurityLevel;

  return {
    list: () => zones.list().map((zone) => (isAwake(zone) ? zone : sleeping(zone))),
    subscribe(listener) {
      const stops = [zones.subscribe(listener), levels.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
