import type { Alert, AlertEventKind, AlertState, Finding } from '../model/alert.ts';
import { mmsiText } from '../model/vessel.ts';

/** The life of one alert, as pure steps: each takes the alert and gives its next form. */

type Raise = Extract<Finding, { action: 'raise' }>;

/** A new alert. `seq` is that of its first event. */
export function raised(finding: Raise, id: string, seq: number, at: string): Alert {
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
  };
}

/** The condition ended. A closed alert stays closed. */
export const cleared = (alert: Alert, seq: number, at: string): Alert => ({
  ...alert,
  seq,
  state: alert.state === 'closed' ? 'closed' : 'cleared',
  updatedAt: at,
  clearedAt: at,
});

/** A controller has seen it. */
export const acknowledged = (alert: Alert, seq: number, at: string, by: string): Alert => ({
  ...alert,
  seq,
  state: alert.state === 'active' || alert.state === 'snoozed' ? 'acknowledged' : alert.state,
  updatedAt: at,
  acknowledgedBy: by,
});

/** A controller is done with it. The condition may go on: it stays the same cause and raises no second alert. */
export const closed = (alert: Alert, seq: number, at: string): Alert => ({
  ...alert,
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
  return done.includes(alert.state) || alert.acknowledgedBy !== null ? null : 'acknowledged';
}
