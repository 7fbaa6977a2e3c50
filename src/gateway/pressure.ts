import underPressure from '@fastify/under-pressure';
import type { FastifyRequest } from 'fastify';
import type { GatewayOptions } from './options.ts';
import { ProblemError } from './problem.ts';
import type { Gateway } from './server.ts';

/** So late on average that the watch itself is in danger: alerts are promised within a second. */
const mostDelayMs = 500;
/** Longer than any single pause after which the server is well again. */
const sampleMs = 2000;

/** Questions wait. Changes, the sign-in, health and the live picture do not. */
const mayWait = ({ method, url, routeOptions: { config } }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  url.startsWith('/api/') &&
  config.live !== true &&
  config.access !== 'open' &&
  config.access !== 'session';

/** Puts questions off while the server is late, so that what is left of it goes to the watch. */
export async function shedLoad(app: Gateway, options: Pick<GatewayOptions, 'mostDelayMs'>): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: options.mostDelayMs ?? mostDelayMs,
    sampleInterval: sampleMs,
    pressureHandler: async (request) => {
      if (mayWait(request))
        throw new ProblemError(503, 'the server is late; ask again later', { retryAfterS: 10 });
    },
  });
}
