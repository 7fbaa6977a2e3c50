import { type Static, Type } from 'typebox';
import type { HazardState, Vessel } from '../../model/vessel.ts';
import { mmsiText } from '../../model/vessel.ts';
import { Instant } from '../../protocol/common.ts';
import { type Box, inBox, parseBox } from '../box.ts';
import { fromCursor } from '../cursor.ts';
import { badField } from '../problem.ts';

export const VesselQuery = Type.Object(
  {
    bbox: Type.Optional(
      Type.String({ maxLength: 200, description: 'w,s,e,n in degrees; only vessels with a position inside' }),
    ),
    hazard: Type.Optional(
      Type.String({ maxLength: 100, description: 'Comma list of hazard states, e.g. confirmed,suspected' }),
    ),
    zone: Type.Optional(Type.String({ maxLength: 100, description: 'Id of a zone that holds them now' })),
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'Part of name, callsign, MMSI, IMO or ENI' }),
    ),
    at: Type.Optional({ ...Instant, description: 'The picture at that time, from the archive' }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 1000 })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);

const hazardStates: readonly HazardState[] = [
  'confirmed',
  'suspected',
  'unknown',
  'none-declared',
  'not-applicable',
];

function parseHazard(text: string): ReadonlySet<HazardState> {
  const wanted = text.split(',').map((part) => {
    const state = hazardStates.find((s) => s === part.trim());
    if (!state) throw badField('hazard', `'${part.trim()}' is none of ${hazardStates.join(', ')}`);
    return state;
  });
  return new Set(wanted);
}

const contains = (text: string | number | null, part: string): boolean =>
  text !== null && String(text).toLowerCase().includes(part);

/** What a query asks for. Throws a problem that names the field. */
export function readVesselQuery(query: Static<typeof VesselQuery>, isZone: (id: string) => boolean) {
  const box: Box | null = query.bbox === undefined ? null : parseBox(query.bbox);
  const hazard = query.hazard === undefined ? null : parseHazard(query.hazard);
  const { zone } = query;
  if (zone !== undefined && !isZone(zone)) throw badField('zone', `the port has no zone '${zone}'`);
  const part = query.q?.toLowerCase();
  return {
    limit: query.limit ?? 1000,
    /** MMSI that the page begins behind. */
    after: query.cursor === undefined ? -1 : fromCursor(query.cursor),
    matches: (v: Vessel): boolean =>
      (box === null || (v.kinematics !== null && inBox(box, v.kinematics.lon, v.kinematics.lat))) &&
      (hazard === null || hazard.has(v.hazard.state)) &&
      (zone === undefined || v.zones.includes(zone)) &&
      (part === undefined ||
        [v.name, v.callsign, mmsiText(v.mmsi), v.imo, v.eni].some((text) => contains(text, part))),
  };
}
