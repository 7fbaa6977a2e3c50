import type { AisMessage } from '../model/messages.ts';
import { type Encoded, encode } from './encode.ts';

export interface SentenceOptions {
  /** Two characters; `AI` when not given. */
  readonly talker?: string;
  readonly channel: 'A' | 'B' | '';
  /** 0–9, ties the parts of one message together; only used when there are several. */
  readonly sequence?: number;
  /** VDO (own station) instead of VDM. */
  readonly own?: boolean;
}

/** Keeps every line within the 82 characters of IEC 61162-1. */
const CHARACTERS_A_PART = 60;

/** Sextet → payload character (ITU-R M.1371 / IEC 61162-1, table "six-bit code"). */
const armoured = (sextet: number): string => String.fromCharCode(sextet < 40 ? sextet + 48 : sextet + 56);

/** Two hexadecimal digits: XOR of all characters between `!` and `*`. */
export function checksumOf(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum ^= body.charCodeAt(i);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

/** The lines that carry an encoded payload, each with its checksum and without a line end. */
export function wrap({ sextets, bits }: Encoded, options: SentenceOptions): string[] {
  const { talker = 'AI', channel, sequence = 0, own = false } = options;
  const payload = Array.from(sextets, armoured).join('');
  const total = Math.max(1, Math.ceil(payload.length / CHARACTERS_A_PART));
  if (total > 9) throw new RangeError(`message of ${bits} bits needs more than 9 sentences`);
  return Array.from({ length: total }, (_, i) => {
    const part = payload.slice(i * CHARACTERS_A_PART, (i + 1) * CHARACTERS_A_PART);
    const fill = i === total - 1 ? sextets.length * 6 - bits : 0;
    const id = total > 1 ? sequence : '';
    const body = `${talker}VD${own ? 'O' : 'M'},${total},${i + 1},${id},${channel},${part},${fill}`;
    return `!${body}*${checksumOf(body)}`;
  });
}

/**
 * A message as NMEA 0183 lines: AIVDM or AIVDO, with checksum, without line end, at most 60 payload characters each.
 * Throws RangeError naming the field for a value that cannot be sent.
 */
export const toSentences = (message: AisMessage, options: SentenceOptions): string[] =>
  wrap(encode(message), options);
