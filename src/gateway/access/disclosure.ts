import type { FieldGroup, Reader } from '../../model/access.ts';
import { mmsiText, type Vessel } from '../../model/vessel.ts';
import type { ZoneDesk } from '../../model/zone-desk.ts';
import { shownThen } from '../zones/visible.ts';

/**
 * What a reader is shown of one vessel, as a number: equal numbers are equal answers about that vessel. The four lowest bits are the groups of
 * fields that it sees; each bit above them leaves one of the vessel's zones out, in their order.
 */
export type Disclosure = number;

export const shows = { cargo: 1, persons: 2, declarations: 4, eni: 8 } as const satisfies Partial<
  Record<FieldGroup, number>
>;
type Shown = keyof typeof shows;
const groups = Object.keys(shows) as Shown[];
const firstZoneBit = groups.length;
/** Zones with a bit of their own; of those behind them all are left out as soon as one is. */
const zoneBits = 26;

/** The groups of fields that it shows. */
export const fieldsIn = (disclosure: Disclosure): Shown[] =>
  groups.filter((group) => (disclosure & shows[group]) !== 0);

/** All fields and all zones. */
export const everything: Disclosure = groups.reduce((bits, group) => bits | shows[group], 0);

/** Ids of the vessel's zones that it shows, in their order. */
export function zonesShown({ zones }: Pick<Vessel, 'zones'>, disclosure: Disclosure): string[] {
  if (disclosure >>> firstZoneBit === 0) return [...zones];
  return zones.filter((_, i) => ((disclosure >>> (firstZoneBit + Math.min(i, zoneBits))) & 1) === 0);
}

/** Tells what a reader is shown of a vessel. */
export type Discloser = (vessel: Pick<Vessel, 'mmsi' | 'zones'>) => Disclosure;

/** Asks the policy once, and of a vessel only what differs from one to the next. */
function discloser(reader: Reader, isHidden: (zoneId: string) => boolean): Discloser {
  const bitsAt = (reach: 'all' | 'own'): Disclosure =>
    groups.reduce((bits, group) => (reader.sees(group) === reach ? bits | shows[group] : bits), 0);
  const ofAll = bitsAt('all');
  const ofOwn = bitsAt('own');
  return ({ mmsi, zones }) => {
    let disclosure = ofAll;
    if (ofOwn !== 0 && reader.owns({ mmsi: mmsiText(mmsi), zones })) disclosure |= ofOwn;
    for (let i = 0; i < zones.length; i++)
      if (isHidden(zones[i] as string)) disclosure |= 1 << (firstZoneBit + Math.min(i, zoneBits));
    return disclosure;
  };
}

/** Of the picture now. Follows the zones as they change; for a session that lasts it is made anew only when its reader is another. */
export function discloserOf(reader: Reader, zones: Pick<ZoneDesk, 'list'>): Discloser {
  const hidden = hiddenZonesOf(reader, zones);
  return discloser(reader, (id) => hidden().has(id));
}

/** Of a picture of the past: zones that were deleted since are shown as they would have been. */
export const discloserThen = (reader: Reader, zones: Pick<ZoneDesk, 'get' | 'versions'>): Discloser =>
  discloser(reader, (id) => !shownThen(zones, id, reader));

/** Ids of the zones that the reader may not know of; the same set until zones change. */
export function hiddenZonesOf(reader: Reader, zones: Pick<ZoneDesk, 'list'>): () => ReadonlySet<string> {
  let known: ReturnType<ZoneDesk['list']> | null = null;
  let hidden: ReadonlySet<string> = new Set();
  return () => {
    const now = zones.list();
    if (now !== known) {
      known = now;
      hidden = new Set(now.filter((zone) => !reader.maySee(zone)).map(({ id }) => id));
    }
    return hidden;
  };
}
