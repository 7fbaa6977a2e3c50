import type { WorkingAlertDesk } from '../alerts/desk.ts';
import type { Alert, AlertEvent, Finding } from '../model/alert.ts';
import type { Link, OpenLink } from '../model/reception.ts';
import type { Vessel } from '../model/vessel.ts';
import { createPipeline } from '../pipeline.ts';
import type { Pipeline, PipelineParts } from '../pipeline-parts.ts';
import { createLedger } from '../receivers/ledger.ts';
import type { Heard } from '../receivers/recent.ts';
import type { LivePicture } from '../traffic/live-picture.ts';

/**
 * How much of what was received is kept for it: the longest stretch that a rule of behaviour looks at (half an hour), and the
 * silence that does not break one (ten minutes); and no more than can be taken in within ten seconds.
 */
export const recentLimits = { windowMs: 40 * 60_000, maxBytes: 16 * 1024 * 1024 };

const fineBeforeMs = 60_000;
/** A restart that took no longer counts as none: what time alone decides in it is decided in the rehearsal too. */
const shortStopMs = 60_000;
/** Nobody was heard any more, and time went on: so long at the most it is played. */
const longestTailMs = 600_000;

type Raise = Extract<Finding, { action: 'raise' }>;

export interface RehearsalParts {
  readonly parts: PipelineParts;
  /** What was received before the restart, oldest first. */
  readonly heard: Iterable<Heard>;
  /** The picture as it was stored. What is not told every few minutes is taken from it, and no position. */
  readonly stored: readonly Vessel[];
  /** The alert log as it was found. */
  readonly recovered: readonly AlertEvent[];
  /** Makes links belong to a source that is declared as recorded. */
  readonly declare: (openLink: OpenLink) => OpenLink;
}

/** What came of it. */
export interface Rehearsed {
  readonly chunks: number;
  /** Time of the last of them; null: there was none. */
  readonly untilMs: number | null;
  /** Causes that the rules hold open now. */
  readonly known: ReadonlySet<string>;
}

/** Alerts whose condition stood when that time began. */
function standingAt(events: readonly AlertEvent[], atMs: number): Alert[] {
  const latest = new Map<string, Alert>();
  for (const { alert, at } of events) if (Date.parse(at) < atMs) latest.set(alert.id, alert);
  return [...latest.values()].filter(({ clearedAt }) => clearedAt === null);
}

/** Takes findings of a time that the alert log covers, and passes on only those that are not in it. */
function createPrompter(
  desk: WorkingAlertDesk,
  recovered: readonly AlertEvent[],
  standing: readonly Alert[],
) {
  const lastAt = recovered.at(-1)?.at;
  const lastMs = lastAt === undefined ? Number.NEGATIVE_INFINITY : Date.parse(lastAt);
  /** Of the last moment a part may be in the log. */
  const logged = recovered
    .filter(({ at }) => at === lastAt)
    .map(({ event, alert }) => `${event} ${alert.cause}`);
  const open = new Map<string, Raise | null>(standing.map(({ cause }) => [cause, null]));

  function isLogged(finding: Finding, nowMs: number): boolean {
    if (nowMs !== lastMs) return nowMs < lastMs;
    const at = logged.indexOf(`${finding.action === 'raise' ? 'raised' : 'cleared'} ${finding.cause}`);
    if (at >= 0) logged.splice(at, 1);
    return at >= 0;
  }

  const quiet: WorkingAlertDesk = {
    ...desk,
    standing: () => standing,
    consider(findings, nowMs) {
      for (const finding of findings) {
        if (finding.action === 'clear') open.delete(finding.cause);
        else if (!open.has(finding.cause)) open.set(finding.cause, finding);
        if (!isLogged(finding, nowMs)) desk.consider([finding], nowMs);
      }
    },
    tick(nowMs) {
      if (nowMs >= lastMs) desk.tick(nowMs);
    },
  };
  return { quiet, open, lastMs };
}

/**
 * After a restart: the rules take in again what was received in the last minutes, so that stretches of time (a stay, a drift, a
 * speed) go on where they were. What the alert log has is not said again; what it lost is. Picture and rules must be
 * empty; what was stored and not heard in these minutes is to be recalled behind it.
 */
export function rehearse({ parts, heard, stored, recovered, declare }: RehearsalParts): Rehearsed {
  const entries = heard[Symbol.iterator]();
  const first: IteratorResult<Heard> = entries.next();
  if (first.done === true) return { chunks: 0, untilMs: null, known: new Set() };
  const standing = standingAt(recovered, first.value.atMs);
  const { quiet, open, lastMs } = createPrompter(parts.desk, recovered, standing);
  const { receivers, ...rest } = parts;
  const nowhere = { position() {}, vessel() {}, visit() {} };
  const pipeline = createPipeline({ ...rest, desk: quiet, archive: nowhere, crosscheck: { consider() {} } });
  parts.picture.restore(stored.map((vessel) => asOf(vessel, first.value.atMs)));
  pipeline.resume(first.value.atMs, false);
  const play = createPlayer(pipeline, quiet, declare, first.value, lastMs - fineBeforeMs);
  let chunks = 0;
  for (let next: IteratorResult<Heard> = first; next.done !== true; next = entries.next()) {
    play.take(next.value);
    chunks++;
  }
  play.until(Math.min(lastMs, play.nowMs + longestTailMs));
  settle(parts.desk, open, play.nowMs);
  parts.log.info({ chunks }, 'what was received of late was taken in again');
  return { chunks, untilMs: play.nowMs, known: new Set(open.keys()) };
}

/** Those of the stored vessels that have no position by what was heard since. */
export const unplacedOf = (stored: readonly Vessel[], picture: Pick<LivePicture, 'get'>): Vessel[] =>
  stored.filter(({ mmsi }) => (picture.get(mmsi)?.kinematics ?? null) === null);

/** Without its position when that may have been heard later: it comes again. (Its own time may be older than its receipt.) */
const asOf = (vessel: Vessel, atMs: number): Vessel =>
  vessel.kinematics === null || vessel.heardAtMs < atMs
    ? vessel
    : { ...vessel, kinematics: null, estimated: null, signal: null };

/**
 * Plays by the times of receipt, and not through a long time between two runs, in which nobody listened. The clock ticks every ten
 * seconds as long as the alert log covers it, because a tick looks at every vessel; from `fineFromMs` on every second.
 */
function createPlayer(
  pipeline: Pipeline,
  desk: WorkingAlertDesk,
  declare: RehearsalParts['declare'],
  first: Heard,
  fineFromMs: number,
) {
  const ledger = createLedger();
  const links = new Map<string, Link>();
  let nowMs = first.atMs;
  let run = first.run;

  function linkOf({ link, receiver, kind, isRecorded }: Heard): Link {
    const known = links.get(link);
    if (known !== undefined) return known;
    const openLink = isRecorded ? declare(pipeline.openLink) : pipeline.openLink;
    const opened = openLink(ledger.tally(receiver, kind));
    links.set(link, opened);
    return opened;
  }

  function until(atMs: number): void {
    for (let s = Math.floor(nowMs / 1000) + 1; s * 1000 <= atMs; s++) {
      if (s * 1000 < fineFromMs && s % 10 !== 0) continue;
      pipeline.tick(s * 1000);
      desk.tick(s * 1000);
    }
    nowMs = Math.max(nowMs, atMs);
  }

  return {
    until,
    get nowMs() {
      return nowMs;
    },
    take(heard: Heard): void {
      const { atMs, chunk } = heard;
      if (heard.run !== run && atMs - nowMs > shortStopMs) nowMs = atMs;
      run = heard.run;
      until(atMs);
      const link = linkOf(heard);
      if (chunk !== null) link.bytes(chunk, atMs);
      else {
        link.end(atMs);
        links.delete(heard.link);
      }
    },
  };
}

/** Raises what the rules found and the log does not have: an alert late is better than none. */
function settle(desk: WorkingAlertDesk, open: ReadonlyMap<string, Raise | null>, nowMs: number): void {
  const standing = new Set([...desk.standing()].map(({ cause }) => cause));
  for (const [cause, raise] of open)
    if (raise !== null && !standing.has(cause)) desk.consider([raise], nowMs);
}
