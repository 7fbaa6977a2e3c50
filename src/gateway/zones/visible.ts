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

/** Whether this state of a zone, as it was given, is hidden from the reader. */
export function isHidden(feature: object | null, reader: Reader): boolean {
  const visibleTo: unknown = feature && Reflect.get(Reflect.get(feature, 'properties') ?? {}, 'visibleTo');
  return Array.isArray(visibleTo) && !reader.maySee({ visibleTo });
}

/**
 * Whether the past may tell of this zone: it stands and is shown, or was shown when it was deleted. One of which nothing is kept may have been
 * anybody's: it is not shown.
 */
export function shownThen(zones: Pick<ZoneDesk, 'get' | 'versions'>, id: string, reader: Reader): boolean {
  const state = zones.get(id);
  if (state !== null) return reader.maySee(state.zone);
  const latest = zones.versions(id).find(({ feature }) => feature !== null);
  return latest !== undefined && !isHidden(latest.feature, reader);
}

/**
 * The zones that a question is about: the one asked for, or all (null). Where some are hidden from the reader, only those that stand and are
 * shown to it are there: no list then means that there is nothing to tell.
 */
export function askedZones(
  zones: Pick<ZoneDesk, 'get' | 'list' | 'versions'>,
  id: string | undefined,
  reader: Reader,
): readonly string[] | null {
  if (id !== undefined) return shownThen(zones, id, reader) ? [id] : [];
  const all = zones.list();
  const shown = all.filter((zone) => reader.maySee(zone));
  return shown.length === all.length ? null : shown.map((zone) => zone.id);
}

/** Names the zones that the reader may know of, as `revision` names all: changes of the others do not change it. */
export const shownRevision = (zones: Pick<ZoneDesk, 'list' | 'revisionWithout'>, reader: Reader): string =>
  zones.revisionWithout(
    zones
      .list()
      .filter((zone) => !reader.maySee(zone))
      .map(({ id }) => id),
  );

/** Of the reader's organisation: one of its areas, or shown to it alone. */
export const ownsZone = (reader: Reader, { id, visibleTo }: Pick<Zone, 'id' | 'visibleTo'>): boolean =>
  reader.owns({ zones: [id] }) ||
  (visibleTo !== undefined && visibleTo.length === 1 && visibleTo[0] === reader.organisation.id);
