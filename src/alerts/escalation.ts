import type { Alert, AlertSeverity, EscalationSteps } from '../model/alert.ts';

/** Seconds without an acknowledgement after which an alert rises to level 1, 2, 3, by severity; none: it never does. */
export type Escalation = Readonly<Record<AlertSeverity, EscalationSteps>> & {
  /** Who is called when those on watch do not answer. */
  readonly nextRole: string;
};

/** Level 1 calls the same people again, 2 the next role, 3 a channel outside the house. */
export const standardEscalation: Escalation = {
  nextRole: 'harbourmaster',
  info: [],
  caution: [],
  warning: [30, 120, 300],
  alarm: [30, 120, 300],
};

/** Since when nobody has answered: it was raised, or came back from a snooze. */
const callingSinceMs = (alert: Alert): number => Date.parse(alert.returnedAt ?? alert.raisedAt);

/**
 * The level that the alert should have reached; never below the one that it has. Only an active alert rises: what was
 * acknowledged, snoozed or closed somebody has seen, and where the condition ended there is nothing left to hurry for
 * (it stays in the hand-over until it is acknowledged).
 */
export function levelDue(alert: Alert, nowMs: number, escalation: Escalation): number {
  if (alert.state !== 'active') return alert.escalation;
  const waitedS = (nowMs - callingSinceMs(alert)) / 1000;
  const reached = escalation[alert.severity].filter((afterS) => waitedS >= afterS).length;
  return Math.max(alert.escalation, reached);
}

/** When time alone next changes the alert, in ms since 1970; null: never, as it is. */
export function nextChangeMs(alert: Alert, escalation: Escalation): number | null {
  if (alert.snooze) return Date.parse(alert.snooze.until);
  if (alert.state !== 'active') return null;
  const afterS = escalation[alert.severity][alert.escalation];
  return afterS === undefined ? null : callingSinceMs(alert) + afterS * 1000;
}

/** Whom a level calls, in the words of the log. */
export function callOf(level: number, { nextRole }: Escalation): string {
  if (level <= 1) return 'calls the watch again';
  return level === 2 ? `calls the ${nextRole}` : 'calls outside the watch room';
}
