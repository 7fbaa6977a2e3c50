import type { Zone } from '../model/zone.ts';

/** How two lists of zones differ; a zone that changed is in both. */
export interface ZoneDifference {
  readonly gone: readonly Zone[];
  readonly come: readonly Zone[];
}

/** Before without those that are gone and with those that have come is now. Names no more than it must when both are sorted by id. */
export function differenceOf(before: readonly Zone[], now: readonly Zone[]): ZoneDifference {
  const gone: Zone[] = [];
  const come: Zone[] = [];
  let b = 0;
  let n = 0;
  for (;;) {
    // most zones stay: this loop is what a change costs
    while (b < before.length && before[b] === now[n]) {
      b++;
      n++;
    }
    const was = before[b];
    const is = now[n];
    if (was !== undefined && (is === undefined || was.id <= is.id)) {
      gone.push(was);
      b++;
    } else if (is !== undefined) {
      come.push(is);
      n++;
    } else return { gone, come };
  }
}

/** Some of the zones of a port, by id. */
export interface ZonesById {
  readonly byId: ReadonlyMap<string, Zone>;
  /** Other zones from now on; what of it concerns these. */
  replace(zones: readonly Zone[]): ZoneDifference;
}

export function createZonesById(
  first: readonly Zone[],
  belongs: (zone: Zone) => boolean = () => true,
): ZonesById {
  const byId = new Map<string, Zone>();
  let zones: readonly Zone[] = [];

  function replace(now: readonly Zone[]): ZoneDifference {
    const difference = differenceOf(zones, now);
    zones = now;
    const gone = difference.gone.filter(belongs);
    const come = difference.come.filter(belongs);
    for (const { id } of gone) byId.delete(id);
    for (const zone of come) byId.set(zone.id, zone);
    return { gone, come };
  }
  replace(first);
  return { byId, replace };
}
