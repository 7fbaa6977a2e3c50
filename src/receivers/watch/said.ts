import type { AisMessage } from '../../model/messages.ts';

/** The place that a message says it was sent from, `[lon, lat]`; null where it says none, or not its sender's own. */
export function sentFrom(message: AisMessage): readonly [number, number] | null {
  // what was repeated on air was heard from the repeater (M.1371-5 Annex 2 §4.6)
  if (message.repeat > 0) return null;
  switch (message.type) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 9:
    case 18:
    case 19:
      return message.lon === null || message.lat === null ? null : [message.lon, message.lat];
    default:
      return null;
  }
}

/**
 * The time that a base station report says, milliseconds since 1970; null for other messages, for one repeated on air,
 * which comes late, and where the date is not available or none.
 */
export function saidTimeMs(message: AisMessage): number | null {
  if (message.type !== 4 || message.repeat > 0) return null;
  const { year, month, day, hour, minute, second } = message;
  if (year === null || month === null || day === null) return null;
  if (hour === null || minute === null || second === null) return null;
  if (month > 12 || hour > 23 || minute > 59 || second > 59) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
