import { type Static, Type } from 'typebox';
import { AlertKindSchema, SeveritySchema } from './alert.ts';
import { Instant, LonLat, Mmsi, nullable, Problem } from './common.ts';

/** `POST /api/v1/zones/backtest`: the alerts that a zone would have raised. */
export const BacktestBody = Type.Object(
  {
    zone: Type.Object(
      {},
      { description: 'A Feature as in the port file or from GET /zones; without an id it is called `draft`' },
    ),
    from: Instant,
    to: Type.String({ format: 'date-time', description: 'At most 31 days after `from`' }),
  },
  { additionalProperties: false },
);

const alertFields = {
  kind: AlertKindSchema,
  severity: SeveritySchema,
  mmsi: Mmsi,
  others: Type.Array(Mmsi),
  name: nullable(Type.String()),
  class: Type.String(),
  shipType: nullable(Type.Integer()),
  title: Type.String(),
  text: Type.String(),
  position: nullable(LonLat),
  raisedAt: Instant,
  clearedAt: nullable(Instant),
};

const resultFields = {
  alerts: Type.Integer({ description: 'All that would have been raised' }),
  truncated: Type.Boolean({ description: 'There were more than the 5,000 that are listed' }),
  byCause: Type.Array(
    Type.Object({
      kind: AlertKindSchema,
      count: Type.Integer(),
      vessels: Type.Integer({ description: 'Different ones' }),
    }),
  ),
  byClass: Type.Array(
    Type.Object({ class: Type.String(), shipType: nullable(Type.Integer()), count: Type.Integer() }),
  ),
  rows: Type.Integer({ description: 'Archived positions looked at' }),
  from: Instant,
  to: Instant,
};

/** One line of the answer as NDJSON; the last is `result` or `error`. */
export const BacktestLine = Type.Union([
  Type.Object(
    {
      type: Type.Literal('progress'),
      rows: Type.Integer(),
      atTime: Instant,
      share: Type.Number({ minimum: 0, maximum: 1 }),
    },
    { description: 'At most four a second' },
  ),
  Type.Object(
    { type: Type.Literal('alert'), ...alertFields },
    { description: 'When its condition has ended, or at the end' },
  ),
  Type.Object({ type: Type.Literal('result'), ...resultFields }),
  Type.Object({ type: Type.Literal('error'), problem: Problem }),
]);
export type BacktestLine = Static<typeof BacktestLine>;

/** The same as one document. */
export const BacktestReport = Type.Object({
  ...resultFields,
  items: Type.Array(Type.Object(alertFields), { description: 'By `raisedAt`' }),
});
export type BacktestReport = Static<typeof BacktestReport>;
