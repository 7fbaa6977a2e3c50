import { instant } from '../lib/instant.ts';
import type { Schedule } from '../lib/schedule.ts';
import type { ActionResult, AlertAction, AlertDesk } from '../model/ports.ts';
import { within } from './deadline.ts';

/** What is to be done with an alert. */
export type Asked = { readonly id: string } & (
  | { readonly action: AlertAction; readonly note: string | null }
  | { readonly action: 'snooze'; readonly until: string; readonly reason: string }
);
export type AlertRequest = Asked & { readonly by: string };

/** The desk answers when the event is on disk, and goes on trying while the disk refuses: nobody waits that long. */
const patienceMs = 5000;

/** The desk's answer, or `not-recorded` when it failed or did not come in time. */
export async function perform(
  alerts: Pick<AlertDesk, 'act' | 'snooze'>,
  request: AlertRequest,
  schedule: Schedule,
): Promise<ActionResult | 'not-recorded'> {
  try {
    return await within(start(alerts, request), patienceMs, schedule, () => new Error('too late'));
  } catch {
    return 'not-recorded';
  }
}

function start(alerts: Pick<AlertDesk, 'act' | 'snooze'>, request: AlertRequest): Promise<ActionResult> {
  const { id, by } = request;
  if (request.action !== 'snooze') return alerts.act(id, request.action, by, request.note);
  // one way to write an instant, so that the same snooze is known as the same
  return alerts.snooze(id, instant(Date.parse(request.until)), by, request.reason);
}
