/** So long is looked at before the pace of a connection is judged. */
const windowMs = 30_000;
const fewest = 10;
/** Reports of one way reach the server with about the same delay: this many seconds apart at the most … */
const arcS = 15;
/** … this share of them. */
const share = 0.8;

/** One connection of a receiver, as far as the order of its reports is concerned. */
export interface Connection {
  /** Differs from connection to connection. */
  readonly id: number;
  /**
   * Its reports run with the clock: their UTC seconds tell their order. False at first, and for a log that is played
   * at another speed: there the order of arrival is the only one.
   */
  readonly inStep: boolean;
  /** Takes note of a report. `utcSecond` 0–59; others say nothing. */
  reported(utcSecond: number | null, receivedAtMs: number): void;
}

/**
 * Judges every half minute whether the delay between UTC second and receive time, modulo 60, stayed the same: in an
 * arc of 15 s for 8 reports of 10. At double speed it runs through half a minute meanwhile.
 */
export function createConnection(id: number): Connection {
  const delays = new Uint32Array(60);
  let reports = 0;
  let beganMs = Number.NaN;
  let inStep = false;

  function judge(): boolean {
    if (reports < fewest) return false;
    let within = 0;
    for (let i = 0; i < arcS; i++) within += delays[i] ?? 0;
    let most = within;
    for (let i = 0; i < 60; i++) {
      within += (delays[(i + arcS) % 60] ?? 0) - (delays[i] ?? 0);
      if (within > most) most = within;
    }
    return most >= share * reports;
  }

  return {
    id,
    get inStep() {
      return inStep;
    },
    reported(utcSecond, receivedAtMs) {
      if (utcSecond === null || utcSecond > 59) return;
      // also when the server's clock was set back
      if (!(Math.abs(receivedAtMs - beganMs) < windowMs)) {
        inStep = judge();
        delays.fill(0);
        reports = 0;
        beganMs = receivedAtMs;
      }
      // without a remainder, which is a slow call for numbers as large
      const receivedS = Math.floor(receivedAtMs / 1000) - 60 * Math.floor(receivedAtMs / 60_000);
      const delay = receivedS < utcSecond ? receivedS - utcSecond + 60 : receivedS - utcSecond;
      delays[delay] = (delays[delay] ?? 0) + 1;
      reports++;
    },
  };
}
