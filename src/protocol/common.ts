import { type Static, type TSchema, Type } from 'typebox';

/** Building blocks of everything that travels over HTTP and WebSocket. */

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** A field that is there for those who may see it. */
export const forSome = <T extends TSchema>(schema: T) => Type.Optional(schema);

export const Mmsi = Type.String({ pattern: '^[0-9]{9}$', description: 'Nine digits, leading zeros kept' });
export const Instant = Type.String({ format: 'date-time', description: 'ISO 8601 UTC with milliseconds' });
export const LonLat = Type.Tuple([Type.Number(), Type.Number()], {
  description: 'Longitude, latitude, WGS 84',
});
export const BBox = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()], {
  description: 'West, south, east, north in degrees',
});
export type BBox = Static<typeof BBox>;

/** RFC 9457 problem document. */
export const Problem = Type.Object(
  { type: Type.String(), title: Type.String(), status: Type.Integer(), detail: Type.String() },
  { $id: 'Problem', description: 'RFC 9457 problem details' },
);
export type Problem = Static<typeof Problem>;
