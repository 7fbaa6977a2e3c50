import type { Zone } from '../../model/zone.ts';
import type { EncounterSettings, Limits } from './settings.ts';

/** How encounters are judged in the waters that a vessel is in, by the zone or kind of zone that decides. */
export interface Area extends Limits {
  readonly name: string;
}

/**
 * What the settings say of a place, by the zones that hold it, sorted by id: a zone with limits of its own decides, of several the
 * first; else the first of the ranked kinds. Null: no encounters there.
 */
export function createAreas(s: EncounterSettings): (zones: readonly Zone[]) => Area | null {
  const elsewhere: Area = { ...s.limitsElsewhere, name: 'elsewhere' };
  const byKind = new Map(
    Object.entries(s.limitsByKind).map(([kind, limits]): [string, Area] => [kind, { ...limits, name: kind }]),
  );
  const byZone = new Map(Object.entries(s.limitsByZone));
  const known = new WeakMap<Zone, Area>();

  function ownOf(zone: Zone): Area {
    const usual = byKind.get(zone.kind) ?? elsewhere;
    const own = byZone.get(zone.id);
    return { ...usual, ...own, domain: { ...usual.domain, ...own?.domain }, name: zone.id };
  }

  function decisive(zones: readonly Zone[]): Area {
    const zone = zones.find(({ id }) => byZone.has(id));
    if (zone !== undefined) {
      const own = known.get(zone) ?? ownOf(zone);
      known.set(zone, own);
      return own;
    }
    const kind = s.rankedKinds.find((k) => byKind.has(k) && zones.some((z) => z.kind === k));
    return byKind.get(kind ?? '') ?? elsewhere;
  }

  return (zones) => {
    const area = decisive(zones);
    return area.enabled ? area : null;
  };
}

/** Ids that the settings name and no zone has, each once. */
export function unknownZones(s: EncounterSettings, zones: readonly Zone[]): readonly string[] {
  const known = new Set(zones.map(({ id }) => id));
  const named = [...Object.keys(s.limitsByZone), ...s.noWayBetween.flat()];
  return [...new Set(named)].filter((id) => !known.has(id));
}
