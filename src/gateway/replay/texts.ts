import { instant } from '../../lib/instant.ts';
import type { Alert, AlertEvent } from '../../model/alert.ts';
import type { AlertsThen } from '../../model/chronicle.ts';
import type { AlertFrame } from '../../protocol/frames.ts';
import type { AlertsFrame, ReplayState, ReplayStateFrame } from '../../protocol/replay.ts';
import { presentAlert } from '../access/alert-disclosure.ts';
import { vesselsFrame } from '../live/stage.ts';
import { presentLive } from '../present.ts';
import type { Seen } from './scene.ts';
import type { PastShowing } from './showing.ts';

/** Frames of a replay as text. */

export function replayText(now: {
  readonly state: ReplayState;
  readonly atMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly speed: number;
}): string {
  const { state, atMs, fromMs, toMs, speed } = now;
  const times = { at: instant(atMs), from: instant(fromMs), to: instant(toMs) };
  const frame: ReplayStateFrame = { type: 'replay', state, ...times, speed };
  return JSON.stringify(frame);
}

/** Frames of the past as a client is shown it. One for each beginning: it counts the alerts where their numbers are not to be told. */
export class PastTexts {
  readonly #showing: PastShowing;
  #told = 0;

  constructor(showing: PastShowing) {
    this.#showing = showing;
  }

  /** An alert of the model is shown as over HTTP. */
  #shown({ audience, ...alert }: Alert): Alert {
    this.#told += 1;
    const numbered = this.#showing.isWhole ? alert : { ...alert, seq: this.#told };
    return presentAlert(numbered, this.#showing.alert(alert));
  }

  alerts(atMs: number, { alerts, leftOut }: AlertsThen): string {
    const frame: Omit<AlertsFrame, 'alerts'> = { type: 'alerts', replay: true, at: instant(atMs), leftOut };
    return JSON.stringify({ ...frame, alerts: alerts.map((alert) => this.#shown(alert)) });
  }

  alert({ event, at, alert: told }: AlertEvent): string {
    const alert = this.#shown(told);
    const frame: Omit<AlertFrame, 'alert'> = { type: 'alert', replay: true, at, seq: alert.seq, event };
    return JSON.stringify({ ...frame, alert });
  }

  vessels(atMs: number, full: boolean, { vessels, gone }: Seen): Buffer {
    const texts = vessels.map((vessel) =>
      Buffer.from(JSON.stringify(presentLive(vessel, atMs, this.#showing.vessel(vessel)))),
    );
    return vesselsFrame(atMs, full, texts, gone, true);
  }
}
