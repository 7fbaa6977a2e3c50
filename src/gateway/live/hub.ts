import type { Schedule } from '../../lib/schedule.ts';
import type { AlertEvent } from '../../model/alert.ts';
import { every } from '../deadline.ts';
import type { GatewayPorts } from '../ports.ts';
import type { LiveClient } from './client.ts';
import type { LiveLimits } from './limits.ts';
import { Stage } from './stage.ts';
import { alertText, statusText } from './texts.ts';

export type HubPorts = Pick<
  GatewayPorts,
  'clock' | 'picture' | 'takeChanges' | 'alerts' | 'receivers' | 'degraded' | 'zones' | 'securityLevels'
>;

/** All live clients and the clockwork that feeds them: one step of the picture for all, alerts as they come. */
export class LiveHub {
  readonly #ports: HubPorts;
  readonly #clients = new Set<LiveClient>();
  readonly #stops: (() => void)[];
  #stage: Stage;
  /** What the last status said that is told at once when it changes: parts out of order, the zones' revision, the security level. */
  #told: string;
  #closing = false;

  constructor(ports: HubPorts, limits: LiveLimits, intervalMs: number, schedule: Schedule) {
    this.#ports = ports;
    this.#stage = new Stage(ports.clock(), { changed: [], gone: [] });
    this.#told = this.#news(this.#parts());
    this.#stops = [
      every(intervalMs, schedule, () => this.step()),
      every(limits.statusMs, schedule, () => this.#tellStatus()),
      every(limits.pingMs, schedule, () => this.#ping()),
      ports.alerts.subscribe((events) => this.#tellAlerts(events)),
    ];
  }

  /** True once it said goodbye: nobody may join any more. */
  get closing(): boolean {
    return this.#closing;
  }

  get size(): number {
    return this.#clients.size;
  }

  join(client: LiveClient): void {
    this.#clients.add(client);
  }

  leave(client: LiveClient): void {
    this.#clients.delete(client);
  }

  /** A client has subscribed: what it missed of the alerts first, then the state of the server, then the picture. */
  begin(client: LiveClient, missed: readonly AlertEvent[]): void {
    const nowMs = this.#ports.clock();
    client.alerts(missed.map(alertText));
    client.status(statusText(this.#ports, this.#parts(), nowMs));
    client.full(this.#stage, nowMs);
  }

  /** Tells every client what changed since the last step, and cuts off those that take nothing. */
  step(): void {
    const nowMs = this.#ports.clock();
    this.#stage = new Stage(nowMs, this.#ports.takeChanges());
    for (const client of this.#clients) if (!client.cutOffIfOverdue(nowMs)) client.stage(this.#stage);
    if (this.#news(this.#parts()) !== this.#told) this.#tellStatus();
  }

  #parts(): string[] {
    return [...new Set(this.#ports.degraded().map(({ part }) => part))].sort();
  }

  #news(parts: readonly string[]): string {
    const { zones, securityLevels } = this.#ports;
    return `${zones.revision} ${securityLevels.port.level} ${parts.join()}`;
  }

  #tellStatus(): void {
    const parts = this.#parts();
    this.#told = this.#news(parts);
    if (this.#clients.size === 0) return;
    const text = statusText(this.#ports, parts, this.#ports.clock());
    for (const client of this.#clients) client.status(text);
  }

  #tellAlerts(events: readonly AlertEvent[]): void {
    if (this.#clients.size === 0) return;
    const texts = events.map(alertText);
    const nowMs = this.#ports.clock();
    for (const client of this.#clients) if (!client.cutOffIfOverdue(nowMs)) client.alerts(texts);
  }

  #ping(): void {
    for (const client of this.#clients) client.ping();
  }

  /** Says goodbye to all: 1012, service restart. Nobody is told anything after it. */
  goodbye(): void {
    this.#closing = true;
    for (const stop of this.#stops.splice(0)) stop();
    for (const client of this.#clients) client.close(1012, 'the server restarts');
  }

  /** Cuts off those that did not leave. */
  cutOffRest(): void {
    for (const client of this.#clients) client.terminate();
  }
}
