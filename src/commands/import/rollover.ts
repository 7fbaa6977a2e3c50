import type { AisMessage } from '../../model/messages.ts';

/** GPS counts weeks modulo 1024: a receiver that does not know better is off by that much, 19.6 years. */
const rolloverMs = 1_024 * 7 * 86_400_000;
const dayMs = 86_400_000;

const isRolledOver = (timeMs: number, referenceMs: number): boolean =>
  Math.abs(Math.abs(timeMs - referenceMs) - rolloverMs) < dayMs;

/** Finds times of a log that are 1024 weeks from those beside them, or from the date that a base station tells. */
export function createRollover() {
  /** The latest time that was not suspected. */
  let referenceMs: number | null = null;
  return {
    isSuspect(message: AisMessage, heardMs: number): boolean {
      if (referenceMs !== null && isRolledOver(heardMs, referenceMs)) return true;
      referenceMs = heardMs;
      return (message.type === 4 || message.type === 11) && isRolledOver(dateOf(message) ?? heardMs, heardMs);
    },
  };
}

/** The day that a message 4 or 11 names; null where it names none. */
function dateOf(message: Extract<AisMessage, { type: 4 | 11 }>): number | null {
  const { year, month, day } = message;
  return year === null || month === null || day === null ? null : Date.UTC(year, month - 1, day);
}
