import { type Static, Type } from 'typebox';
import { SeveritySchema } from './alert.ts';
import { Instant, nullable } from './common.ts';

const AppliesToSchema = Type.Object({
  hazard: Type.Array(Type.String()),
  classes: nullable(Type.Array(Type.String())),
  minCones: nullable(Type.Integer()),
  minLengthM: nullable(Type.Number()),
  maxLengthM: Type.Optional(Type.Number()),
  minDraughtM: Type.Optional(Type.Number()),
  shipTypes: Type.Optional(Type.Array(Type.Integer())),
  flags: Type.Optional(Type.Array(Type.String())),
  mmsis: Type.Optional(Type.Array(Type.Integer())),
  exempt: Type.Optional(
    Type.Array(
      Type.Object({
        mmsi: Type.Integer(),
        until: Type.String(),
        reason: nullable(Type.String()),
      }),
    ),
  ),
});

/** Zones as Features: what GET /zones gives and the console draws. */
export const ZoneRuleSchema = Type.Object({
  rule: Type.String(),
  severity: SeveritySchema,
  appliesTo: AppliesToSchema,
  limitKn: nullable(Type.Number()),
  holdS: Type.Number(),
  limitS: Type.Optional(Type.Number()),
  axisDeg: Type.Optional(Type.Number()),
  maxVessels: Type.Optional(Type.Integer()),
  passengerBesideCones: Type.Optional(Type.Integer()),
});

const Place = Type.Array(Type.Number(), { minItems: 2 });
const Ring = Type.Array(Place);
/** A corridor or a circle as it was drawn; the geometry of the Feature is what was made of it. */
const SourceShape = Type.Union([
  Type.Object({
    type: Type.Literal('LineString'),
    coordinates: Type.Array(Place),
    widthM: Type.Number(),
  }),
  Type.Object({
    type: Type.Literal('Point'),
    coordinates: Place,
    radiusM: Type.Number(),
  }),
]);
export const ZoneFeature = Type.Object(
  {
    type: Type.Literal('Feature'),
    id: Type.String(),
    geometry: Type.Union([
      Type.Object({
        type: Type.Literal('Polygon'),
        coordinates: Type.Array(Ring),
      }),
      Type.Object({
        type: Type.Literal('MultiPolygon'),
        coordinates: Type.Array(Type.Array(Ring)),
      }),
    ]),
    properties: Type.Object({
      name: Type.String(),
      kind: Type.String(),
      rules: Type.Array(ZoneRuleSchema),
      exitMarginM: Type.Number(),
      approximate: Type.Boolean(),
      uncertaintyM: nullable(Type.Number()),
      note: nullable(Type.String()),
      version: Type.Integer({ description: '0 as long as the zone is as the port file has it' }),
      visibleTo: Type.Optional(Type.Array(Type.String(), { description: 'Organisations; absent: all' })),
      source: Type.Optional(SourceShape),
      validFrom: Type.Optional(Type.String()),
      validTo: Type.Optional(Type.String()),
      schedule: Type.Optional(
        Type.Array(
          Type.Object({
            days: Type.Array(Type.String()),
            from: Type.String(),
            to: Type.String(),
          }),
        ),
      ),
      shadow: Type.Optional(Type.Boolean()),
      minSecurityLevel: Type.Optional(
        Type.Integer({ minimum: 2, maximum: 3, description: 'Its rules hold from this ISPS level on' }),
      ),
      clearance: Type.Optional(Type.Object({ severity: SeveritySchema, appliesTo: AppliesToSchema })),
    }),
  },
  { $id: 'ZoneFeature' },
);
export type ZoneFeature = Static<typeof ZoneFeature>;

export const ZoneCollection = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(ZoneFeature),
  next: nullable(Type.String()),
  revision: Type.String({ description: 'Equal revisions are equal zones; status frames carry it' }),
});

/** A zone as it is sent; the server checks the whole of it, and names what is wrong. */
export const ZoneBody = Type.Object(
  {
    type: Type.Literal('Feature'),
    id: Type.Optional(nullable(Type.Union([Type.String(), Type.Integer()]))),
    geometry: Type.Object(
      {},
      { description: 'Polygon, MultiPolygon, LineString (with properties.widthM) or Point (radiusM)' },
    ),
    properties: Type.Object({}, { description: 'As in ZoneFeature; only `kind` is needed' }),
  },
  { $id: 'ZoneBody' },
);

export const ZoneVersion = Type.Object(
  {
    version: Type.Integer(),
    at: nullable(Instant),
    by: Type.String(),
    zone: nullable(Type.Object({}, { description: 'The Feature as it was given; null: deleted' })),
  },
  { $id: 'ZoneVersion' },
);
export type ZoneVersion = Static<typeof ZoneVersion>;
export const ZoneVersions = Type.Object({ items: Type.Array(ZoneVersion), next: nullable(Type.String()) });

/** What the console needs to know before the first frame: `GET /api/v1/port`. */
export const PortView = Type.Object({
  name: Type.String(),
  note: nullable(Type.String()),
  bbox: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  demo: Type.Boolean(),
  baseMap: nullable(
    Type.Object(
      { url: Type.String(), attribution: Type.String() },
      { description: 'Raster tiles, {z}/{x}/{y}' },
    ),
  ),
});
export type PortView = Static<typeof PortView>;
