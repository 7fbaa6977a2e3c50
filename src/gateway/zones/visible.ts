import type { Reader } from '../../model/access.ts';
import type { Zone } from '../../model/zone.ts';
import type { ZoneDesk, ZoneState } from '../../model/zone-desk.ts';

/** The zones that the reader may know of, by id. */
export const shownZones = (zones: Pick<ZoneDesk, 'list'>, reader: Reader): readonly Zone[] =>
  zones.list().filter((zone) => reader.maySee(zone));

/** The zone as the reader may see it; null also when it may not. */
export function shownZone(zones: Pick<ZoneDesk, 'get'>, id: string, reader: Reader): ZoneState | null {
  const state = zones.get(id);
  return state !== null && reader.maySee(state.zone) ? state : null;
}

/**
 * The zones that a question is about: the one asked for, or all (null). Where some are hidden from the reader, only those that stand and are
 * shown to it are there: no list then means that there is nothing to tell.
 */
export function askedZones(
  zones: Pick<ZoneDesk, 'get' | 'list'>,
  id: string | undefined,
  reader: Reader,
): readonly string[] | null {
  const all = zones.list();
  const shown = all.filter((zone) => reader.maySee(zone));
  if (shown.length === all.length) return id === undefined ? null : [id];
  if (id === undefined) return shown.map((zone) => zone.id);
  return shownZone(zones, id, reader) === null ? [] : [id];
}
