import type { BinaryData, Dimensions, Fix, Header } from './message-parts.ts';
import type {
  Acknowledgement,
  AddressedSafetyText,
  AssignedModeCommand,
  BroadcastSafetyText,
  ChannelManagement,
  DataLinkManagement,
  DgnssCorrections,
  GroupAssignment,
  Interrogation,
  MultiSlotBinary,
  SingleSlotAid,
  SingleSlotBinary,
  UtcInquiry,
} from './service-messages.ts';

/**
 * AIS messages as the decoder gives them: physical units, and `null` for every "not available" code.
 * Clause numbers are those of ITU-R M.1371-5, Annex 8.
 */

/** Messages 1, 2, 3 (§3.1): class A position report. */
export interface ClassAPosition extends Header, Fix {
  readonly type: 1 | 2 | 3;
  /** 0–15; 15 = not defined. */
  readonly navStatus: number;
  /** Degrees a minute, starboard positive; ±Infinity never occurs: the codes ±127 (no turn indicator) give `null`. */
  readonly rotDegPerMin: number | null;
  readonly sogKn: number | null;
  readonly cogDeg: number | null;
  readonly headingDeg: number | null;
  /** UTC second 0–59; 60 not available, 61 manual, 62 dead reckoning, 63 inoperative. */
  readonly utcSecond: number;
  /** 0 not available, 1 not engaged, 2 engaged (blue sign on inland waters), 3 not used. */
  readonly manoeuvre: number;
  readonly raim: boolean;
  /** Communication state, 19 bits, raw. */
  readonly radio: number;
}

/** Messages 4 and 11 (§3.2): base station report, UTC response. */
export interface BaseStationReport extends Header, Fix {
  readonly type: 4 | 11;
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly hour: number | null;
  readonly minute: number | null;
  readonly second: number | null;
  readonly epfd: number;
  readonly raim: boolean;
  readonly radio: number;
}

/** Message 5 (§3.3): class A static and voyage data. Texts are trimmed; `null` when empty. */
export interface StaticAndVoyage extends Header, Dimensions {
  readonly type: 5;
  readonly aisVersion: number;
  readonly imo: number | null;
  readonly callsign: string | null;
  readonly name: string | null;
  readonly shipType: number | null;
  readonly epfd: number;
  readonly etaMonth: number | null;
  readonly etaDay: number | null;
  readonly etaHour: number | null;
  readonly etaMinute: number | null;
  readonly draughtM: number | null;
  readonly destination: string | null;
  readonly dte: boolean;
}

/** Message 9 (§3.7): SAR aircraft position report. */
export interface SarAircraftPosition extends Header, Fix {
  readonly type: 9;
  readonly altitudeM: number | null;
  readonly sogKn: number | null;
  readonly cogDeg: number | null;
  readonly utcSecond: number;
  readonly dte: boolean;
  readonly assigned: boolean;
  readonly raim: boolean;
  readonly radio: number;
}

/** Message 18 (§3.16): class B position report. */
export interface ClassBPosition extends Header, Fix {
  readonly type: 18;
  readonly sogKn: number | null;
  readonly cogDeg: number | null;
  readonly headingDeg: number | null;
  readonly utcSecond: number;
  /** True: carrier-sense unit; false: SOTDMA unit. */
  readonly carrierSense: boolean;
  readonly assigned: boolean;
  readonly raim: boolean;
  readonly radio: number;
}

/** Message 19 (§3.17): class B extended position report. */
export interface ClassBExtended extends Header, Fix, Dimensions {
  readonly type: 19;
  readonly sogKn: number | null;
  readonly cogDeg: number | null;
  readonly headingDeg: number | null;
  readonly utcSecond: number;
  readonly name: string | null;
  readonly shipType: number | null;
  readonly epfd: number;
  readonly raim: boolean;
  readonly assigned: boolean;
}

/** Message 21 (§3.19): aid to navigation. */
export interface AidToNavigation extends Header, Fix, Dimensions {
  readonly type: 21;
  readonly aidType: number;
  readonly name: string | null;
  readonly epfd: number;
  readonly utcSecond: number;
  readonly offPosition: boolean | null;
  readonly raim: boolean;
  readonly virtual: boolean;
  readonly assigned: boolean;
}

/** Message 24 (§3.22), part A: class B name. */
export interface ClassBStaticA extends Header {
  readonly type: 24;
  readonly part: 0;
  readonly name: string | null;
}

/** Message 24 (§3.22), part B: class B static data; `mothershipMmsi` instead of dimensions for auxiliary craft (98…). */
export interface ClassBStaticB extends Header, Dimensions {
  readonly type: 24;
  readonly part: 1;
  readonly shipType: number | null;
  readonly vendor: string | null;
  readonly callsign: string | null;
  readonly mothershipMmsi: number | null;
}

/** Message 27 (§3.25): long-range position report. */
export interface LongRangePosition extends Header, Fix {
  readonly type: 27;
  readonly raim: boolean;
  readonly navStatus: number;
  readonly sogKn: number | null;
  readonly cogDeg: number | null;
  /** True: the position is older than 5 s. */
  readonly latent: boolean;
}

/** DAC 200 FI 10: inland ship static and voyage data (ES-RIS / CCNR VTT). */
export interface InlandStatic {
  /** Eight characters, or `null` when blank or zero. */
  readonly eni: string | null;
  readonly lengthM: number | null;
  readonly beamM: number | null;
  /** ERI ship or convoy type, e.g. 8021 motor tanker, type N. */
  readonly eriType: number | null;
  /** 0–3 blue cones, 4 B-flag, 5 unknown; 6–7 reserved. 0 is "none shown", never "safe". */
  readonly hazard: number;
  readonly draughtM: number | null;
  /** True loaded, false unloaded. */
  readonly loaded: boolean | null;
}

/** Messages 6 (addressed, §3.4) and 8 (broadcast, §3.6): binary message with its application identifier. */
export interface BinaryMessage extends Header {
  readonly type: 6 | 8;
  /** 0–3, counts the messages to a destination; null in message 8. */
  readonly sequence: number | null;
  readonly destinationMmsi: number | null;
  readonly retransmitted: boolean | null;
  readonly dac: number;
  readonly fid: number;
  /** The body, unless it stands in `inland`. */
  readonly data: BinaryData | null;
  /** The body where DAC 200 FI 10 was sent as message 8. */
  readonly inland: InlandStatic | null;
}

export type AisMessage =
  | ClassAPosition
  | BaseStationReport
  | StaticAndVoyage
  | SarAircraftPosition
  | ClassBPosition
  | ClassBExtended
  | AidToNavigation
  | ClassBStaticA
  | ClassBStaticB
  | LongRangePosition
  | BinaryMessage
  | Acknowledgement
  | UtcInquiry
  | AddressedSafetyText
  | BroadcastSafetyText
  | Interrogation
  | AssignedModeCommand
  | DgnssCorrections
  | DataLinkManagement
  | ChannelManagement
  | GroupAssignment
  | SingleSlotBinary
  | MultiSlotBinary
  | SingleSlotAid;
