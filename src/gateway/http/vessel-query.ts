import { type Static, Type } from 'typebox';
import type { Reader } from '../../model/access.ts';
import type { HazardState, Vessel } from '../../model/vessel.ts';
import { mmsiText } from '../../model/vessel.ts';
import type { ZoneDesk } from '../../model/zone-desk.ts';
import { Instant } from '../../protocol/common.ts';
import { discloserOf, shows } from '../access/disclosure.ts';
import { filterFault } from '../access/permission.ts';
import { type Box, inBox, parseBox } from '../box.ts';
import { fromCursor } from '../cursor.ts';
import { badField, ProblemError } from '../problem.ts';
import { shownZone } from '../zones/visible.ts';

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

/**
 * What a query asks for. Throws a problem that names the field: 403 where who is left out would tell what the reader may not see. `q` looks only
 * into what the reader sees of a vessel.
 */
export function readVesselQuery(
  query: Static<typeof VesselQuery>,
  reader: Reader,
  zones: Pick<ZoneDesk, 'get' | 'list'>,
) {
  const box: Box | null = query.bbox === undefined ? null : parseBox(query.bbox);
  const hazard = query.hazard === undefined ? null : parseHazard(query.hazard);
  const { zone } = query;
  if (hazard !== null) {
    const fault = filterFault(reader, 'hazard', 'cargo');
    if (fault !== null) throw new ProblemError(403, fault);
  }
  if (zone !== undefined && shownZone(zones, zone, reader) === null)
    throw badField('zone', `the port has no zone '${zone}'`);
  const part = query.q?.toLowerCase();
  const disclosing = discloserOf(reader, zones);
  const eniOf = (v: Vessel): string | null => (disclosing(v) & shows.eni ? v.eni : null);
  return {
    limit: query.limit ?? 1000,
    /** MMSI that the page begins behind. */
    after: query.cursor === undefined ? -1 : fromCursor(query.cursor),
    matches: (v: Vessel): boolean =>
      (box === null || (v.kinematics !== null && inBox(box, v.kinematics.lon, v.kinematics.lat))) &&
      (hazard === null || hazard.has(v.hazard.state)) &&
      (zone === undefined || v.zones.includes(zone)) &&
      (part === undefined ||
        [v.name, v.callsign, mmsiText(v.mmsi), v.imo, eniOf(v)].some((text) => contains(text, part))),
  };
}
