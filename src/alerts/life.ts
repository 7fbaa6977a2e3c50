import type { Alert, AlertEventKind, AlertState, Finding, Snooze } from '../model/alert.ts';
import { mmsiText } from '../model/vessel.ts';

/** The life of one alert, as pure steps: each takes the alert and gives its next form. */

type Raise = Extract<Finding, { action: 'raise' }>;

/** A new alert. `seq` is that of its first event; `audience`: those who may know of it; absent: all. */
export function raised(
  finding: Raise,
  id: string,
  seq: number,
  at: string,
  audience?: readonly string[],
): Alert {
  return {
    id,
    seq,
    cause: finding.cause,
    kind: finding.kind,
    severity: finding.severity,
    state: 'active',
    mmsi: finding.mmsi === null ? null : mmsiText(finding.mmsi),
    others: finding.others?.map(mmsiText) ?? [],
    zoneId: finding.zoneId,
    position: finding.position,
    title: finding.title,
    text: finding.text,
    evidence: finding.evidence,
    raisedAt: at,
    updatedAt: at,
    clearedAt: null,
    acknowledgedBy: null,
    escalation: 0,
    trust: finding.trust ?? null,
    ...(audience && { audience }),
  };
}

/** The alert without its snooze: whatever happens to it ends the pause. */
function awake(alert: Alert): Alert {
  const { snooze, ...rest } = alert;
  return snooze === undefined ? alert : rest;
}

/** The condition ended. A closed alert stays closed, and a snoozed one does not come back. */
export const cleared = (alert: Alert, seq: number, at: string): Alert => ({
  ...awake(alert),
  seq,
  state: alert.state === 'closed' ? 'closed' : 'cleared',
  updatedAt: at,
  clearedAt: at,
});

/** A controller has seen it; the first one stays. */
export const acknowledged = (alert: Alert, seq: number, at: string, by: string): Alert => ({
  ...awake(alert),
  seq,
  state: alert.state === 'active' || alert.state === 'snoozed' ? 'acknowledged' : alert.state,
  updatedAt: at,
  acknowledgedBy: alert.acknowledgedBy ?? by,
});

/** A controller wants to hear of it later. */
export const snoozed = (alert: Alert, seq: number, at: string, snooze: Snooze): Alert => ({
  ...alert,
  seq,
  state: 'snoozed',
  updatedAt: at,
  snooze,
});

/** The snooze ran out while the condition holds: it calls as on its first day, and wants a new acknowledgement. */
export const returned = (alert: Alert, seq: number, at: string): Alert => ({
  ...awake(alert),
  seq,
  state: 'active',
  updatedAt: at,
  acknowledgedBy: null,
  escalation: 0,
  returnedAt: at,
});

/** Nobody answered in time. */
export const escalated = (alert: Alert, seq: number, at: string, level: number): Alert => ({
  ...alert,
  seq,
  updatedAt: at,
  escalation: level,
});

/** A controller is done with it. The condition may go on: it stays the same cause and raises no second alert. */
export const closed = (alert: Alert, seq: number, at: string): Alert => ({
  ...awake(alert),
  seq,
  state: 'closed',
  updatedAt: at,
});

/** The condition behind the alert still holds, whatever people did with it. */
export const stands = (alert: Alert): boolean => alert.clearedAt === null;

/** Nobody needs to look at it any more. */
export const isOver = (alert: Alert): boolean =>
  !stands(alert) && (alert.state === 'closed' || alert.acknowledgedBy !== null);

/** What an action would do to the alert as it is, or null when it was done before. */
export function eventOf(action: 'acknowledge' | 'close', alert: Alert): AlertEventKind | null {
  const done: AlertState[] = ['closed'];
  if (action === 'close') return done.includes(alert.state) ? null : 'closed';
  // one that was acknowledged and then snoozed is woken by acknowledging it again
  if (alert.state === 'snoozed') return 'acknowledged';
  return done.includes(alert.state) || alert.acknowledgedBy !== null ? null : 'acknowledged';
}

/** Nothing is left to be silenced. */
export const isPastSnoozing = (alert: Alert): boolean =>
  alert.state === 'cleared' || alert.state === 'closed';

/** This very snooze is in force, whoever asked for it. */
export const isSnoozed = (alert: Alert, until: string, reason: string): boolean =>
  alert.snooze?.until === until && alert.snooze.reason === reason;
