import { type Static, type TSchema, Type } from 'typebox';
import { forSome, Instant, LonLat, Mmsi, nullable } from './common.ts';

const EvidenceSchema = Type.Object({ source: Type.String(), value: Type.String(), at: Instant });

/** What a vessel carries: for those who see cargo. */
export const HazardSchema = Type.Object({
  state: Type.Enum(['confirmed', 'suspected', 'unknown', 'none-declared', 'not-applicable']),
  cones: nullable(Type.Integer({ minimum: 0, maximum: 3 })),
  bFlag: Type.Boolean(),
  category: nullable(Type.Enum(['X', 'Y', 'Z', 'OS'])),
  unNumbers: Type.Array(Type.Integer()),
  imdgClasses: Type.Array(Type.String()),
  personsOnBoard: forSome(nullable(Type.Integer())),
  evidence: Type.Array(EvidenceSchema),
  conflict: Type.Boolean(),
  conflictText: forSome(nullable(Type.String({ description: 'The contradictions in words' }))),
});

export type HazardView = Static<typeof HazardSchema>;

const TrustReasonSchema = Type.Enum([
  'jump',
  'duplicate-identity',
  'range',
  'gnss',
  'mmsi-invalid',
  'imo-invalid',
  'dimensions',
  'type',
]);

const Estimated = Type.Object(
  { lon: Type.Number(), lat: Type.Number(), radiusM: Type.Number() },
  { description: 'Dead reckoning of a vessel that is late: for display only' },
);

/** Who told something last. */
const Teller = {
  messageType: Type.Integer({ minimum: 1, maximum: 27 }),
  receiver: Type.String(),
  at: Instant,
};
/** The same of a group of fields. `stale`: it should have been told again by now. */
const OriginView = nullable(Type.Object({ ...Teller, stale: Type.Boolean() }));

/** One vessel as live clients and HTTP see it (contract: "Vessel properties"); what the reader may not see is not there. */
export const VesselProperties = Type.Object(
  {
    mmsi: Mmsi,
    name: nullable(Type.String()),
    nameConfirmed: Type.Boolean({ description: 'Two messages gave this name' }),
    callsign: nullable(Type.String()),
    imo: nullable(Type.Integer()),
    eni: forSome(nullable(Type.String())),
    flag: nullable(Type.String({ description: 'ISO 3166 alpha-2, from the MID' })),
    class: Type.Enum(['A', 'B', 'inland', 'base', 'aton', 'sart', 'sar']),
    shipType: nullable(Type.Integer()),
    shipTypeText: nullable(Type.String()),
    eriType: nullable(Type.Integer()),
    convoy: Type.Boolean({ description: 'Several hulls: length and beam are those of the whole' }),
    lengthM: nullable(Type.Number()),
    beamM: nullable(Type.Number()),
    draughtM: nullable(Type.Number()),
    destination: nullable(Type.String()),
    eta: nullable(Type.String({ description: 'MM-DDTHH:MM UTC as sent; AIS sends no year' })),
    navStatus: nullable(Type.Integer({ minimum: 0, maximum: 15 })),
    sogKn: nullable(Type.Number()),
    cogDeg: nullable(Type.Number()),
    headingDeg: nullable(Type.Number()),
    rotDegPerMin: nullable(Type.Number()),
    blueSign: nullable(Type.Boolean()),
    positionAt: nullable(Instant),
    ageS: nullable(Type.Number({ description: 'Seconds since the position, at the time of the answer' })),
    signal: nullable(Type.Enum(['live', 'late', 'lost'])),
    estimated: nullable(Estimated),
    trust: Type.Enum(['normal', 'low'], { description: 'low as soon as there is one reason' }),
    trustReasons: Type.Array(TrustReasonSchema),
    zones: Type.Array(Type.String()),
    hazard: forSome(HazardSchema),
  },
  { $id: 'VesselProperties' },
);
export type VesselProperties = Static<typeof VesselProperties>;

/** Metres from the reference point of the position to the ends and sides of the hull. */
const Hull = {
  toBowM: nullable(Type.Number()),
  toSternM: nullable(Type.Number()),
  toPortM: nullable(Type.Number()),
  toStarboardM: nullable(Type.Number()),
};

/** A vessel in a live frame: the properties and the place, flat. */
export const LiveVessel = Type.Object(
  {
    ...VesselProperties.properties,
    lon: nullable(Type.Number()),
    lat: nullable(Type.Number()),
    ...Hull,
  },
  { $id: 'LiveVessel' },
);
export type LiveVessel = Static<typeof LiveVessel>;

export const VesselFeature = Type.Object(
  {
    type: Type.Literal('Feature'),
    id: Mmsi,
    geometry: nullable(Type.Object({ type: Type.Literal('Point'), coordinates: LonLat })),
    properties: VesselProperties,
  },
  { $id: 'VesselFeature' },
);
export type VesselFeature = Static<typeof VesselFeature>;

const Then = Type.Optional({
  ...Instant,
  description: 'Only when it was asked for: the time of the picture',
});

/** One vessel asked for by its MMSI: the properties, the hull, and who heard it when. */
export const VesselDetail = Type.Object(
  {
    ...VesselFeature.properties,
    at: Then,
    properties: Type.Object({
      ...VesselProperties.properties,
      ...Hull,
      origins: Type.Object({
        position: nullable(Type.Object(Teller)),
        name: OriginView,
        static: OriginView,
        voyage: OriginView,
        inland: OriginView,
      }),
      pastEvidence: forSome(
        Type.Array(EvidenceSchema, {
          description: 'What was said of its cargo before and counts no more, newest first; at most 16',
        }),
      ),
      firstHeardAt: Instant,
      heardAt: Instant,
      receivers: Type.Array(Type.Object({ name: Type.String(), heardAt: Instant })),
    }),
  },
  { $id: 'VesselDetail' },
);
export type VesselDetail = Static<typeof VesselDetail>;

export const VesselCollection = Type.Object({
  type: Type.Literal('FeatureCollection'),
  at: Then,
  features: Type.Array(VesselFeature),
  next: nullable(Type.String()),
});
export type VesselCollection = Static<typeof VesselCollection>;

/** Items that run along a line, or along each line of several. */
const along = <T extends TSchema>(item: T) => Type.Union([Type.Array(item), Type.Array(Type.Array(item))]);

const Line = Type.Object({ type: Type.Literal('LineString'), coordinates: Type.Array(LonLat) });
export const Lines = Type.Object({
  type: Type.Literal('MultiLineString'),
  coordinates: Type.Array(Type.Array(LonLat)),
});

export const TrackFeature = Type.Object({
  type: Type.Literal('Feature'),
  id: Mmsi,
  geometry: Type.Union([Line, Lines]),
  properties: Type.Object({
    mmsi: Mmsi,
    from: Instant,
    to: Instant,
    coordTimes: along(Instant),
    sogKn: along(nullable(Type.Number())),
    computed: along(
      Type.Boolean({ description: 'The speed was not sent: it is that from the point before' }),
    ),
    cogDeg: along(nullable(Type.Number())),
  }),
});
export type TrackFeature = Static<typeof TrackFeature>;
