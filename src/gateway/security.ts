import helmet from '@fastify/helmet';
import type { GatewayOptions } from './options.ts';
import type { OriginRules } from './origin.ts';
import { sendProblem } from './problem.ts';
import type { Gateway } from './server.ts';

/** Origin of a tile URL with `{z}/{x}/{y}` in it. */
const originOf = (url: string): string => new URL(url.replace(/[{}]/g, '')).origin;

type ContentDirectives = Readonly<Record<string, readonly string[]>>;

/** Content Security Policy of every answer. Nothing inline; MapLibre needs workers and images from `blob:`. */
function contentDirectives({ publicUrl, baseMap }: Pick<GatewayOptions, 'publicUrl' | 'baseMap'>) {
  // `'self'` does not cover WebSockets in every browser
  const socket = new URL(publicUrl).origin.replace(/^http/, 'ws');
  const tiles = baseMap ? [originOf(baseMap.url)] : [];
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:', ...tiles],
    'connect-src': ["'self'", socket, ...tiles],
    'worker-src': ["'self'", 'blob:'],
    'child-src': ["'self'", 'blob:'],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
  } satisfies ContentDirectives;
}

/** The same as the text of a header, for pages that need one of their own. */
export const contentPolicy = (options: Pick<GatewayOptions, 'publicUrl' | 'baseMap'>): string =>
  Object.entries(contentDirectives(options))
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');

/** Headers of every answer, and the requests that no route may see. */
export async function secure(
  app: Gateway,
  options: Pick<GatewayOptions, 'publicUrl' | 'baseMap'>,
  rules: OriginRules,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentDirectives(options) },
    frameguard: { action: 'deny' },
    // two years, as browsers ask who is to be on their list
    hsts: options.publicUrl.startsWith('https:') && { maxAge: 63_072_000, includeSubDomains: true },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', 'geolocation=(), camera=(), microphone=(), payment=()');
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    if (!rules.host(request.headers.host))
      return sendProblem(reply, 421, 'host: this server answers to a loopback name or its public URL only');
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && !rules.origin(request.headers.origin, request.headers.host))
      return sendProblem(reply, 403, 'origin: pages of another origin may not act here');
    if (request.ws && request.routeOptions.config.live !== true)
      return sendProblem(reply, 404, 'there is no WebSocket here; it is at /api/v1/live');
    return undefined;
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** This route may be upgraded to a WebSocket. */
    live?: boolean;
  }
}
