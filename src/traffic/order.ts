import { lateAfterMs } from './event-time.ts';

/** Seconds are all that a message says of its time; and times that were made to rise stand a little too high. */
const resolutionMs = 1_000;

/**
 * The time under which a report becomes the vessel's latest, or null when it is older than that one.
 *
 * - Times rise strictly: (`mmsi`, `time`) is the key of the archive. Two reports of one second are 1 ms apart.
 * - A report that is older by a second or more is older, whoever hands it in, and whatever came since.
 * - When the latest lies a minute in the future, the server's clock has been set back: time begins again there.
 *
 * @param inArrivalOrder the connection that gave the latest gave this one too, and its seconds tell no order (a log
 *   played at another speed): the report is the newer one, and no position is lost
 */
export function timeInOrder(
  latestMs: number,
  eventMs: number,
  receivedAtMs: number,
  inArrivalOrder: boolean,
): number | null {
  if (eventMs > latestMs || latestMs - receivedAtMs > lateAfterMs) return eventMs;
  if (eventMs <= latestMs - resolutionMs && !inArrivalOrder) return null;
  return latestMs + 1;
}
