import { type Static, Type } from 'typebox';
import { forSome, Instant, Mmsi, nullable } from './common.ts';

/** Cargo declared to the port, and who is in it with what aboard. */

/** Classes and divisions of the IMDG Code (and of ADN). */
export const imdgClasses = [
  ...['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '2.1', '2.2', '2.3', '3', '4.1', '4.2', '4.3'],
  ...['5.1', '5.2', '6.1', '6.2', '7', '8', '9'],
];
const strict = { additionalProperties: false };
const UnNumber = Type.Integer({ minimum: 4, maximum: 3600, description: 'UN number, 4–3600' });
const ImdgClass = Type.Enum(imdgClasses);
const Locode = Type.String({ pattern: '^[A-Z]{2}[A-Z2-9]{3}$', description: 'UN/LOCODE, e.g. BEANR' });
const Tonnes = Type.Number({ minimum: 0, maximum: 1_000_000 });
const text = (maxLength: number) => Type.String({ maxLength });
/** A field that may be left out or be null: nothing is said. */
const maybe = <T extends Parameters<typeof nullable>[0]>(schema: T) => Type.Optional(nullable(schema));

export const GoodsBody = Type.Object(
  {
    unNumber: maybe(UnNumber),
    imdgClass: maybe(ImdgClass),
    packingGroup: maybe(Type.Enum(['I', 'II', 'III'])),
    name: maybe(Type.String({ maxLength: 200, description: 'Proper shipping name' })),
    category: maybe(Type.Enum(['X', 'Y', 'Z', 'OS'])),
    flashPointC: maybe(Type.Number({ minimum: -273, maximum: 1000 })),
    tonnes: maybe(Tonnes),
    packages: maybe(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    container: maybe(text(20)),
    stowage: maybe(text(50)),
    hull: maybe(Type.String({ pattern: '^[0-9]{8}$', description: 'ENI of the hull of a convoy' })),
    loadedAt: maybe(Locode),
    dischargedAt: maybe(Locode),
  },
  { ...strict, minProperties: 1, description: 'One kind of goods, as in ERINOT and IFTDGN' },
);

const declared = {
  unNumbers: Type.Optional(Type.Array(UnNumber, { maxItems: 200 })),
  imdgClasses: Type.Optional(Type.Array(ImdgClass, { maxItems: 50 })),
  cones: maybe(Type.Integer({ minimum: 0, maximum: 3, description: '0 without any goods declares none' })),
  bFlag: Type.Optional(Type.Boolean()),
  gasFree: Type.Optional(
    Type.Boolean({ description: 'A tank hull counts as free of dangerous goods only with this' }),
  ),
  tonnes: maybe(Tonnes),
  personsOnBoard: maybe(Type.Integer({ minimum: 0, maximum: 10_000 })),
  goods: Type.Optional(Type.Array(GoodsBody, { maxItems: 100 })),
  validFrom: Type.Optional(Type.String({ format: 'date-time', description: 'Default: now' })),
  validTo: Instant,
  declarant: maybe(text(100)),
  reference: maybe(text(100)),
  note: maybe(text(2000)),
};
export const DeclarationBody = Type.Object(declared, { ...strict, $id: 'DeclarationBody' });
export type DeclarationBody = Static<typeof DeclarationBody>;

/** One row of an import. */
export const DeclarationRow = Type.Object({ mmsi: Mmsi, ...declared }, { ...strict, $id: 'DeclarationRow' });
export type DeclarationRow = Static<typeof DeclarationRow>;

const everyGoods = Type.Object({
  unNumber: nullable(Type.Integer()),
  imdgClass: nullable(Type.String()),
  packingGroup: nullable(Type.String()),
  name: nullable(Type.String()),
  category: nullable(Type.String()),
  flashPointC: nullable(Type.Number()),
  tonnes: nullable(Type.Number()),
  packages: nullable(Type.Integer()),
  container: nullable(Type.String()),
  stowage: nullable(Type.String()),
  hull: nullable(Type.String()),
  loadedAt: nullable(Type.String()),
  dischargedAt: nullable(Type.String()),
});
export const DeclarationView = Type.Object(
  {
    id: Type.String(),
    mmsi: Mmsi,
    state: Type.Enum(['valid', 'upcoming', 'expired', 'withdrawn']),
    unNumbers: Type.Array(Type.Integer()),
    imdgClasses: Type.Array(Type.String()),
    cones: nullable(Type.Integer()),
    bFlag: Type.Boolean(),
    gasFree: Type.Boolean(),
    tonnes: nullable(Type.Number()),
    personsOnBoard: forSome(nullable(Type.Integer())),
    goods: Type.Array(everyGoods),
    validFrom: Instant,
    validTo: Instant,
    declarant: nullable(Type.String()),
    reference: nullable(Type.String()),
    note: nullable(Type.String()),
    declaredAt: Instant,
    declaredBy: Type.String(),
    withdrawnAt: nullable(Instant),
    withdrawnBy: nullable(Type.String()),
  },
  { $id: 'Declaration' },
);
export type DeclarationView = Static<typeof DeclarationView>;
export const DeclarationList = Type.Object({
  items: Type.Array(DeclarationView),
  next: nullable(Type.String()),
});

/** What became of an import: good rows are declared, whatever the others are. */
export const ImportReport = Type.Object(
  {
    rows: Type.Integer(),
    declared: Type.Integer(),
    unchanged: Type.Integer({ description: 'The same declaration stood already' }),
    refused: Type.Array(
      Type.Object({
        line: Type.Integer({ description: 'Line of the file on which the row begins, from 1' }),
        column: Type.String({ description: 'Name of the column or field; its number where it has none' }),
        detail: Type.String(),
      }),
    ),
  },
  { $id: 'ImportReport' },
);
export type ImportReport = Static<typeof ImportReport>;

const Count = Type.Integer({ minimum: 0 });
const Persons = Type.Object({
  total: Count,
  known: Type.Integer({ description: 'Vessels that the total is the sum of' }),
  unknown: Type.Integer({ description: 'Vessels whose number of persons nobody said' }),
});
export const CargoSummaryView = Type.Object(
  {
    at: Instant,
    byState: Type.Object({
      confirmed: Count,
      suspected: Count,
      unknown: Count,
      'none-declared': Count,
      'not-applicable': Count,
    }),
    hazardous: Type.Integer({ description: 'Confirmed and suspected; all that follows counts these' }),
    lost: Type.Integer({ description: 'Those whose signal is lost: last known to be here' }),
    conflicts: Count,
    byClass: Type.Record(Type.String(), Count),
    byCategory: Type.Object({ X: Count, Y: Count, Z: Count, OS: Count }),
    byCones: Type.Object({ '0': Count, '1': Count, '2': Count, '3': Count, unknown: Count }),
    bFlag: Count,
    byZone: Type.Array(
      Type.Object({
        zoneId: Type.String(),
        name: Type.String(),
        kind: Type.String(),
        confirmed: Count,
        suspected: Count,
        personsOnBoard: forSome(Persons),
      }),
      { description: 'Zones with at least one; a vessel in two zones counts in both' },
    ),
    personsOnBoard: forSome(Persons),
  },
  { $id: 'CargoSummary' },
);
export type CargoSummaryView = Static<typeof CargoSummaryView>;
