import { calm, type Held, hold } from './hold.ts';
import type { Report } from './report.ts';
import type { BehaviourSettings } from './settings.ts';

const underWay = 0;
const atAnchor = 1;
const moored = 5;

/** The two ways to be wrong: says that she lies and sails, says that she sails and lies. */
export interface MismatchState {
  readonly sails: Held;
  readonly lies: Held;
}

export const matching: MismatchState = { sails: calm, lies: calm };

/**
 * `status-mismatch`: at anchor or moored by status with over 3 kn for a minute, or under way by status without any
 * speed for half an hour. Hazardous vessels only: the others forget it daily.
 */
export function statusMismatch(
  state: MismatchState,
  report: Report,
  s: BehaviourSettings['status-mismatch'],
): MismatchState {
  const { navStatus, sogKn, atMs, hazardous, doubted, afterSilence } = report;
  if (sogKn === null && hazardous) return state;
  const speed = sogKn ?? 0;
  const rests = navStatus === atAnchor || navStatus === moored;
  const sails = hold(
    state.sails,
    hazardous && rests && speed > s.overKn && (state.sails.open || !doubted),
    atMs,
    afterSilence,
    s.holdMs,
    s.endMs,
  );
  const still = hazardous && navStatus === underWay && speed === 0 && (state.lies.open || !doubted);
  const lies = hold(state.lies, still, atMs, afterSilence, s.stillMs, s.endMs);
  return sails === state.sails && lies === state.lies ? state : { sails, lies };
}
