import websocket from '@fastify/websocket';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { plainAddress } from '../../lib/address-list.ts';
import type { Schedule } from '../../lib/schedule.ts';
import type { Clock } from '../../model/ports.ts';
import { nameOf } from '../access/reader.ts';
import { isLoopback, type OriginRules } from '../origin.ts';
import type { GatewayPorts } from '../ports.ts';
import { sendProblem } from '../problem.ts';
import type { ReplayLimits } from '../replay/limits.ts';
import { Replaying } from '../replay/replaying.ts';
import { Replays } from '../replay/replays.ts';
import type { Gateway } from '../server.ts';
import { Allowance } from './allowance.ts';
import { LiveClient } from './client.ts';
import { type HubPorts, LiveHub } from './hub.ts';
import type { LiveLimits } from './limits.ts';
import { LiveSession } from './session.ts';
import { errorText, helloText } from './texts.ts';

type LivePorts = HubPorts & Pick<GatewayPorts, 'demo' | 'history' | 'chronicle' | 'recollection'>;

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
  const hub = new LiveHub(ports, limits, intervalMs, schedule);
  const onFault = (err: unknown): void => app.log.warn({ err }, 'the archive did not answer a replay');
  const replays = new Replays({ past: ports, elapsed, schedule, limits: settings.replayLimits, onFault });
  const perAddress = new Map<string, number>();
  let left: (() => void) | null = null;

  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    if (!request.ws) return undefined;
    if (!rules.origin(request.headers.origin, request.headers.host))
      return sendProblem(reply, 403, 'origin: pages of another origin may not listen here');
    if (hub.closing) return sendProblem(reply, 503, 'the server restarts');
    if (hub.size >= limits.sockets)
      return sendProblem(reply, 503, 'there are as many live clients as this server takes');
    const address = plainAddress(request.ip);
    if (!isLoopback(address) && (perAddress.get(address) ?? 0) >= limits.socketsPerAddress)
      return sendProblem(reply, 429, 'there are as many live clients from this address as are allowed');
    return undefined;
  }

  function welcome(socket: WebSocket, request: FastifyRequest): void {
    const address = plainAddress(request.ip);
    const client = new LiveClient(socket, ports.picture, limits);
    const replaying = new Replaying(client, replays, ports.clock);
    const session = new LiveSession(client, replaying, nameOf(request), {
      hub,
      alerts: ports.alerts,
      clock: ports.clock,
      schedule,
      replayedEvents: limits.replayedEvents,
    });
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
    socket.on('close', () => {
      hub.leave(client);
      session.end();
      const rest = (perAddress.get(address) ?? 1) - 1;
      if (rest > 0) perAddress.set(address, rest);
      else perAddress.delete(address);
      if (hub.size === 0) left?.();
    });
    hub.join(client);
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
    client.send(helloText(ports, intervalMs));
  }

  app.route({
    method: 'GET',
    url: '/api/v1/live',
    config: { live: true, access: ['picture.read', 'alerts.read', 'history.read'], own: true },
    schema: { hide: true },
    preValidation: admit,
    handler: (_request, reply) =>
      sendProblem(reply.header('upgrade', 'websocket'), 426, 'this is a WebSocket; see /docs/live'),
    wsHandler: welcome,
  });

  app.addHook('preClose', async () => {
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
