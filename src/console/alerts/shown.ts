import { computed } from '@preact/signals';
import { alertBook, nowMs } from '../live/state.ts';
import { alertTab, severityShown } from '../shell/ui.ts';
import { endedAlerts, openAlerts } from './order.ts';

/** Ten seconds are fine enough to let an ended alert leave the list, and sort it six times a minute instead of sixty. */
const coarseNowMs = computed(() => Math.floor(nowMs.value / 10_000) * 10_000);

/** The lines of the alert list as it stands: what the keys walk through and the list draws. */
export const shownAlerts = computed(() => {
  const book = alertBook.value;
  const list = alertTab.value === 'open' ? openAlerts(book, coarseNowMs.value) : endedAlerts(book);
  const severity = severityShown.value;
  return severity === null ? list : list.filter((alert) => alert.severity === severity);
});
