import type { AisMessage } from '../model/messages.ts';

/** Clocks of ship, receiver and server may differ by this much without being wrong. */
const toleranceMs = 2_000;
const minuteMs = 60_000;
/** A time further back than this is a wrong clock (GPS weeks roll over after 19.6 years), not an old report. */
const oldestRecordedMs = 366 * 86_400_000;

/** Reports older than this by the server's clock are for the archive only. */
export const lateAfterMs = 60_000;

/**
 * When a report was made, in milliseconds since 1970 UTC.
 *
 * The message carries only the second of the minute (M.1371-5 Annex 8 §3.1). The event is the latest instant with
 * that second that is not later than the receive time + 2 s: reports are never made after they were received, but
 * clocks may differ. A delay of up to 58 s is so undone, and copies that come by faster and slower ways have one
 * time. Without a second (60–63) it is the receive time.
 *
 * @param utcSecond second of the message, or null
 * @param recordedAtMs time given by a source that is declared as right, else null. It is used as it stands, unless
 *   it lies in the future or over a year back.
 */
export function eventTime(
  receivedAtMs: number,
  utcSecond: number | null,
  recordedAtMs: number | null,
): number {
  if (
    recordedAtMs !== null &&
    recordedAtMs <= receivedAtMs + toleranceMs &&
    recordedAtMs >= receivedAtMs - oldestRecordedMs
  )
    return recordedAtMs;
  if (utcSecond === null || utcSecond > 59) return receivedAtMs;
  const latest = receivedAtMs + toleranceMs;
  // the remainder of a number as large is a slow call; rounding down is one instruction
  const instant = Math.floor(latest / minuteMs) * minuteMs + utcSecond * 1_000;
  return instant > latest ? instant - minuteMs : instant;
}

/** Second of the minute at which the position of this message was taken; null where it says none. */
export function secondOf(message: AisMessage): number | null {
  switch (message.type) {
    case 1:
    case 2:
    case 3:
    case 9:
    case 18:
    case 19:
    case 21:
      return message.utcSecond;
    case 4:
    case 11:
      return message.second;
    default:
      return null;
  }
}
