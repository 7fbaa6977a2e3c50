import type { BinaryData, Header } from './message-parts.ts';

/** Messages between stations and about the radio channels; units and clauses as in `messages.ts`. */

/** Messages 7 (§3.5) and 13 (§3.11): receipts for up to four messages 6 or 12, by their sequence numbers. */
export interface Acknowledgement extends Header {
  readonly type: 7 | 13;
  readonly mmsi1: number | null;
  readonly sequence1: number | null;
  readonly mmsi2: number | null;
  readonly sequence2: number | null;
  readonly mmsi3: number | null;
  readonly sequence3: number | null;
  readonly mmsi4: number | null;
  readonly sequence4: number | null;
}

/** Message 10 (§3.8): asks a station for message 11. */
export interface UtcInquiry extends Header {
  readonly type: 10;
  readonly destinationMmsi: number | null;
}

/** Message 12 (§3.10): safety-related text to one station; null when empty. */
export interface AddressedSafetyText extends Header {
  readonly type: 12;
  readonly sequence: number;
  readonly destinationMmsi: number | null;
  readonly retransmitted: boolean;
  readonly text: string | null;
}

/** Message 14 (§3.12): safety-related text to all; SART and the like say who they are in it. */
export interface BroadcastSafetyText extends Header {
  readonly type: 14;
  readonly text: string | null;
}

/** Message 15 (§3.13): station 1 is asked for one or two messages, station 2 for one. Slot offset 0: at her own choice. */
export interface Interrogation extends Header {
  readonly type: 15;
  readonly mmsi1: number | null;
  readonly messageType11: number;
  readonly slotOffset11: number;
  readonly messageType12: number | null;
  readonly slotOffset12: number | null;
  readonly mmsi2: number | null;
  readonly messageType21: number | null;
  readonly slotOffset21: number | null;
}

/**
 * Message 16 (§3.14): a base station sets the reporting of one or two stations. Increment 0: the offset is the number of
 * reports in 10 minutes; else offset and increment are slots.
 */
export interface AssignedModeCommand extends Header {
  readonly type: 16;
  readonly mmsi1: number | null;
  readonly offset1: number | null;
  readonly increment1: number | null;
  readonly mmsi2: number | null;
  readonly offset2: number | null;
  readonly increment2: number | null;
}

/** Message 17 (§3.15): differential corrections (ITU-R M.823) from the reference station at this position. */
export interface DgnssCorrections extends Header {
  readonly type: 17;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly corrections: BinaryData;
}

/** Message 20 (§3.18): up to four reservations of slots by a base station; all null where there is none. */
export interface DataLinkManagement extends Header {
  readonly type: 20;
  /** First slot reserved, counted from the slot of this message. */
  readonly offset1: number | null;
  /** Consecutive slots. */
  readonly slots1: number | null;
  readonly timeout1Min: number | null;
  /** Slots until the block comes again; 0: it does not. */
  readonly increment1: number | null;
  readonly offset2: number | null;
  readonly slots2: number | null;
  readonly timeout2Min: number | null;
  readonly increment2: number | null;
  readonly offset3: number | null;
  readonly slots3: number | null;
  readonly timeout3Min: number | null;
  readonly increment3: number | null;
  readonly offset4: number | null;
  readonly slots4: number | null;
  readonly timeout4Min: number | null;
  readonly increment4: number | null;
}

/** Corners of the area that a command is for. */
interface Area {
  readonly northEastLon: number | null;
  readonly northEastLat: number | null;
  readonly southWestLon: number | null;
  readonly southWestLat: number | null;
}

/** Message 22 (§3.20): channels to use in an area, or by one or two stations that are addressed. */
export interface ChannelManagement extends Header, Area {
  readonly type: 22;
  /** Channel numbers of ITU-R M.1084. */
  readonly channelA: number;
  readonly channelB: number;
  /** 0 Tx A/B, Rx A/B; 1 Tx A, Rx A/B; 2 Tx B, Rx A/B; 3–15 not used. */
  readonly txRxMode: number;
  readonly lowPower: boolean;
  readonly addressed: boolean;
  readonly destinationMmsi1: number | null;
  readonly destinationMmsi2: number | null;
  /** Spare since M.1371-4: 12.5 kHz where true. */
  readonly narrowA: boolean;
  readonly narrowB: boolean;
  /** 1–8 nautical miles. */
  readonly transitionZoneNm: number;
}

/** Message 23 (§3.21): sets the reporting of all stations of a kind in an area. */
export interface GroupAssignment extends Header, Area {
  readonly type: 23;
  /** 0 all, 1 class A, 2 class B, 3 SAR aircraft, 4 class B "SO", 5 class B "CS", 6 inland, 10 base station area. */
  readonly stationType: number;
  /** 0: all types. */
  readonly shipType: number;
  readonly txRxMode: number;
  /** 0 as autonomous, 1–8 10, 6, 3, 1 min, 30, 15, 10, 5 s, 9 next shorter, 10 next longer, 11 2 s. */
  readonly reportingInterval: number;
  /** 0–15 minutes without transmissions. */
  readonly quietMin: number;
}

/** A body to one station or to all, with or without application identifier; null what is not sent. */
interface FlaggedBinary extends Header {
  readonly addressed: boolean;
  readonly structured: boolean;
  readonly destinationMmsi: number | null;
  readonly dac: number | null;
  readonly fid: number | null;
  readonly data: BinaryData;
}

/** Message 25 (§3.23): binary message of a single slot. */
export interface SingleSlotBinary extends FlaggedBinary {
  readonly type: 25;
}

/** Message 26 (§3.24): binary message of up to five slots with communication state. */
export interface MultiSlotBinary extends FlaggedBinary {
  readonly type: 26;
  /** Selector flag and communication state, 20 bits, raw; null where the message is too short to hold it. */
  readonly radio: number | null;
}

/** Message 28 (ITU-R M.1371-6 Annex 7 §3.26): aid to navigation in a single slot. Codes as in tables 84 and 85. */
export interface SingleSlotAid extends Header {
  readonly type: 28;
  readonly utcSecond: number;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly restrictedUse: number;
  /** 0 physical floating, 1 physical fixed, 2 synthetic predicted, 3 synthetic monitored, 4 virtual, 5 mobile. */
  readonly stationType: number;
  /** 0–31 as in message 21, above it table 85. */
  readonly aidType: number;
  readonly ialaMrn: number;
  /** Says what the dimensions A and B are. */
  readonly dimensionType: number;
  readonly dimensionA: number;
  readonly dimensionB: number;
  readonly additionalData: boolean;
  readonly charted: boolean;
  readonly stationStatus: number;
  readonly statusBits: number;
  readonly authenticated: boolean;
}
