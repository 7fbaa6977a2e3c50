import { plainAddress } from '../lib/address-list.ts';
import { isLoopback } from './origin.ts';

/** Who acts, as long as there are no accounts: `local`, or the address that the request came from. */
export function actor(address: string): string {
  const plain = plainAddress(address);
  return isLoopback(plain) ? 'local' : plain;
}
