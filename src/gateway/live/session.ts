import type { Schedule } from '../../lib/schedule.ts';
import type { Reader } from '../../model/access.ts';
import type { AlertEvent } from '../../model/alert.ts';
import type { AlertStream } from '../../model/ports.ts';
import type {
  AcknowledgeFrame,
  ClientFrame,
  ErrorCode,
  SnoozeFrame,
  SubscribeFrame,
} from '../../protocol/frames.ts';
import { actionFault, alertsFor } from '../access/alerts.ts';
import { frameFault } from '../access/frames.ts';
import { missing } from '../access/permission.ts';
import { type Asked, perform } from '../action.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Replaying } from '../replay/replaying.ts';
import { pastShowingOf } from '../replay/showing.ts';
import { snoozeFault } from '../snooze.ts';
import type { LiveClient } from './client.ts';
import { nothingToShow } from './door.ts';
import type { LiveHub } from './hub.ts';
import { parseFrame } from './parse.ts';
import { rightsOf } from './rights.ts';
import { showingOf } from './showing.ts';
import { errorText, pongText } from './texts.ts';

/** What a session needs beside its client. */
export interface SessionPorts extends Pick<GatewayPorts, 'gatekeeper' | 'alertsOf' | 'zones' | 'clock'> {
  readonly hub: Pick<LiveHub, 'begin' | 'join' | 'leave'>;
  readonly schedule: Schedule;
  readonly replayedEvents: number;
}

/** Close codes: sign in again; this is not for you. */
const signedOut = 4401;
const notAllowed = 4403;

/** Answers one client's frames, on behalf of its reader as that stands now. A bad frame is answered with an error and changes nothing. */
export class LiveSession {
  readonly #client: LiveClient;
  readonly #replaying: Replaying;
  readonly #ports: SessionPorts;
  #reader: Reader;
  #rights: string;
  #alerts: AlertStream;

  constructor(client: LiveClient, replaying: Replaying, reader: Reader, ports: SessionPorts) {
    this.#client = client;
    this.#replaying = replaying;
    this.#ports = ports;
    this.#reader = reader;
    this.#rights = rightsOf(reader);
    this.#alerts = alertsFor(reader, ports);
  }

  /** From now on it is told what it subscribes to. */
  begin(hello: string): void {
    this.#ports.hub.join(this.#client, this.#alerts);
    this.#client.send(hello);
  }

  /** Looks who this is by now: a session that ended ends the socket, and who may see other things is shown these. */
  recheck(): void {
    const reader = this.#again();
    const fault = reader === null ? null : nothingToShow(reader);
    if (reader === null) this.#client.close(signedOut, 'the session ended: sign in again');
    else if (fault !== null) this.#client.close(notAllowed, fault);
    else if (rightsOf(reader) !== this.#rights) this.#become(reader);
    if (reader === null || fault !== null) this.#leave();
  }

  /** Whatever fails here, nobody is let in by it. */
  #again(): Reader | null {
    try {
      return this.#ports.gatekeeper.again(this.#reader.subject);
    } catch {
      return null;
    }
  }

  #become(reader: Reader): void {
    if (alertsFor(reader, this.#ports) !== this.#alerts) {
      // numbers and epoch are others: a client that connects anew is told so, and loads its alerts
      this.#client.close(1012, 'you may see other alerts: connect again');
      this.#leave();
      return;
    }
    this.#reader = reader;
    this.#rights = rightsOf(reader);
    if (this.#replaying.isOn) this.#replaying.leave();
    const vessels = missing(reader, 'picture.read', false) === null;
    const alerts = missing(reader, 'alerts.read', true) === null;
    this.#client.show(showingOf(reader, this.#ports.zones), { vessels, alerts });
    if (this.#client.subscribed) this.#ports.hub.begin(this.#client, []);
  }

  /** It is told nothing any more. */
  #leave(): void {
    this.#replaying.end();
    this.#ports.hub.leave(this.#client);
  }

  /** Takes one text message. Never throws for what the client sent. */
  take(message: string): void {
    const parsed = parseFrame(message);
    if (!('frame' in parsed)) {
      this.#refuse(parsed.code, parsed.detail);
      return;
    }
    const fault = frameFault(this.#reader, parsed.frame);
    if (fault === null) this.#answer(parsed.frame);
    else this.#refuse('not-allowed', fault);
  }

  #answer(frame: ClientFrame): void {
    if (frame.type === 'subscribe') this.#subscribe(frame);
    else if (frame.type === 'ping') this.#client.send(pongText);
    else if (frame.type === 'acknowledge') this.#acknowledge(frame);
    else if (frame.type === 'snooze') this.#snooze(frame);
    else if (frame.type === 'replay') this.#replaying.begin(frame, pastShowingOf(this.#reader, this.#ports));
    else if (frame.type === 'live') this.#live();
    else this.#replaying.control(frame);
  }

  #live(): void {
    if (this.#replaying.leave()) this.#ports.hub.begin(this.#client, []);
  }

  /** The client is gone. */
  end(): void {
    this.#leave();
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
    const now = alerts === true ? this.#alerts.seq : null;
    this.#client.subscribe(
      vessels ? { box: bbox, hazardOnly } : null,
      typeof alerts === 'object' ? alerts.after : now,
    );
    this.#ports.hub.begin(this.#client, missed);
  }

  /** Events behind the place where the client stopped; null when they cannot be given without a gap. */
  #missed({ epoch, after }: { epoch: string; after: number }): readonly AlertEvent[] | null {
    const desk = this.#alerts;
    if (epoch !== desk.epoch || after > desk.seq) return null;
    const events = desk.eventsAfter(after);
    return events && events.length <= this.#ports.replayedEvents ? events : null;
  }

  #acknowledge({ alertId, note }: AcknowledgeFrame): void {
    void this.#act({ id: alertId, action: 'acknowledge', note: note ?? null });
  }

  #snooze({ alertId, until, reason }: SnoozeFrame): void {
    const fault = snoozeFault(until, this.#ports.clock());
    if (fault !== null) this.#refuse('bad-frame', fault);
    else void this.#act({ id: alertId, action: 'snooze', until, reason });
  }

  /** The answer of a success is the alert event itself; what had been done before stays as it is. */
  async #act(asked: Asked): Promise<void> {
    const found = this.#alerts.get(asked.id);
    const fault = found === null ? null : actionFault(found.alert, this.#reader, this.#ports.zones);
    if (fault !== null) {
      this.#refuse('not-allowed', `alertId: ${fault}`);
      return;
    }
    const request = { ...asked, by: this.#reader.subject.name };
    const result = await perform(this.#alerts, request, this.#ports.schedule);
    if (result === 'not-recorded')
      this.#refuse('not-recorded', 'the action is not on disk yet; repeat it to be sure');
    else if (result.outcome === 'unknown-alert')
      this.#refuse('unknown-alert', `alertId: there is no alert '${request.id}'`);
    else if (result.outcome === 'over')
      this.#refuse('alert-over', `alertId: the alert is ${result.alert.state} and cannot be snoozed`);
  }
}
