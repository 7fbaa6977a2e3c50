import type { Schedule } from '../lib/schedule.ts';
import type { ActionResult, AlertAction, AlertDesk } from '../model/ports.ts';
import { within } from './deadline.ts';

export interface AlertRequest {
  readonly id: string;
  readonly action: AlertAction;
  readonly by: string;
  readonly note: string | null;
}

/** The desk answers when the event is on disk, and goes on trying while the disk refuses: nobody waits that long. */
const patienceMs = 5000;

/** The desk's answer, or `not-recorded` when it failed or did not come in time. */
export async function perform(
  alerts: Pick<AlertDesk, 'act'>,
  { id, action, by, note }: AlertRequest,
  schedule: Schedule,
): Promise<ActionResult | 'not-recorded'> {
  try {
    return await within(alerts.act(id, action, by, note), patienceMs, schedule, () => new Error('too late'));
  } catch {
    return 'not-recorded';
  }
}
