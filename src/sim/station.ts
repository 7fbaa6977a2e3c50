import type { AisMessage } from '../model/messages.ts';

/** Anything with a transponder. The simulation calls `transmit` when its time has come, never before. */
export interface Station {
  /** When it sends next, milliseconds since 1970; every call of `transmit` moves it on. */
  readonly dueMs: number;
  transmit(nowMs: number): readonly AisMessage[];
}

export const utcSecondOf = (atMs: number): number => Math.floor(atMs / 1_000) % 60;

/**
 * Communication state of a SOTDMA message (ITU-R M.1371-5, Annex 2, §3.3.7.2.1): synchronised to UTC, slot time-out
 * from the turn, and with an even time-out the slot of the time of sending (2,250 slots a minute).
 */
export function sotdmaState(atMs: number, turn: number): number {
  const timeOut = 2 + (turn % 3) * 2;
  return (timeOut << 14) | Math.floor((atMs % 60_000) / (60_000 / 2_250));
}

/** Communication state that carrier-sense units send, selector flag included (Annex 7). */
export const carrierSenseState = 0xe0006;
