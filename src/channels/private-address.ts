import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { createAddressList } from '../lib/address-list.ts';

/**
 * Addresses that are not on the open internet (IANA special-purpose registries, RFC 6890): this machine, private and
 * link-local networks, shared address space, documentation, benchmarks, multicast, and translated IPv4. An IPv4 address that is mapped
 * into IPv6 is judged as the IPv4 address.
 */
const isSpecial = createAddressList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/127',
  '64:ff9b::/96',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]);

const refusal = (host: string, address: string): Error =>
  new Error(
    `${host} is ${address}, which is no public address; set HW_WEBHOOK_PRIVATE=yes if that is intended`,
  );

/** @throws Error when the host of a URL is written as an address that is not public */
export function refusePrivateHost(hostname: string): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0 && isSpecial(address)) throw refusal(hostname, address);
}

/**
 * Resolves a name for a connection, and refuses one that leads to an address that is not public. It is asked for every
 * connection, so a name that leads elsewhere the second time is refused too.
 */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      done(error, []);
      return;
    }
    const bad = addresses.find(({ address }) => isSpecial(address));
    const [first] = addresses;
    if (bad !== undefined || first === undefined) done(refusal(hostname, bad?.address ?? 'unknown'), []);
    else if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};
