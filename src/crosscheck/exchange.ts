import type { AisMessage } from '../model/messages.ts';

/** What goes to the thread of the second decoder, and what comes back. */

export interface Question {
  readonly id: number;
  /** A copy: the reader's buffer is long used again. */
  readonly sextets: Uint8Array;
  readonly bits: number;
  readonly channel: string;
  /** What our decoder made of it. */
  readonly message: AisMessage;
}

export interface Answer {
  readonly id: number;
  /** The message as one sentence, as the second decoder saw it. */
  readonly sentence: string;
  /** One text a field that differs; empty when both agree; null when the second decoder made nothing of it. */
  readonly differences: readonly string[] | null;
}
