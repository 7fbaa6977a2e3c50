import { begun, calm, type Held } from './hold.ts';
import type { Report } from './report.ts';
import type { BehaviourSettings } from './settings.ts';

/**
 * `grounding`: from over 7 kn to under 1 kn within 30 s, and under 1 kn for 60 s; also a collision. Ends when she makes
 * way again. Vessels under 50 m stop so fast rightly; one of unknown length counts as long.
 */
export function grounding(state: Held, report: Report, s: BehaviourSettings['grounding']): Held {
  const { sogKn, atMs, fastAtMs, lengthM } = report;
  if (sogKn === null) return state;
  if (sogKn >= s.toKn) return calm;
  if (state.open) return state;
  if (report.afterSilence || report.doubted || (lengthM !== null && lengthM < s.minLengthM)) return calm;
  if (state.sinceMs === null) return atMs - fastAtMs <= s.withinMs ? { open: false, sinceMs: atMs } : state;
  return atMs - state.sinceMs >= s.holdMs ? begun : state;
}
