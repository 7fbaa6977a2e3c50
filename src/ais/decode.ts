import type { AisMessage } from '../model/messages.ts';
import type { DecodeRefusal, Payload } from '../model/reception.ts';
import { decoders } from './compile.ts';

/**
 * One assembled payload as a message in physical units, or the cause why it is none: `unknown-type` (0 and above 28),
 * `unknown-part` (message 24 with a reserved part number), `bad-length` (too short for what its type must hold).
 * Never throws.
 */
export function decode(payload: Pick<Payload, 'sextets' | 'bits'>): AisMessage | DecodeRefusal {
  const { sextets, bits } = payload;
  if (bits < 6) return 'bad-length';
  const decoder = decoders[sextets[0] ?? 0] ?? null;
  return decoder === null ? 'unknown-type' : decoder(sextets, bits);
}
