import { BlockList, isIP } from 'node:net';

/** An IPv4 address that arrived on an IPv6 socket (RFC 4291 §2.5.5.2) in its plain form; others as they are. */
export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

/**
 * A test for membership in a list of networks.
 * @param networks CIDR blocks or single addresses, IPv4 or IPv6
 * @throws Error that names the entry that is neither
 */
export function createAddressList(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of networks) {
    const [network = '', prefix, ...rest] = entry.split('/');
    const family = isIP(network);
    const bits = family === 6 ? 128 : 32;
    const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
    if (family === 0 || rest.length > 0 || !(length <= bits)) {
      throw new Error(`'${entry}' is not a network such as 10.0.0.0/8 or an address`);
    }
    list.addSubnet(network, length, family === 6 ? 'ipv6' : 'ipv4');
  }
  return (address) => {
    const plain = plainAddress(address);
    const family = isIP(plain);
    return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  };
}
