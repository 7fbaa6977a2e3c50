import type { GatewayOptions } from './options.ts';

/** Patterns and not a parser: both are asked on every request. */
const loopbackName = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;
const hostHeader = /^(\[[\da-f:.]+\]|[^[\]:/?#@\\\s]+)(:\d{1,5})?$/i;

export const isLoopback = (name: string): boolean => loopbackName.test(name);

/** Host name of a `Host` header without its port, IPv6 in brackets; null when it is none. */
const hostName = (header: string): string | null => hostHeader.exec(header)?.[1]?.toLowerCase() ?? null;

export interface OriginRules {
  /** May this `Host` be answered? On a loopback address a foreign name is DNS rebinding. */
  host(host: string | undefined): boolean;
  /**
   * May a browser page of this origin act here? No `Origin` at all is no browser page. Beside the public URL, a server
   * on loopback answers its own pages under whichever loopback name they were opened.
   */
  origin(origin: string | undefined, host: string | undefined): boolean;
}

export function createOriginRules({
  host: bound,
  publicUrl,
  tls,
}: Pick<GatewayOptions, 'host' | 'publicUrl' | 'tls'>): OriginRules {
  const own = new URL(publicUrl);
  const local = isLoopback(bound);
  const scheme = tls ? 'https' : 'http';
  const localName = (host: string | undefined): boolean => {
    const name = host === undefined ? null : hostName(host);
    return name !== null && isLoopback(name);
  };
  return {
    host: (host) => !local || localName(host) || (host !== undefined && hostName(host) === own.hostname),
    origin: (origin, host) =>
      origin === undefined ||
      origin === own.origin ||
      (local && localName(host) && origin === `${scheme}://${host?.toLowerCase()}`),
  };
}
