import { calm, type Hold, held, type Moment } from './hold.ts';

/**
 * `zone.dwell`: opens when a concerned vessel has been inside for `limitS` by the time of its positions, ends when it
 * left or is no longer concerned. Vessels at rest report every 3 minutes, so positions suffice and no clock is needed.
 */
export function zoneDwell(state: Hold, watched: boolean, moment: Moment, limitS: number): Hold {
  if (!watched) return calm;
  return state.open ? state : held(state, true, moment, limitS);
}
