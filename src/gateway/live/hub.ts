import type { Schedule } from '../../lib/schedule.ts';
import type { AlertEvent } from '../../model/alert.ts';
import type { AlertStream } from '../../model/ports.ts';
import { every } from '../deadline.ts';
import type { GatewayPorts } from '../ports.ts';
import { AlertNews } from './alert-news.ts';
import type { LiveClient } from './client.ts';
import type { LiveLimits } from './limits.ts';
import { Stage } from './stage.ts';
import { statusText } from './texts.ts';

export type HubPorts = Pick<
  GatewayPorts,
  'clock' | 'picture' | 'takeChanges' | 'receivers' | 'degraded' | 'zones' | 'securityLevels' | 'sessions'
>;

/** What is kept of a client. */
interface Seat {
  /** Those that it may know of. */
  readonly alerts: AlertStream;
  /** What its last status said of what is told at once when it changes. */
  told: string;
}

/** All live clients and the clockwork that feeds them: one step of the picture for all, alerts as they come. */
export class LiveHub {
  readonly #ports: HubPorts;
  readonly #clients = new Map<LiveClient, Seat>();
  /** Those streams that a client ever had: as many as there are organisations, and reaches, at the most. */
  readonly #streams = new Set<AlertStream>();
  /** Events since the last step: where nothing is hidden they are the same in all streams. */
  readonly #news = new Map<AlertEvent, AlertNews>();
  readonly #stops: (() => void)[];
  #stage: Stage;
  /** What the last status said that is told at once when it changes: parts out of order, the zones' revision, the security level. */
  #told: string;
  #closing = false;

  constructor(ports: HubPorts, limits: LiveLimits, intervalMs: number, schedule: Schedule) {
    this.#ports = ports;
    this.#stage = new Stage(ports.clock(), { changed: [], gone: [] });
    this.#told = this.#state(this.#parts());
    this.#stops = [
      every(intervalMs, schedule, () => this.step()),
      every(limits.statusMs, schedule, () => this.#tellStatus()),
      every(limits.pingMs, schedule, () => this.#ping()),
    ];
  }

  /** True once it said goodbye: nobody may join any more. */
  get closing(): boolean {
    return this.#closing;
  }

  get size(): number {
    return this.#clients.size;
  }

  /** @param alerts those that the client may know of */
  join(client: LiveClient, alerts: AlertStream): void {
    this.#clients.set(client, { alerts, told: '' });
    if (this.#streams.has(alerts)) return;
    this.#streams.add(alerts);
    this.#stops.push(alerts.subscribe((events) => this.#tellAlerts(alerts, events)));
  }

  leave(client: LiveClient): void {
    this.#clients.delete(client);
  }

  /** A client has subscribed: what it missed of the alerts first, then the state of the server, then the picture. */
  begin(client: LiveClient, missed: readonly AlertEvent[]): void {
    const nowMs = this.#ports.clock();
    client.alerts(missed.map((event) => new AlertNews(event)));
    this.#tellStatus([client]);
    client.full(this.#stage, nowMs);
  }

  /** Tells every client what changed since the last step, and cuts off those that take nothing. */
  step(): void {
    const nowMs = this.#ports.clock();
    this.#news.clear();
    this.#stage = new Stage(nowMs, this.#ports.takeChanges());
    for (const client of this.#clients.keys()) if (!client.cutOffIfOverdue(nowMs)) client.stage(this.#stage);
    if (this.#state(this.#parts()) !== this.#told) this.#tellNews();
  }

  #parts(): string[] {
    return [...new Set(this.#ports.degraded().map(({ part }) => part))].sort();
  }

  #state(parts: readonly string[], revision = this.#ports.zones.revision): string {
    const glass = this.#ports.sessions.brokenGlass().map(({ by, until }) => `${by} ${until.slice(0, 16)}`);
    return `${revision} ${this.#ports.securityLevels.port.level} ${glass.join()} ${parts.join()}`;
  }

  /** What changed is told to those who may know of it. */
  #tellNews(): void {
    const parts = this.#parts();
    this.#told = this.#state(parts);
    const concerned = [...this.#clients].filter(
      ([client, { told }]) => this.#state(parts, client.showing.zonesRevision()) !== told,
    );
    this.#tellStatus(concerned.map(([client]) => client));
  }

  #tellStatus(clients: Iterable<LiveClient> = this.#clients.keys()): void {
    const parts = this.#parts();
    const nowMs = this.#ports.clock();
    const brokenGlass = this.#ports.sessions.brokenGlass();
    const texts = new Map<string, string>();
    for (const client of clients) {
      const seat = this.#clients.get(client);
      if (seat === undefined) continue;
      const zones = client.showing.zonesRevision();
      const { seq } = seat.alerts;
      const { receivers, glass } = client.showing;
      const key = `${seq} ${receivers} ${glass} ${zones}`;
      const told = { seq, zones, receivers, brokenGlass: glass ? brokenGlass : null };
      const text = texts.get(key) ?? statusText(this.#ports, parts, nowMs, told);
      texts.set(key, text);
      seat.told = this.#state(parts, zones);
      client.status(text);
    }
  }

  #tellAlerts(stream: AlertStream, events: readonly AlertEvent[]): void {
    if (this.#clients.size === 0) return;
    const news = events.map((event) => this.#newsOf(event));
    const nowMs = this.#ports.clock();
    for (const [client, { alerts }] of this.#clients)
      if (alerts === stream && !client.cutOffIfOverdue(nowMs)) client.alerts(news);
  }

  #newsOf(event: AlertEvent): AlertNews {
    let news = this.#news.get(event);
    if (news === undefined) {
      news = new AlertNews(event);
      this.#news.set(event, news);
    }
    return news;
  }

  #ping(): void {
    for (const client of this.#clients.keys()) client.ping();
  }

  /** Says goodbye to all: 1012, service restart. Nobody is told anything after it. */
  goodbye(): void {
    this.#closing = true;
    for (const stop of this.#stops.splice(0)) stop();
    for (const client of this.#clients.keys()) client.close(1012, 'the server restarts');
  }

  /** Cuts off those that did not leave. */
  cutOffRest(): void {
    for (const client of this.#clients.keys()) client.terminate();
  }
}
