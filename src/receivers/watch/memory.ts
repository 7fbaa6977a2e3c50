import { type ReceiverKind, receiverKinds } from '../../model/reception.ts';
import { reachKm, restoredCoverage } from './coverage.ts';
import { newRhythm } from './rhythm.ts';
import type { Watched } from './watched.ts';

/** What is kept of a receiver from one run to the next. */
export interface ReceiverMemory {
  readonly name: string;
  readonly kind: ReceiverKind;
  readonly lastHeardMs: number | null;
  readonly arrivals: number;
  readonly heardForS: number;
  readonly silentS: number;
  /** Sums of the running rate. */
  readonly count: number;
  readonly seconds: number;
  readonly longest: number;
  readonly stretches: number;
  /** Messages a second by UTC hour, and the days behind each. */
  readonly perS: readonly number[];
  readonly days: readonly number[];
  /** Middle and reach by sector of 10°; null while unknown. */
  readonly coverage: {
    readonly centre: readonly [number, number];
    readonly reachKm: readonly number[];
  } | null;
}

export function memoryOf({ tally, rhythm, coverage }: Watched): ReceiverMemory {
  const km = reachKm(coverage);
  return {
    name: tally.name,
    kind: tally.kind,
    lastHeardMs: tally.lastHeardMs,
    arrivals: rhythm.arrivals,
    heardForS: rhythm.heardForS,
    silentS: rhythm.silentS,
    count: rhythm.count,
    seconds: rhythm.seconds,
    longest: rhythm.longest,
    stretches: rhythm.stretches,
    perS: [...rhythm.profile.perS],
    days: [...rhythm.profile.days],
    coverage: coverage.centre === null || km === null ? null : { centre: coverage.centre, reachKm: km },
  };
}

/** What a receiver begins with when it was known before. */
export function remembered(memory: ReceiverMemory): Partial<Pick<Watched, 'rhythm' | 'coverage'>> {
  const { arrivals, heardForS, silentS, count, seconds, longest, stretches, perS, days, coverage } = memory;
  const rhythm = newRhythm();
  Object.assign(rhythm, { arrivals, heardForS, silentS, count, seconds, longest, stretches });
  rhythm.profile.perS.splice(0, perS.length, ...perS);
  rhythm.profile.days.splice(0, days.length, ...days);
  return coverage === null
    ? { rhythm }
    : { rhythm, coverage: restoredCoverage(coverage.centre, coverage.reachKm) };
}

const kinds: ReadonlySet<unknown> = new Set(receiverKinds);
const isKind = (value: unknown): value is ReceiverKind => kinds.has(value);
const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
const areAmounts = (value: unknown, length: number): value is number[] =>
  Array.isArray(value) && value.length === length && value.every(isAmount);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const amounts = ['arrivals', 'heardForS', 'silentS', 'count', 'seconds', 'longest', 'stretches'] as const;

function coverageFrom(value: unknown): ReceiverMemory['coverage'] {
  if (!isRecord(value) || !areAmounts(value['reachKm'], 36) || !Array.isArray(value['centre'])) return null;
  const [lon, lat]: unknown[] = value['centre'];
  if (typeof lon !== 'number' || typeof lat !== 'number' || Math.abs(lon) > 180 || Math.abs(lat) > 90)
    return null;
  return { centre: [lon, lat], reachKm: value['reachKm'] };
}

/** One entry of the file; null when it is damaged. */
export function memoryFrom(value: unknown): ReceiverMemory | null {
  if (!isRecord(value)) return null;
  const { name, kind, lastHeardMs, perS, days } = value;
  if (typeof name !== 'string' || name === '' || !isKind(kind)) return null;
  if (!areAmounts(perS, 24) || !areAmounts(days, 24)) return null;
  const read: Partial<Record<(typeof amounts)[number], number>> = {};
  for (const key of amounts) {
    const amount = value[key];
    if (!isAmount(amount)) return null;
    read[key] = amount;
  }
  const {
    arrivals = 0,
    heardForS = 0,
    silentS = 0,
    count = 0,
    seconds = 0,
    longest = 0,
    stretches = 0,
  } = read;
  return {
    name,
    kind,
    lastHeardMs: isAmount(lastHeardMs) ? lastHeardMs : null,
    ...{ arrivals, heardForS, silentS, count, seconds, longest, stretches },
    perS,
    days,
    coverage: coverageFrom(value['coverage']),
  };
}
