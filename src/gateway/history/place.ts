import type { Reader } from '../../model/access.ts';
import type { Box } from '../../model/past.ts';
import type { Zone } from '../../model/zone.ts';
import type { ZoneDesk } from '../../model/zone-desk.ts';
import { parseBox } from '../box.ts';
import { badField } from '../problem.ts';
import { degreesOf } from '../track/metres.ts';
import { shownZone } from '../zones/visible.ts';
import { boxShape, polygonShape, type Shape } from './clip.ts';

/** An area of the past: what lies across the antimeridian is asked for in two. Throws a problem that names `bbox`. */
export function readArea(bbox: string): Box {
  const area = parseBox(bbox);
  const [west, south, east, north] = area;
  if (west >= east || south >= north)
    throw badField(
      'bbox',
      'west must be less than east and south less than north; ask for the two sides of the antimeridian one by one',
    );
  return area;
}

/** A zone of the port. Throws a problem that names `zone`. */
export function readZone(zones: ZoneDesk, id: string, reader: Reader): Zone {
  const state = shownZone(zones, id, reader);
  if (state === null) throw badField('zone', `the port has no zone '${id}'`);
  return state.zone;
}

/** Either a box or a zone. Throws a problem that names the field. */
export function readPlace(
  query: { readonly bbox?: string; readonly zone?: string },
  zones: ZoneDesk,
  reader: Reader,
): Shape {
  if (query.bbox !== undefined && query.zone !== undefined)
    throw badField('zone', 'not together with `bbox`');
  if (query.zone !== undefined) return polygonShape(readZone(zones, query.zone, reader).geometry);
  if (query.bbox === undefined) throw badField('bbox', 'is missing: ask for a `bbox` or a `zone`');
  return boxShape(readArea(query.bbox));
}

/** The area with so many metres around it. */
export function widened([west, south, east, north]: Box, metres: number): Box {
  const [lon, lat] = degreesOf(metres, Math.max(Math.abs(south), Math.abs(north)));
  return [west - lon, south - lat, east + lon, north + lat];
}
