import type { GatewayOptions } from './options.ts';
import type { OriginRules } from './origin.ts';
import { sendProblem } from './problem.ts';
import type { Gateway } from './server.ts';

/** Origin of a tile URL with `{z}/{x}/{y}` in it. */
const originOf = (url: string): string => new URL(url.replace(/[{}]/g, '')).origin;

/** Content Security Policy of every answer. Nothing inline; MapLibre needs workers and images from `blob:`. */
export function contentPolicy({ publicUrl, baseMap }: Pick<GatewayOptions, 'publicUrl' | 'baseMap'>): string {
  const own = new URL(publicUrl);
  // `'self'` does not cover WebSockets in every browser
  const socket = own.origin.replace(/^http/, 'ws');
  const tiles = baseMap ? ` ${originOf(baseMap.url)}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob:${tiles}`,
    `connect-src 'self' ${socket}${tiles}`,
    "worker-src 'self' blob:",
    "child-src 'self' blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Headers of every answer, and the requests that no route may see. */
export function secure(
  app: Gateway,
  options: Pick<GatewayOptions, 'publicUrl' | 'baseMap'>,
  rules: OriginRules,
): void {
  const headers: Record<string, string> = {
    'content-security-policy': contentPolicy(options),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'geolocation=(), camera=(), microphone=(), payment=()',
  };
  if (options.publicUrl.startsWith('https:'))
    headers['strict-transport-security'] = 'max-age=63072000; includeSubDomains';

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
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
