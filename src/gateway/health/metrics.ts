import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { connectionRefusals, type ReceiverState } from '../../model/reception.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Gateway } from '../server.ts';
import { archiveMetrics } from './archive-metrics.ts';
import { auditMetrics } from './audit-metrics.ts';
import { channelMetrics } from './channel-metrics.ts';
import { single } from './single.ts';

type Sources = Pick<
  GatewayPorts,
  | 'audit'
  | 'receivers'
  | 'crosscheck'
  | 'picture'
  | 'alertStates'
  | 'archiveHealth'
  | 'channels'
  | 'degraded'
  | 'ready'
> & {
  readonly liveClients: () => number;
};

const samplingMs = 20;

/** Causes that turn away a peer, not a line. */
const peerRefusals: ReadonlySet<string> = new Set(connectionRefusals);

function sentenceMetrics(registry: Registry, { receivers, crosscheck }: Sources): void {
  new Counter({
    name: 'havenwacht_sentences_total',
    help: 'Lines received, by receiver and by what became of them',
    labelNames: ['receiver', 'result'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, results, refused } of receivers()) {
        for (const [result, count] of Object.entries(results)) this.inc({ receiver: name, result }, count);
        for (const [result, count] of Object.entries(refused))
          if (!peerRefusals.has(result)) this.inc({ receiver: name, result }, count);
      }
    },
  });
  new Counter({
    name: 'havenwacht_peers_refused_total',
    help: 'Connections and senders turned away, by receiver and cause',
    labelNames: ['receiver', 'cause'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, refused } of receivers())
        for (const [cause, count] of Object.entries(refused))
          if (peerRefusals.has(cause)) this.inc({ receiver: name, cause }, count);
    },
  });
  new Counter({
    name: 'havenwacht_side_faults_total',
    help: 'TAG blocks dropped, and parts and wrappers that stayed alone, by receiver',
    labelNames: ['receiver', 'fault'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, sideFaults } of receivers())
        for (const [fault, count] of Object.entries(sideFaults)) this.inc({ receiver: name, fault }, count);
    },
  });
  new Counter({
    name: 'havenwacht_crosscheck_total',
    help: 'Messages read by a second decoder too, by what came of it',
    labelNames: ['result'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [result, count] of Object.entries(crosscheck())) this.inc({ result }, count);
    },
  });
  new Gauge({
    name: 'havenwacht_receiver_last_heard_seconds',
    help: 'Time of the last valid sentence, seconds since 1970 UTC',
    labelNames: ['receiver'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, lastHeardMs } of receivers())
        if (lastHeardMs !== null) this.set({ receiver: name }, lastHeardMs / 1000);
    },
  });
}

/** The states that a receiver can be in; each is a series, so that an alert on one of them can end. */
const receiverStates: readonly ReceiverState[] = ['normal', 'quiet', 'silent', 'clock-wrong'];

function receiverMetrics(registry: Registry, { receivers }: Sources): void {
  new Gauge({
    name: 'havenwacht_receiver_state',
    help: '1 for the state that the receiver is in, 0 for the others',
    labelNames: ['receiver', 'state'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, health } of receivers())
        for (const state of receiverStates)
          this.set({ receiver: name, state }, (health?.state ?? 'normal') === state ? 1 : 0);
    },
  });
  const judged = (name: string, help: string, key: 'clockOffsetS' | 'expectedWithinS' | 'normalPerMinute') =>
    new Gauge({
      name,
      help,
      labelNames: ['receiver'],
      registers: [registry],
      collect() {
        this.reset();
        for (const { name: receiver, health } of receivers()) {
          const value = health?.[key] ?? null;
          if (value !== null) this.set({ receiver }, value);
        }
      },
    });
  judged(
    'havenwacht_receiver_clock_offset_seconds',
    'Clock of the receiver minus that of the server',
    'clockOffsetS',
  );
  judged(
    'havenwacht_receiver_expected_within_seconds',
    'Time after a message within which the next one is normal at this hour',
    'expectedWithinS',
  );
  judged(
    'havenwacht_receiver_normal_messages_per_minute',
    'Messages a minute that are normal at this hour',
    'normalPerMinute',
  );
}

function trafficMetrics(registry: Registry, { picture, alertStates }: Sources): void {
  new Gauge({
    name: 'havenwacht_vessels',
    help: 'Vessels in the live picture, by class and hazard state',
    labelNames: ['class', 'hazard'],
    registers: [registry],
    collect() {
      this.reset();
      for (const vessel of picture.all()) this.inc({ class: vessel.class, hazard: vessel.hazard.state });
    },
  });
  new Gauge({
    name: 'havenwacht_alerts',
    help: 'Alerts kept that every organisation may know of, by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.reset();
      for (const state of ['active', 'acknowledged', 'snoozed', 'cleared', 'closed']) this.set({ state }, 0);
      for (const state of alertStates()) this.inc({ state });
    },
  });
}

function processMetrics(registry: Registry, sources: Sources, delay: IntervalHistogram): void {
  single(registry, 'havenwacht_live_clients', 'Open WebSockets', sources.liveClients);
  single(registry, 'havenwacht_ready', '1 while the server can do its work', () => (sources.ready() ? 1 : 0));
  single(registry, 'havenwacht_resident_memory_bytes', 'Resident memory', () => process.memoryUsage.rss());
  new Gauge({
    name: 'havenwacht_degraded',
    help: '1 for each part that is degraded now',
    labelNames: ['part'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { part } of sources.degraded()) this.set({ part }, 1);
    },
  });
  new Gauge({
    name: 'havenwacht_event_loop_delay_seconds',
    help: 'Delay of the event loop since the last scrape',
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      // the histogram holds the time between samples, which is the sampling interval when nothing is late
      const seconds = (ns: number) => (delay.count === 0 ? 0 : Math.max(0, ns / 1e9 - samplingMs / 1000));
      this.set({ quantile: '0.5' }, seconds(delay.percentile(50)));
      this.set({ quantile: '0.99' }, seconds(delay.percentile(99)));
      this.set({ quantile: '1' }, seconds(delay.max));
      delay.reset();
    },
  });
}

/** `/metrics` for Prometheus, counted where things happen and read at the time of the scrape. */
export function metricsRoute(app: Gateway, sources: Sources): void {
  const registry = new Registry();
  const delay = monitorEventLoopDelay({ resolution: samplingMs });
  delay.enable();
  app.addHook('onClose', async () => {
    delay.disable();
  });
  sentenceMetrics(registry, sources);
  receiverMetrics(registry, sources);
  trafficMetrics(registry, sources);
  archiveMetrics(registry, sources);
  channelMetrics(registry, sources);
  auditMetrics(registry, sources);
  processMetrics(registry, sources, delay);
  const duration = new Histogram({
    name: 'havenwacht_http_request_duration_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    // the pattern and not the path: a caller must not be able to invent labels
    const route = request.routeOptions.url ?? 'none';
    duration.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { config: { access: 'loopback' }, schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
