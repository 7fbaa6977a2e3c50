import { isInside, type Passage, type Verdict } from './passage.ts';

/**
 * `zone.enter`: open while a vessel that the rule concerns is inside, however it came to be there: it sailed in, was
 * first heard inside, or became such a vessel inside. A crossing between two positions opens and ends at once.
 */
export function zoneEnter(open: boolean, passage: Passage, applies: boolean): Verdict {
  const inside = applies && isInside(passage);
  if (open) return inside ? 'none' : 'clear';
  if (applies && passage === 'crosses') return 'raise-clear';
  return inside ? 'raise' : 'none';
}
