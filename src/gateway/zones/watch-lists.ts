import type { Reader } from '../../model/access.ts';
import type { Zone } from '../../model/zone.ts';
import type { ZoneFeature } from '../../protocol/port.ts';
import { presentZone } from '../present.ts';
import { ownsZone } from './visible.ts';

/** Members of a zone's properties that name vessels and organisations. */
const lists: ReadonlySet<string> = new Set(['mmsis', 'exempt', 'visibleTo']);

function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !lists.has(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, without(inner)]));
}

const sees = (reader: Reader, zone: Pick<Zone, 'id' | 'visibleTo'>): boolean => {
  const reach = reader.sees('watch-lists');
  return reach === 'all' || (reach === 'own' && ownsZone(reader, zone));
};

/** A zone as the reader is shown it: the vessels that its rules name, and who else may know of it, only for those who see watch lists. */
export function zoneFor(reader: Reader, zone: Zone): ZoneFeature {
  const feature = presentZone(zone) as ZoneFeature;
  if (sees(reader, zone)) return feature;
  return { ...feature, properties: without(feature.properties) as ZoneFeature['properties'] };
}

/** The same of a zone as it was given. */
export function featureFor(reader: Reader, id: string, feature: object | null): object | null {
  if (feature === null) return null;
  const properties: unknown = Reflect.get(feature, 'properties') ?? {};
  const visibleTo: unknown = Reflect.get(Object(properties), 'visibleTo');
  if (sees(reader, Array.isArray(visibleTo) ? { id, visibleTo } : { id })) return feature;
  return { ...feature, properties: without(properties) };
}
