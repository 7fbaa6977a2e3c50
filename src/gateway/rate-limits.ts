import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem.ts';
import type { Gateway } from './server.ts';

const windowS = 10;

/** Requests within ten seconds. Attempts to sign in have limits of their own, which count by name and address. */
export interface RateLimits {
  /** Of one account or key, from wherever. */
  readonly reader: number;
  /** Of everybody at one address (IPv6: /64) who is not signed in. */
  readonly stranger: number;
  /** For what does not exist, of an account, key or address. */
  readonly unknownPath: number;
}
/** By what a reader may ask a second on average. Who looks for what does not exist is no browser of ours. */
export const rateLimitsOf = (requestsPerS: number): RateLimits => ({
  reader: requestsPerS * windowS,
  stranger: Math.ceil((requestsPerS * windowS) / 5),
  unknownPath: 30,
});

/** Readers and addresses that are counted; the one that asked longest ago goes first. */
const mostCounted = 10_000;

/** By reader where there is one: who shares an address with an attacker is not locked out with it. */
const keyOf = ({ reader, ip }: FastifyRequest): string => reader?.subject.id ?? normalizeIP(ip, 64);

/** Counts requests in memory, so that no outage of a store opens or closes the door. After `identify`, before any route. */
export async function limitRates(app: Gateway, limits: RateLimits): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    timeWindow: windowS * 1000,
    cache: mostCounted,
    keyGenerator: keyOf,
    max: ({ reader }) => (reader === null ? limits.stranger : limits.reader),
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) =>
      new ProblemError(429, 'too many requests; ask more slowly', { retryAfterS: Math.ceil(ttl / 1000) }),
  });
  // of the whole server and not of its routes: a guess that the gate refuses has to count too
  const count = app.rateLimit();
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404 && request.routeOptions.config.rateLimit !== false)
      await count.call(app, request, reply);
  });
}

/** The limit for what does not exist; a hook of the answer to it. */
export const limitUnknownPaths = (app: Gateway, limits: RateLimits) =>
  app.rateLimit({ max: () => limits.unknownPath });
