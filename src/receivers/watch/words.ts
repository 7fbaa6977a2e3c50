import type { Finding } from '../../model/alert.ts';
import type { ReceiverTally } from '../../model/reception.ts';
import { type ClockFault, faultOf, type Offset } from './clock.ts';

export type ReceiverRule = 'receiver.silent' | 'receiver.clock';

/** Text that is the same for the same condition: `receiver.silent:kallo`. */
export const causeOf = (rule: ReceiverRule, receiver: string): string => `${rule}:${receiver}`;

/** Rule and receiver of a cause; null for causes of other rules. */
export function partsOf(cause: string): { readonly rule: ReceiverRule; readonly receiver: string } | null {
  for (const rule of ['receiver.silent', 'receiver.clock'] as const)
    if (cause.startsWith(`${rule}:`)) return { rule, receiver: cause.slice(rule.length + 1) };
  return null;
}

export const ended = (rule: ReceiverRule, receiver: string): Finding => ({
  action: 'clear',
  cause: causeOf(rule, receiver),
});

/** What is known of a receiver that fell silent. */
export interface Silence {
  readonly sinceMs: number;
  /** False when it was not heard since the server started. */
  readonly heardHere: boolean;
  readonly normalPerMinute: number;
  readonly expectedWithinS: number | null;
  /** Other receivers that are watched, and how many of them are silent too. */
  readonly others: number;
  readonly othersSilent: number;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** `10:15:30 UTC`, with the day where it is another one than that of `nowMs`. */
function clockTime(ms: number, nowMs: number): string {
  const text = `${iso(ms).slice(0, 19).replace('T', ' ')} UTC`;
  return text.slice(0, 10) === iso(nowMs).slice(0, 10) ? text.slice(11) : text;
}

/** Whole units, the two greatest: `95 s`, `12 min`, `3 h 20 min`, `2 d 5 h`. */
function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 > 0 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 > 0 ? `${days} d ${hours % 24} h` : `${days} d`;
}

const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);

/** How often it is normally heard, in the unit that gives a number one can picture. */
function often(perMinute: number): string {
  if (perMinute >= 1) return `${times(Math.round(perMinute))} a minute`;
  if (perMinute * 60 >= 1) return `${times(Math.round(perMinute * 60))} an hour`;
  return `${times(Math.max(1, Math.round(perMinute * 1440)))} a day`;
}

function nextStep(tally: ReceiverTally, { others, othersSilent }: Silence): string {
  if (others > 0 && othersSilent === others)
    return 'All other receivers are silent too: look at the network of this server first.';
  if (tally.connections > 0 && tally.kind !== 'udp-listener')
    return 'Its connection is open: look at its antenna, its cable and its decoder.';
  if (tally.kind === 'tcp-client')
    return 'It cannot be reached: look at its power, its network and its address in HW_SOURCES.';
  return 'Nothing reaches this server: look at its power and its network, and at where it sends.';
}

/** The finding that a receiver's rhythm is broken, in words for the watch room. */
export function silent(tally: ReceiverTally, silence: Silence, nowMs: number): Finding {
  const { sinceMs, heardHere, normalPerMinute, expectedWithinS } = silence;
  const silentS = Math.round((nowMs - sinceMs) / 1000);
  const since = heardHere
    ? `since ${clockTime(sinceMs, nowMs)} (${duration(silentS)})`
    : `since this server started ${duration(silentS)} ago`;
  const within = expectedWithinS === null ? '' : `, and speaks again within ${duration(expectedWithinS)}`;
  return {
    action: 'raise',
    cause: causeOf('receiver.silent', tally.name),
    kind: 'receiver.silent',
    severity: 'warning',
    mmsi: null,
    zoneId: null,
    position: null,
    title: `Receiver ${tally.name} is silent`,
    text: `Receiver ${tally.name} has not been heard ${since}. At this hour it is normally heard ${often(normalPerMinute)}${within}. ${nextStep(tally, silence)} Until it speaks, vessels that only this receiver hears grow old in the picture.`,
    evidence: {
      receiver: tally.name,
      kind: tally.kind,
      connections: tally.connections,
      lastHeardAt: tally.lastHeardMs === null ? null : iso(tally.lastHeardMs),
      silentS,
      normalPerMinute,
      expectedWithinS,
      heardSinceStart: heardHere,
      othersSilent: silence.othersSilent,
    },
  };
}

const faultTexts: Record<ClockFault, string> = {
  'week-rollover':
    'The difference is 1024 weeks, a rollover of the GPS week number: it needs newer firmware, or a restart with a view of the sky.',
  'no-satellite-time': 'It has no time from its satellites: look at its GNSS antenna.',
  'time-zone': 'The difference is whole or half hours: it is set to local time and must be set to UTC.',
  off: 'Set its clock by NTP or GNSS, and see whether its data are held up on the way.',
};

/** The finding that a receiver's clock is wrong. @param alike other receivers that are off by the same */
export function clockWrong(tally: ReceiverTally, offset: Offset, alike: number, nowMs: number): Finding {
  const { offsetMs, saidMs, by, station } = offset;
  const fault = faultOf(offset);
  const direction = offsetMs > 0 ? 'ahead of' : 'behind';
  const whose = by === 'tag' ? 'its own time stamps' : `base station ${station}, which it hears`;
  const advice =
    alike > 0
      ? `${alike} more ${alike === 1 ? 'receiver is' : 'receivers are'} off by the same: look at the clock of this server first.`
      : faultTexts[fault];
  return {
    action: 'raise',
    cause: causeOf('receiver.clock', tally.name),
    kind: 'receiver.clock',
    severity: 'warning',
    mmsi: null,
    zoneId: null,
    position: null,
    title: `Clock of receiver ${tally.name} is wrong`,
    text: `The time of receiver ${tally.name} is ${duration(Math.abs(offsetMs) / 1000)} ${direction} that of this server, by ${whose}: it says ${iso(saidMs).slice(0, 19).replace('T', ' ')} UTC. ${advice} The picture goes by the time of this server meanwhile.`,
    evidence: {
      receiver: tally.name,
      kind: tally.kind,
      offsetS: Math.round(offsetMs / 100) / 10,
      saidAt: iso(saidMs),
      receivedAt: iso(nowMs),
      by,
      station: station === null ? null : String(station).padStart(9, '0'),
      fault,
      othersAlike: alike,
    },
  };
}
