import type { Alert, AlertEvent } from '../../model/alert.ts';
import { presentAlert } from '../access/alert-disclosure.ts';
import type { Disclosure } from '../access/disclosure.ts';

/** An alert event as text, made once for all clients that are shown as much of it. */
export class AlertNews {
  readonly #event: AlertEvent;
  readonly #texts = new Map<Disclosure, string>();

  constructor(event: AlertEvent) {
    this.#event = event;
  }

  get seq(): number {
    return this.#event.seq;
  }

  get alert(): Alert {
    return this.#event.alert;
  }

  text(disclosure: Disclosure): string {
    let text = this.#texts.get(disclosure);
    if (text === undefined) {
      const { seq, event, alert } = this.#event;
      text = JSON.stringify({ type: 'alert', seq, event, alert: presentAlert(alert, disclosure) });
      this.#texts.set(disclosure, text);
    }
    return text;
  }
}
