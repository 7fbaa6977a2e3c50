import { addressedBinary, broadcastBinary, inlandStatic } from './binaries.ts';
import { type Layout, layout } from './field.ts';
import { baseStation, classA, classB, longRange, sarAircraft } from './positions.ts';
import { header } from './rows.ts';
import {
  aidToNavigation,
  auxiliaryStaticB,
  classBExtended,
  classBStaticA,
  classBStaticB,
  reservedStaticPart,
  staticAndVoyage,
} from './statics.ts';

/** Valid messages of which only the header is of use here. */
const others = layout({
  title: 'Other message',
  types: [7, 10, 12, 13, 14, 15, 16, 17, 20, 22, 23, 25, 26, 28],
  clause: '§3',
  minBits: 38,
  fields: header,
});

/**
 * The message table: the only truth about bits. Decoder, raw view, encoder and documentation come out of it. Where a
 * type has several layouts, the first whose conditions hold is taken.
 */
export const table: readonly Layout[] = [
  classA,
  baseStation,
  staticAndVoyage,
  addressedBinary,
  inlandStatic,
  broadcastBinary,
  sarAircraft,
  classB,
  classBExtended,
  aidToNavigation,
  classBStaticA,
  auxiliaryStaticB,
  classBStaticB,
  reservedStaticPart,
  longRange,
  others,
];

/** Layouts of a message type in the order of preference; empty for a type that does not exist. */
export const layoutsOf = (type: number): readonly Layout[] => table.filter((l) => l.types.includes(type));
