import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/**
 * Readers of one setting's text. Each returns the value, or `undefined` when the text is not acceptable;
 * what is acceptable is said once, in the table of `settings-table.ts`. One that can say more than that throws an
 * Error whose message names the variable.
 */
export type Read<T> = (text: string) => T | undefined;

/** Where to listen or connect. Port 0: the system chooses. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Raster tiles of an online base map. */
export interface BaseMap {
  readonly url: string;
  readonly attribution: string;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** True when only this machine can reach a listener on `host`. A name other than `localhost` is not resolved. */
export function isLoopback(host: string): boolean {
  if (host.toLowerCase() === 'localhost') return true;
  return isIP(host) !== 0 && loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
}

export const text: Read<string> = (t) => t;

export const wholeNumber =
  (min: number, max: number): Read<number> =>
  (t) => {
    const n = Number(t);
    return /^\d{1,9}$/.test(t) && n >= min && n <= max ? n : undefined;
  };

/** A decimal number from 0 to 1. */
export const share: Read<number> = (t) =>
  /^\d{1,9}(\.\d{1,9})?$/.test(t) && Number(t) <= 1 ? Number(t) : undefined;

export const oneOf =
  <const T extends string>(...words: readonly T[]): Read<T> =>
  (t) =>
    words.find((w) => w === t);

export const yesOrNo: Read<boolean> = (t) => (t === 'yes' ? true : t === 'no' ? false : undefined);

const hostName = /^(?!-)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*$/;
/** Digits and dots alone are an address or a mistake, never a name. */
const wantsAddress = /^[\d.]+$/;

export const host: Read<string> = (t) => {
  if (isIP(t) !== 0) return t;
  return hostName.test(t) && !wantsAddress.test(t) ? t : undefined;
};

const port = wholeNumber(0, 65_535);

/** `host:port`, `[v6]:port`, or `off`, which gives null. */
export const endpointOrOff: Read<Endpoint | null> = (t) => {
  if (t === 'off') return null;
  const m = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d+)$/.exec(t);
  if (!m) return undefined;
  const [, v6, other, digits = ''] = m;
  const name = v6 === undefined ? host(other ?? '') : isIPv6(v6) ? v6 : undefined;
  const number = port(digits);
  return name === undefined || number === undefined ? undefined : { host: name, port: number };
};

/** What stands between the commas. */
export const items = (t: string): string[] =>
  t
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

function cidr(item: string): string | undefined {
  const [address = '', bits, ...rest] = item.split('/');
  const max = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : -1;
  const prefix = bits === undefined ? max : wholeNumber(0, 128)(bits);
  return max < 0 || rest.length > 0 || prefix === undefined || prefix > max
    ? undefined
    : `${address}/${prefix}`;
}

/** Comma list of networks; a bare address becomes a network of one. Never empty: use `off` to close a listener. */
export const networks: Read<readonly string[]> = (t) => {
  const found = items(t).map(cidr);
  const good = found.filter((n) => n !== undefined);
  return good.length === found.length && good.length > 0 ? good : undefined;
};

/** Comma list of single IP addresses. */
export const addresses: Read<readonly string[]> = (t) => {
  const found = items(t);
  return found.every((item) => isIP(item) !== 0) ? found : undefined;
};

/** `name@host`; what is odder than that is seldom meant. */
export const mailAddress: Read<string> = (t) => (/^[^\s@,<>"]+@[^\s@,<>"]+$/.test(t) ? t : undefined);

export const mailAddresses: Read<readonly string[]> = (t) => {
  const found = items(t);
  return found.every((item) => mailAddress(item) !== undefined) ? found : undefined;
};

const parsed = (t: string): URL | undefined => (URL.canParse(t) ? new URL(t) : undefined);

/** A URL of one of these schemes with a host. */
export const url =
  (...schemes: readonly string[]): Read<string> =>
  (t) => {
    const u = parsed(t);
    return u && schemes.includes(u.protocol) && u.hostname !== '' ? t : undefined;
  };

/** `http(s)://host[:port]` with nothing behind it, as a browser writes it in `Origin`. */
export const origin: Read<string> = (t) => {
  const u = parsed(t);
  if (!u || (u.protocol !== 'http:' && u.protocol !== 'https:')) return undefined;
  return u.href === `${u.origin}/` ? u.origin : undefined;
};

/** `https://…/{z}/{x}/{y}….png|attribution`. */
export const baseMap: Read<BaseMap> = (t) => {
  const cut = t.indexOf('|');
  const address = t.slice(0, cut).trim();
  const attribution = t.slice(cut + 1).trim();
  if (cut < 0 || attribution === '' || parsed(address)?.protocol !== 'https:') return undefined;
  return ['{z}', '{x}', '{y}'].every((part) => address.includes(part))
    ? { url: address, attribution }
    : undefined;
};
