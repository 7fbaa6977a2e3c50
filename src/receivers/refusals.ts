import type { Clock, Log } from '../model/ports.ts';
import type { ConnectionRefusal, ReceiverTally } from '../model/reception.ts';

/** A flood of refused peers must not become a flood of log lines. */
const LOG_EVERY_MS = 10_000;

const texts: Record<ConnectionRefusal, string> = {
  'not-allowed': 'a peer is not on the list of HW_RECEIVERS_ALLOW: refused',
  'too-many-connections': 'too many connections: refused',
  silent: 'a receiver was silent for too long: disconnected',
  'no-handshake': 'a peer did not speak TLS as it must: refused',
  'no-certificate': 'a peer showed no certificate: refused',
  'untrusted-certificate': 'a certificate is not one of a receiver by HW_NMEA_TLS_CA: refused',
  'expired-certificate': 'a certificate has ended or has not begun: refused',
  'revoked-certificate': 'a certificate is revoked by HW_NMEA_TLS_CRL: refused',
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
