import type { BBox } from '../protocol/common.ts';
import { badField } from './problem.ts';

/** West, south, east, north in degrees; west > east crosses the antimeridian (RFC 7946 §5.2). */
export type Box = Readonly<BBox>;

/** Why these four numbers are no box on the earth; null when they are. */
export function boxFault([west, south, east, north]: Box): string | null {
  if (![west, south, east, north].every(Number.isFinite))
    return 'must be four numbers: west,south,east,north';
  if (Math.abs(west) > 180 || Math.abs(east) > 180) return 'west and east must be from -180 to 180';
  if (Math.abs(south) > 90 || Math.abs(north) > 90) return 'south and north must be from -90 to 90';
  return south > north ? 'south must not be greater than north' : null;
}

/** Reads `w,s,e,n`. Throws a problem that names `bbox`. */
export function parseBox(text: string): Box {
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = parts;
  const box: Box = [west, south, east, north];
  const fault = parts.length === 4 ? boxFault(box) : 'must be four numbers: west,south,east,north';
  if (fault !== null) throw badField('bbox', fault);
  return box;
}

export function inBox([west, south, east, north]: Box, lon: number, lat: number): boolean {
  if (lat < south || lat > north) return false;
  return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
}
