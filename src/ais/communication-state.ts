import type { AisMessage } from '../model/messages.ts';

/** SOTDMA communication state (ITU-R M.1371-5, Annex 2 §3.3.7.2.1): what a station tells of its slots. */
export interface SotdmaState {
  readonly scheme: 'SOTDMA';
  /** 0 UTC direct, 1 UTC indirect, 2 by a base station, 3 by another station. */
  readonly syncState: number;
  /** Frames (minutes) left until a new slot is chosen; 0: this was the last one. */
  readonly slotTimeout: number;
  /** What the submessage holds, by slot timeout: 3, 5, 7 stations; 2, 4, 6 slot; 1 time; 0 slot offset. Null: not sent. */
  readonly receivedStations: number | null;
  readonly slotNumber: number | null;
  readonly utcHour: number | null;
  readonly utcMinute: number | null;
  /** Slots from this one to the slot of the next frame; 0: the station leaves off. */
  readonly slotOffset: number | null;
}

/** ITDMA communication state (Annex 2 §3.3.7.3.2). */
export interface ItdmaState {
  readonly scheme: 'ITDMA';
  readonly syncState: number;
  /** Slots to the next transmission, 0 … 16383; 0: there is none. */
  readonly slotIncrement: number;
  /** Consecutive slots that are allocated, 1–5. */
  readonly slots: number;
  /** The slot stays allocated for one more frame. */
  readonly keep: boolean;
}

export type CommunicationState = SotdmaState | ItdmaState;

const fieldOf = (radio: number, shift: number, width: number): number =>
  Math.floor(radio / 2 ** shift) % 2 ** width;

function sotdma(radio: number): SotdmaState {
  const slotTimeout = fieldOf(radio, 14, 3);
  const submessage = fieldOf(radio, 0, 14);
  const is = (...timeouts: readonly number[]): boolean => timeouts.includes(slotTimeout);
  return {
    scheme: 'SOTDMA',
    syncState: fieldOf(radio, 17, 2),
    slotTimeout,
    receivedStations: is(3, 5, 7) ? submessage : null,
    slotNumber: is(2, 4, 6) ? submessage : null,
    utcHour: is(1) ? fieldOf(radio, 9, 5) : null,
    utcMinute: is(1) ? fieldOf(radio, 2, 7) : null,
    slotOffset: is(0) ? submessage : null,
  };
}

function itdma(radio: number): ItdmaState {
  const slots = fieldOf(radio, 1, 3);
  // 5, 6, 7: one, two, three slots, further away than thirteen bits can say
  const far = slots > 4;
  return {
    scheme: 'ITDMA',
    syncState: fieldOf(radio, 17, 2),
    slotIncrement: fieldOf(radio, 4, 13) + (far ? 8192 : 0),
    slots: far ? slots - 4 : slots + 1,
    keep: fieldOf(radio, 0, 1) === 1,
  };
}

/** Bit 19 of 20 says which of both it is. */
const selected = (radio: number): CommunicationState =>
  fieldOf(radio, 19, 1) === 1 ? itdma(radio) : sotdma(radio);

/**
 * The communication state of a message, read from its raw 19 or 20 bits when it is asked for. Which scheme: by type
 * in messages 1, 2, 4, 11 (SOTDMA) and 3 (ITDMA), by the selector flag in 9, 18 and 26. Null where there is none: other
 * types, class B carrier-sense units (which fill the field with a constant, §3.16), messages too short to hold it.
 */
export function communicationState(message: AisMessage): CommunicationState | null {
  switch (message.type) {
    case 1:
    case 2:
    case 4:
    case 11:
      return sotdma(message.radio);
    case 3:
      return itdma(message.radio);
    case 9:
      return selected(message.radio);
    case 18:
      return message.carrierSense ? null : selected(message.radio);
    case 26:
      return message.radio === null ? null : selected(message.radio);
    default:
      return null;
  }
}
