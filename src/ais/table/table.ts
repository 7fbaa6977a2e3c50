import { aidToNavigation, singleSlotAid } from './aids.ts';
import {
  addressedBinary,
  broadcastBinary,
  dgnssCorrections,
  inlandStatic,
  multiSlotBinaries,
  singleSlotBinaries,
  unaddressedPersons,
} from './binaries.ts';
import { acknowledgement, addressedText, broadcastText, interrogation, utcInquiry } from './exchanges.ts';
import type { Layout } from './field.ts';
import {
  assignment,
  channelsOfArea,
  channelsOfStations,
  dataLinkManagement,
  groupAssignment,
} from './management.ts';
import { baseStation, classA, classB, longRange, sarAircraft } from './positions.ts';
import {
  auxiliaryStaticB,
  classBExtended,
  classBStaticA,
  classBStaticB,
  reservedStaticPart,
  staticAndVoyage,
} from './statics.ts';

/**
 * The message table: the only truth about bits. Decoder, raw view, gpsd's dialect, encoder and documentation come out
 * of it. Where a type has several layouts, the first whose conditions hold is taken.
 */
export const table: readonly Layout[] = [
  classA,
  baseStation,
  staticAndVoyage,
  unaddressedPersons,
  addressedBinary,
  acknowledgement,
  inlandStatic,
  broadcastBinary,
  sarAircraft,
  utcInquiry,
  addressedText,
  broadcastText,
  interrogation,
  assignment,
  dgnssCorrections,
  classB,
  classBExtended,
  dataLinkManagement,
  aidToNavigation,
  channelsOfArea,
  channelsOfStations,
  groupAssignment,
  classBStaticA,
  auxiliaryStaticB,
  classBStaticB,
  reservedStaticPart,
  ...singleSlotBinaries,
  ...multiSlotBinaries,
  longRange,
  singleSlotAid,
];

const byType = Array.from({ length: 64 }, (_, type) => table.filter((l) => l.types.includes(type)));

/** Layouts of a message type in the order of preference; empty for a type that does not exist. */
export const layoutsOf = (type: number): readonly Layout[] => byType[type] ?? [];
