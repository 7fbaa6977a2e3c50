import { createAddressList } from '../lib/address-list.ts';
import type { GatewayOptions } from './options.ts';

const loopbackAddress = createAddressList(['127.0.0.0/8', '::1']);
export const isLoopback = (name: string): boolean => {
  const bare = name.startsWith('[') ? name.slice(1, -1) : name;
  return bare === 'localhost' || loopbackAddress(bare);
};

/** Host name of a `Host` header without its port, IPv6 in brackets; null when it is none. */
function hostName(header: string): string | null {
  const text = `http://${header}`;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.pathname === '/' && url.username === '' && url.search === '' ? url.hostname : null;
}

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
}: Pick<GatewayOptions, 'host' | 'publicUrl'>): OriginRules {
  const own = new URL(publicUrl);
  const local = isLoopback(bound);
  const localName = (host: string | undefined): boolean => {
    const name = host === undefined ? null : hostName(host);
    return name !== null && isLoopback(name);
  };
  return {
    host: (host) => !local || localName(host) || (host !== undefined && hostName(host) === own.hostname),
    origin: (origin, host) =>
      origin === undefined ||
      origin === own.origin ||
      (local && localName(host) && origin === new URL(`http://${host}`).origin),
  };
}
