import type { Zone } from '../model/zone.ts';

/** Reads a Feature: the zone, or one sentence, beginning with the field, that says what is wrong with it. */
export type ReadZone = (feature: unknown) => Zone | string;

/** What grows with use, and how far. */
export const zoneLimits = {
  zones: 10_000,
  /** Ids, those of deleted zones included. */
  known: 20_000,
  /** Positions of one zone as drawn: looking for crossings takes the square of it, 13 ms here. */
  positions: 2_000,
  /** Earlier states kept in memory: of one zone, and in characters of all. All are on disk. */
  versionsAZone: 100,
  pastChars: 32 * 1024 * 1024,
};

/** Ids stand in lists parted by blanks, in paths, and in the names of causes. */
const goodId = /^[\p{L}\p{N}._~:-]{1,100}$/u;

/** No line of the journal comes near its longest. */
const mostChars = 300_000;

/** The parts of a Feature that are looked at, as far as they are there. */
interface Parts {
  readonly id?: unknown;
  readonly geometry?: unknown;
  readonly properties?: unknown;
  readonly source?: unknown;
  readonly coordinates?: unknown;
}
const partsOf = (value: unknown): Parts => (typeof value === 'object' && value !== null ? value : {});

/** Positions below `value`, as far as GeoJSON nests them. */
function positionsIn(value: unknown, depth = 4): number {
  if (!Array.isArray(value) || depth === 0) return 0;
  if (!Array.isArray(value[0])) return 1;
  return value.reduce((sum: number, item: unknown) => sum + positionsIn(item, depth - 1), 0);
}

/** Why a Feature over HTTP is refused before it is read; null: it is not. */
export function faultOf(
  feature: object,
  id: string,
  { positions }: Pick<typeof zoneLimits, 'positions'>,
): string | null {
  const { id: given, geometry, properties } = partsOf(feature);
  const { id: inner, source } = partsOf(properties);
  for (const [field, named] of Object.entries({ id: given, 'properties.id': inner }))
    if ((named ?? null) !== null && named !== id) return `${field}: is not "${id}", the id of this zone`;
  if (!goodId.test(id)) return 'id: must be 1 to 100 letters, digits, or . _ ~ : -';
  const count = positionsIn(partsOf(source ?? geometry).coordinates);
  if (count > positions)
    return `geometry.coordinates: ${count} positions; at most ${positions} are taken: simplify the shape`;
  if (JSON.stringify(feature).length > mostChars) return `properties: over ${mostChars} characters in all`;
  return null;
}
