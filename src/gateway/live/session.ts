import type { Schedule } from '../../lib/schedule.ts';
import type { AlertEvent } from '../../model/alert.ts';
import type { AlertDesk, Clock } from '../../model/ports.ts';
import type {
  AcknowledgeFrame,
  ClientFrame,
  ErrorCode,
  SnoozeFrame,
  SubscribeFrame,
} from '../../protocol/frames.ts';
import { type AlertRequest, perform } from '../action.ts';
import type { Replaying } from '../replay/replaying.ts';
import { snoozeFault } from '../snooze.ts';
import type { LiveClient } from './client.ts';
import type { LiveHub } from './hub.ts';
import { parseFrame } from './parse.ts';
import { errorText, pongText } from './texts.ts';

/** What a session needs beside its client. */
export interface SessionPorts {
  readonly hub: Pick<LiveHub, 'begin'>;
  readonly alerts: AlertDesk;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly replayedEvents: number;
}

/** Answers one client's frames. A bad frame is answered with an error and changes nothing. */
export class LiveSession {
  readonly #client: LiveClient;
  readonly #by: string;
  readonly #replaying: Replaying;
  readonly #ports: SessionPorts;

  constructor(client: LiveClient, replaying: Replaying, by: string, ports: SessionPorts) {
    this.#client = client;
    this.#replaying = replaying;
    this.#by = by;
    this.#ports = ports;
  }

  /** Takes one text message. Never throws for what the client sent. */
  take(message: string): void {
    const parsed = parseFrame(message);
    if ('frame' in parsed) this.#answer(parsed.frame);
    else this.#refuse(parsed.code, parsed.detail);
  }

  #answer(frame: ClientFrame): void {
    if (frame.type === 'subscribe') this.#subscribe(frame);
    else if (frame.type === 'ping') this.#client.send(pongText);
    else if (frame.type === 'acknowledge') this.#acknowledge(frame);
    else if (frame.type === 'snooze') this.#snooze(frame);
    else if (frame.type === 'replay') this.#replaying.begin(frame);
    else if (frame.type === 'live') this.#live();
    else this.#replaying.control(frame);
  }

  #live(): void {
    if (this.#replaying.leave()) this.#ports.hub.begin(this.#client, []);
  }

  /** The client is gone. */
  end(): void {
    this.#replaying.end();
  }

  #refuse(code: ErrorCode, detail: string): void {
    this.#client.send(errorText(code, detail));
  }

  #subscribe({ alerts = true, vessels = true, hazardOnly = false, bbox = null }: SubscribeFrame): void {
    const missed = typeof alerts === 'object' ? this.#missed(alerts) : [];
    if (missed === null) {
      this.#refuse(
        'resume-impossible',
        'alerts: these events are not kept; load the alerts over HTTP and subscribe anew',
      );
      return;
    }
    this.#replaying.end();
    const now = alerts === true ? this.#ports.alerts.seq : null;
    this.#client.subscribe(
      vessels ? { box: bbox, hazardOnly } : null,
      typeof alerts === 'object' ? alerts.after : now,
    );
    this.#ports.hub.begin(this.#client, missed);
  }

  /** Events behind the place where the client stopped; null when they cannot be given without a gap. */
  #missed({ epoch, after }: { epoch: string; after: number }): readonly AlertEvent[] | null {
    const desk = this.#ports.alerts;
    if (epoch !== desk.epoch || after > desk.seq) return null;
    const events = desk.eventsAfter(after);
    return events && events.length <= this.#ports.replayedEvents ? events : null;
  }

  #acknowledge({ alertId, note }: AcknowledgeFrame): void {
    void this.#act({ id: alertId, action: 'acknowledge', by: this.#by, note: note ?? null });
  }

  #snooze({ alertId, until, reason }: SnoozeFrame): void {
    const fault = snoozeFault(until, this.#ports.clock());
    if (fault !== null) this.#refuse('bad-frame', fault);
    else void this.#act({ id: alertId, action: 'snooze', by: this.#by, until, reason });
  }

  /** The answer of a success is the alert event itself; what had been done before stays as it is. */
  async #act(request: AlertRequest): Promise<void> {
    const { alerts, schedule } = this.#ports;
    const result = await perform(alerts, request, schedule);
    if (result === 'not-recorded')
      this.#refuse('not-recorded', 'the action is not on disk yet; repeat it to be sure');
    else if (result.outcome === 'unknown-alert')
      this.#refuse('unknown-alert', `alertId: there is no alert '${request.id}'`);
    else if (result.outcome === 'over')
      this.#refuse('alert-over', `alertId: the alert is ${result.alert.state} and cannot be snoozed`);
  }
}
