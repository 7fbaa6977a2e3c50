import type { Zone } from '../../model/zone.ts';
import type { ZoneDesk, ZoneState } from '../../model/zone-desk.ts';

/** Who asks, as far as hidden zones are concerned. */
export interface Reader {
  /** Organisations that the reader belongs to; null: all is shown. */
  readonly organisations: readonly string[] | null;
}

/** As long as there are no accounts, everybody who is let in sees all. */
export const localReader: Reader = { organisations: null };

/** Whether the reader may know of the zone. The one place that decides it. */
export const maySee = ({ organisations }: Reader, { visibleTo }: Pick<Zone, 'visibleTo'>): boolean =>
  visibleTo === undefined ||
  organisations === null ||
  visibleTo.some((organisation) => organisations.includes(organisation));

/** The zones that the reader may know of, by id. */
export function shownZones(zones: Pick<ZoneDesk, 'list'>, reader: Reader): readonly Zone[] {
  const all = zones.list();
  return reader.organisations === null ? all : all.filter((zone) => maySee(reader, zone));
}

/** The zone as the reader may see it; null also when it may not. */
export function shownZone(zones: Pick<ZoneDesk, 'get'>, id: string, reader: Reader): ZoneState | null {
  const state = zones.get(id);
  return state !== null && maySee(reader, state.zone) ? state : null;
}

/**
 * The zones that a question is about: the one asked for, or all (null). To who may not see all, only those that stand and are shown to them are
 * there: no list then means that there is nothing to tell.
 */
export function askedZones(
  zones: Pick<ZoneDesk, 'get' | 'list'>,
  id: string | undefined,
  reader: Reader,
): readonly string[] | null {
  if (reader.organisations === null) return id === undefined ? null : [id];
  if (id === undefined) return shownZones(zones, reader).map((zone) => zone.id);
  return shownZone(zones, id, reader) === null ? [] : [id];
}
