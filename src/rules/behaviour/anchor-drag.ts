import { type Held, hold } from './hold.ts';
import type { Report } from './report.ts';
import type { AnchorDragSettings } from './settings.ts';

const atAnchor = 1;

/** `anchor-drag`: over 1 kn for 5 minutes while she says that she is at anchor. */
export function anchorDrag(state: Held, report: Report, s: AnchorDragSettings): Held {
  const { navStatus, sogKn, atMs } = report;
  const holds =
    navStatus !== atAnchor
      ? false
      : sogKn === null
        ? null
        : sogKn > s.overKn && (state.open || !report.doubted);
  return hold(state, holds, atMs, report.afterSilence, s.holdMs, s.endMs);
}
