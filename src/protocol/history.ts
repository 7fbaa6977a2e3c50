import { type Static, Type } from 'typebox';
import { shipClasses } from '../model/ship-class.ts';
import { BBox, Instant, LonLat, Mmsi, nullable } from './common.ts';
import { Lines, VesselProperties } from './vessel.ts';

/** What the archive answers about places, zones and moments of the past. */

const alongEach = <T extends Parameters<typeof Type.Array>[0]>(item: T) => Type.Array(Type.Array(item));

/** A vessel that was inside, as it was at `lastAt`. The nested arrays run along the lines. */
export const PassageFeature = Type.Object({
  type: Type.Literal('Feature'),
  id: Mmsi,
  geometry: Lines,
  properties: Type.Object({
    ...VesselProperties.properties,
    firstAt: Instant,
    lastAt: Instant,
    coordTimes: alongEach(Instant),
    coordSogKn: alongEach(nullable(Type.Number())),
    onBorder: alongEach(
      Type.Boolean({ description: 'Interpolated where the line between two reports crosses the border' }),
    ),
  }),
});
export const PassageCollection = Type.Object({
  type: Type.Literal('FeatureCollection'),
  from: Instant,
  to: Instant,
  features: Type.Array(PassageFeature),
  next: nullable(Type.String()),
});
export type PassageCollection = Static<typeof PassageCollection>;

const ShipClass = Type.Enum([...shipClasses], {
  description: 'By ERI type, else by AIS ship type, as it said when it entered',
});

export const VisitView = Type.Object({
  mmsi: Mmsi,
  zoneId: Type.String(),
  name: nullable(Type.String()),
  shipClass: ShipClass,
  enteredAt: Instant,
  leftAt: nullable(Instant),
  open: Type.Boolean({ description: 'It is there still' }),
  stayS: Type.Integer({ description: 'Until now while it is open' }),
});
export type VisitView = Static<typeof VisitView>;
export const VisitPage = Type.Object({ items: Type.Array(VisitView), next: nullable(Type.String()) });

export const CountReport = Type.Object({
  zoneId: Type.String(),
  from: Instant,
  to: Instant,
  per: Type.Enum(['hour', 'day']),
  items: Type.Array(Type.Object({ at: Instant, shipClass: ShipClass, entries: Type.Integer() }), {
    description: 'Only what is not zero, by time and class',
  }),
});

const Seconds = nullable(Type.Integer());
const WaitNumbers = {
  entries: Type.Integer(),
  unknown: Type.Integer({ description: 'Entries before which it was not heard near the lock' }),
  medianWaitS: Seconds,
  p90WaitS: Seconds,
  medianApproachS: Seconds,
  p90ApproachS: Seconds,
};
export const WaitReport = Type.Object({
  zoneId: Type.String(),
  from: Instant,
  to: Instant,
  withinM: Type.Number(),
  byClass: Type.Array(Type.Object({ shipClass: ShipClass, ...WaitNumbers })),
  byHour: Type.Array(
    Type.Object({
      hourUtc: Type.Integer({ minimum: 0, maximum: 23 }),
      shipClass: ShipClass,
      ...WaitNumbers,
    }),
  ),
});
export type WaitReport = Static<typeof WaitReport>;

const CellNumbers = {
  vessels: Type.Integer(),
  vesselMinutes: Type.Number({ description: 'A report stands until the next one, for six minutes at most' }),
};
/** Cells as squares. */
export const GridCollection = Type.Object({
  type: Type.Literal('FeatureCollection'),
  from: Instant,
  to: Instant,
  cellM: Type.Number(),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      geometry: Type.Object({ type: Type.Literal('Polygon'), coordinates: Type.Array(Type.Array(LonLat)) }),
      properties: Type.Object(CellNumbers),
    }),
  ),
});
/** Cells as numbers: column from the west, row from the south, vessels, vessel-minutes. */
export const GridReport = Type.Object({
  from: Instant,
  to: Instant,
  cellM: Type.Number(),
  bbox: BBox,
  stepLon: Type.Number(),
  stepLat: Type.Number(),
  columns: Type.Integer(),
  rows: Type.Integer(),
  cells: Type.Array(Type.Array(Type.Number(), { minItems: 4, maxItems: 4 })),
});
