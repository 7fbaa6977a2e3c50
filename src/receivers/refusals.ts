import type { Clock, Log } from '../model/ports.ts';
import type { ConnectionRefusal, ReceiverTally } from '../model/reception.ts';

/** A flood of refused peers must not become a flood of log lines. */
const LOG_EVERY_MS = 10_000;

const texts: Record<ConnectionRefusal, string> = {
  'not-allowed': 'a peer is not on the list of HW_RECEIVERS_ALLOW: refused',
  'too-many-connections': 'too many connections: refused',
  silent: 'a receiver was silent for too long: disconnected',
};

/** Counts refused peers in their tally, and says so in the log at most every ten seconds. */
export function createRefusals(
  clock: Clock,
  log: Log,
): (tally: ReceiverTally, cause: ConnectionRefusal) => void {
  let quietUntilMs = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return (tally, cause) => {
    tally.refused[cause] = (tally.refused[cause] ?? 0) + 1;
    const nowMs = clock();
    if (nowMs < quietUntilMs) {
      unsaid++;
      return;
    }
    log.warn({ receiver: tally.name, cause, othersSince: unsaid }, texts[cause]);
    quietUntilMs = nowMs + LOG_EVERY_MS;
    unsaid = 0;
  };
}
