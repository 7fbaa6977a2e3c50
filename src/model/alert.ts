export type AlertSeverity = 'info' | 'caution' | 'warning' | 'alarm';
export type AlertState = 'active' | 'acknowledged' | 'snoozed' | 'cleared' | 'closed';
/** In the order of the contract. */
export const alertKinds = [
  'zone.enter',
  'zone.exit',
  'zone.dwell',
  'zone.speed',
  'zone.stop',
  'zone.capacity',
  'zone.wrong-way',
  'separation',
  'cpa',
  'signal.lost',
  'distress',
  'grounding',
  'drifting',
  'anchor-drag',
  'status-mismatch',
  'identity.duplicate',
  'identity.jump',
  'identity.invalid',
  'gnss.interference',
  'receiver.silent',
  'receiver.clock',
] as const;
export type AlertKind = (typeof alertKinds)[number];
/** Every rule: each kind is one, and one raises under the kind of another, because the contract has none for it. */
export const ruleNames = [...alertKinds, 'berth.departure'] as const;
export type RuleName = (typeof ruleNames)[number];
export type AlertEventKind = 'raised' | 'acknowledged' | 'snoozed' | 'escalated' | 'cleared' | 'closed';

/**
 * What a rule says: a condition begins (`raise`) or ends (`clear`). `cause` is the same text for the same
 * condition, so that one cause has one open alert: e.g. `zone.enter:lock-royers:205278090`.
 */
export type Finding =
  | {
      readonly action: 'raise';
      readonly cause: string;
      readonly kind: AlertKind;
      readonly severity: AlertSeverity;
      readonly mmsi: number | null;
      /** MMSIs of the other vessels that are part of the condition. */
      readonly others?: readonly number[];
      readonly zoneId: string | null;
      readonly position: readonly [number, number] | null;
      readonly title: string;
      readonly text: string;
      readonly evidence: Readonly<Record<string, unknown>>;
      /** How far the vessel's data can be trusted; absent while nothing judges it. */
      readonly trust?: 'normal' | 'low';
    }
  | { readonly action: 'clear'; readonly cause: string };

/** Seconds without an acknowledgement after which an alert rises to level 1, 2, 3; rising. */
export type EscalationSteps = readonly number[];

/** A pause that somebody asked for: the alert comes back at `until` (ISO 8601 UTC) if its condition still holds. */
export interface Snooze {
  readonly until: string;
  readonly reason: string;
  readonly by: string;
}

/** An alert, as in the contract; times in ISO 8601 UTC. */
export interface Alert {
  readonly id: string;
  /** `seq` of its latest event. */
  readonly seq: number;
  readonly cause: string;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly state: AlertState;
  readonly mmsi: string | null;
  readonly others: readonly string[];
  readonly zoneId: string | null;
  readonly position: readonly [number, number] | null;
  readonly title: string;
  readonly text: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly raisedAt: string;
  readonly updatedAt: string;
  readonly clearedAt: string | null;
  readonly acknowledgedBy: string | null;
  /** Level that it reached without an acknowledgement, 0 to 3. */
  readonly escalation: number;
  /** Only while `state` is `snoozed`. Absent and not null: older logs have events without it. */
  readonly snooze?: Snooze;
  /** When it last came back from a snooze; absent: never. */
  readonly returnedAt?: string;
  /** How far the position behind it can be trusted; null while nothing judges it. */
  readonly trust: 'normal' | 'low' | null;
  /** Organisations that may know of it, as its zone said when it was raised; absent: all. For the server's own stores: no reader is shown it. */
  readonly audience?: readonly string[];
}

/** One step in an alert's life; the unit of the durable log and of the WebSocket stream. */
export interface AlertEvent {
  /** Rises by one without gaps. */
  readonly seq: number;
  readonly event: AlertEventKind;
  readonly at: string;
  readonly by: string | null;
  readonly note: string | null;
  /** The alert as it is after this event. */
  readonly alert: Alert;
}
