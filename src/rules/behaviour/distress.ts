import type { AisMessage } from '../../model/messages.ts';

/** What a SART, MOB or EPIRB said last: nothing that counts, that it is tried out, or that it is in earnest. */
export type DistressState = 'silent' | 'test' | 'active';

/** Navigational status of a transmitter under test (M.1371-5, annex 8, table 45). In earnest it is 14. */
const underTest = 15;

/**
 * `distress`: a transmitter in earnest sends navigational status 14 and the text `… ACTIVE`; under test status 15 and
 * `… TEST`. What is neither counts as earnest: a drowning man is not to be missed for a wrong bit. In earnest it
 * stays until it leaves the picture: silence is no rescue, and a later test does not undo it.
 */
export function distress(state: DistressState, message: AisMessage): DistressState {
  if (state === 'active') return state;
  if (message.type === 1 || message.type === 2 || message.type === 3)
    return message.navStatus === underTest ? 'test' : 'active';
  if (message.type === 14 && message.text !== null) return /\bTEST\b/i.test(message.text) ? 'test' : 'active';
  return state;
}
