import { isInside, type Passage, type Verdict } from './passage.ts';

/**
 * `zone.exit`: opens when a vessel that the rule concerns leaves, and ends when it comes in again or is no longer
 * such a vessel. A crossing comes in and leaves.
 */
export function zoneExit(open: boolean, passage: Passage, applies: boolean): Verdict {
  if (!applies) return open ? 'clear' : 'none';
  if (passage === 'crosses') return open ? 'clear-raise' : 'raise';
  if (open) return isInside(passage) ? 'clear' : 'none';
  return passage === 'leaves' ? 'raise' : 'none';
}
