import websocket from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { plainAddress } from '../../lib/address-list.ts';
import type { Schedule } from '../../lib/schedule.ts';
import type { Clock } from '../../model/ports.ts';
import { alertsFor } from '../access/alerts.ts';
import { demandDeclared } from '../access/frames.ts';
import { readerOf } from '../access/reader.ts';
import { every } from '../deadline.ts';
import type { OriginRules } from '../origin.ts';
import type { GatewayPorts } from '../ports.ts';
import { sendProblem } from '../problem.ts';
import type { ReplayLimits } from '../replay/limits.ts';
import { Replaying } from '../replay/replaying.ts';
import { Replays } from '../replay/replays.ts';
import type { Gateway } from '../server.ts';
import { Allowance } from './allowance.ts';
import { LiveClient } from './client.ts';
import { Door } from './door.ts';
import { type HubPorts, LiveHub } from './hub.ts';
import type { LiveLimits } from './limits.ts';
import { frameTypes } from './parse.ts';
import { LiveSession } from './session.ts';
import { showingOf } from './showing.ts';
import { errorText, helloText } from './texts.ts';

type LivePorts = HubPorts &
  Pick<GatewayPorts, 'gatekeeper' | 'alertsOf' | 'demo' | 'history' | 'chronicle' | 'recollection'>;

/** Installs WebSockets on the server; before any route, so that none can be upgraded by accident. */
export async function enableWebSockets(app: Gateway, limits: LiveLimits): Promise<void> {
  const options = {
    maxPayload: limits.maxMessageBytes,
    // a message in many tiny fragments costs far more than its bytes
    maxFragments: 16,
    perMessageDeflate: false,
    closeTimeout: limits.closeMs,
  };
  await app.register(websocket, {
    options,
    // ws has closed the socket with the fitting code by then: 1009 too big, 1007 bad text, 1002 bad frame
    errorHandler: (error, socket, request) => {
      request.log.info({ err: error }, 'a live client sent what is no WebSocket traffic');
      socket.close(1011);
    },
    // the sockets take their leave in the hub
    preClose: (done) => done(),
  });
}

export interface LiveSettings {
  readonly intervalMs: number;
  readonly limits: LiveLimits;
  readonly schedule: Schedule;
  /** Milliseconds since any moment; never goes back. */
  readonly elapsed: Clock;
  readonly replayLimits: ReplayLimits;
  readonly rules: OriginRules;
}

/** The WebSocket `/api/v1/live`. Returns how many clients are connected. */
export function liveRoute(app: Gateway, ports: LivePorts, settings: LiveSettings): () => number {
  const { limits, schedule, elapsed, rules, intervalMs } = settings;
  demandDeclared(frameTypes);
  const hub = new LiveHub(ports, limits, intervalMs, schedule);
  const onFault = (err: unknown): void => app.log.warn({ err }, 'the archive did not answer a replay');
  const replays = new Replays({ past: ports, elapsed, schedule, limits: settings.replayLimits, onFault });
  const door = new Door(hub, limits, rules);
  const sessions = new Set<LiveSession>();
  let left: (() => void) | null = null;

  function welcome(socket: WebSocket, request: FastifyRequest): void {
    const reader = readerOf(request);
    const client = new LiveClient(socket, ports.picture, showingOf(reader, ports.zones), limits);
    const replaying = new Replaying(client, replays, ports.clock);
    const session = new LiveSession(client, replaying, reader, { ...ports, hub, schedule, ...limits });
    const allowance = new Allowance(limits.messagesPerMinute, ports.clock());
    const allowed = (): boolean => {
      client.alive();
      if (socket.readyState !== socket.OPEN) return false;
      if (allowance.take(ports.clock())) return true;
      const limit = `at most ${limits.messagesPerMinute} messages a minute`;
      client.send(errorText('too-many-messages', limit));
      client.close(1008, limit);
      return false;
    };
    socket.on('message', (data, binary) => {
      if (!allowed()) return;
      if (binary) client.close(1003, 'frames are JSON text');
      else session.take(data.toString());
    });
    socket.on('ping', allowed);
    socket.on('pong', () => client.alive());
    const leave = door.enter(plainAddress(request.ip), reader);
    socket.on('close', () => {
      leave();
      sessions.delete(session);
      session.end();
      if (hub.size === 0) left?.();
    });
    sessions.add(session);
    session.begin(helloText(alertsFor(reader, ports), ports, intervalMs));
  }

  const recheck = (): void => {
    for (const session of sessions) session.recheck();
  };
  const stops = [ports.gatekeeper.onChange(recheck), every(limits.recheckMs, schedule, recheck)];

  app.route({
    method: 'GET',
    url: '/api/v1/live',
    config: { live: true, access: ['picture.read', 'alerts.read', 'history.read'], own: true },
    schema: { hide: true },
    preValidation: (request, reply) => door.admit(request, reply),
    handler: (_request, reply) =>
      sendProblem(reply.header('upgrade', 'websocket'), 426, 'this is a WebSocket; see /docs/live'),
    wsHandler: welcome,
  });

  app.addHook('preClose', async () => {
    for (const stop of stops) stop();
    hub.goodbye();
    if (hub.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = schedule(limits.closeMs, resolve);
      left = () => {
        cancel();
        resolve();
      };
    });
    hub.cutOffRest();
  });
  return () => hub.size;
}
