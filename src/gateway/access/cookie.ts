import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookie that carries a session's secret, and nothing else. It ends with the browser; the session may end before. */
export interface SessionCookie {
  /** Null: none came. */
  read(request: FastifyRequest): string | null;
  set(reply: FastifyReply, secret: string): void;
  clear(reply: FastifyReply): void;
}

/** `__Host-` demands TLS (RFC 6265bis §4.1.3.2): without it the cookie has a plain name. */
export function createSessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-havenwacht' : 'havenwacht';
  const flags: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'strict', secure };
  return {
    read: (request) => request.cookies[name] ?? null,
    set: (reply, secret) => void reply.setCookie(name, secret, flags),
    clear: (reply) => void reply.clearCookie(name, flags),
  };
}
