import { checksumOf, toSentences } from '../../ais/sentences.ts';
import type { AlertKind, AlertSeverity, RuleName } from '../../model/alert.ts';
import type { AisMessage } from '../../model/messages.ts';

/** Start of every scenario: a Monday, 06:00:00 UTC. */
export const startMs = Date.UTC(2026, 2, 2, 6);

/** One message on the air. */
export interface Sent {
  /** Seconds since the start at which it was received. */
  readonly atS: number;
  readonly message: AisMessage;
  /** Receiver that heard it. */
  readonly receiver: string;
}

/** One event that the alert log must hold. */
export interface Expected {
  readonly event: 'raised' | 'cleared';
  readonly kind: AlertKind;
  /** Nine digits; null when no vessel is meant. */
  readonly mmsi: string | null;
  readonly zoneId: string | null;
  readonly severity: AlertSeverity;
  /** Seconds since the start. */
  readonly atS: number;
}

/** Traffic that was made up to try one rule, and all that the alert log must hold of it. */
export interface Scenario {
  readonly kind: AlertKind;
  /** When it is not that of the kind. */
  readonly rule?: RuleName;
  /** `fires`, `stays-silent`, `edge`, or a further case. */
  readonly name: string;
  readonly title: string;
  /** Why this, and nothing else, is expected. */
  readonly why: string;
  /** Features of a port file; none: a port without zones. */
  readonly zones: readonly object[];
  readonly traffic: readonly Sent[];
  /** Seconds since the start until which time goes on; absent: until the last message. */
  readonly untilS?: number;
  readonly expect: readonly Expected[];
}

export interface ScenarioFile {
  /** Below the folder of scenarios. */
  readonly path: string;
  readonly text: string;
}

/** A second either way: what silence decides is decided once a second. */
const toleranceS = 1;

/**
 * The traffic as a log: in front of each line the time of receipt in milliseconds since 1970, in its TAG block the receiver.
 * Messages of one second keep their order.
 */
export function linesOf(traffic: readonly Sent[]): string[] {
  let sequence = 0;
  return [...traffic]
    .sort((a, b) => a.atS - b.atS)
    .flatMap(({ atS, message, receiver }) => {
      const sentences = toSentences(message, { channel: 'A', sequence });
      if (sentences.length > 1) sequence = (sequence + 1) % 10;
      const tag = `s:${receiver}`;
      const head = `${startMs + Math.round(atS * 1000)} \\${tag}*${checksumOf(tag)}\\`;
      return sentences.map((sentence) => head + sentence);
    });
}

/** The rule that a scenario tries. */
export const ruleOf = ({ kind, rule }: Pick<Scenario, 'kind' | 'rule'>): RuleName => rule ?? kind;

/** The two files of a scenario: `<rule>/<name>.nmea` with the traffic, and `.json` with the rest. */
export function filesOf(scenario: Scenario): ScenarioFile[] {
  const { name, title, why, zones, traffic, expect } = scenario;
  const rule = ruleOf(scenario);
  const lastS = Math.max(...traffic.map(({ atS }) => atS));
  const told = {
    title,
    why,
    start: new Date(startMs).toISOString(),
    untilS: scenario.untilS ?? lastS,
    toleranceS,
    zones,
    expect,
  };
  return [
    { path: `${rule}/${name}.nmea`, text: `${linesOf(traffic).join('\r\n')}\r\n` },
    { path: `${rule}/${name}.json`, text: `${JSON.stringify(told, null, 1)}\n` },
  ];
}
