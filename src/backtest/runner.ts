import type { Finding } from '../model/alert.ts';
import type { PastPosition, PastVessel } from '../model/past.ts';
import { createZoneWatch } from '../rules/zone-watch.ts';
import type { Answer, Question, RunnerSettings } from './exchange.ts';
import { createFleet } from './fleet.ts';
import { createTally } from './tally.ts';

const minuteMs = 60_000;

/**
 * The zone watch of the live path, fed with the past: the time of a position is the time by which it is judged, and the clock goes by minutes
 * between them. It begins at `fromMs` knowing nobody, as the live one does when a zone is new.
 */
export function createRunner({
  zone,
  fromMs,
  toMs,
  maxAlerts,
}: RunnerSettings): (question: Question) => Answer {
  const watch = createZoneWatch([zone]);
  const fleet = createFleet();
  const tally = createTally(maxAlerts);
  let nowMs = fromMs;
  let waiting: readonly PastPosition[] = [];
  watch.tick(fromMs);

  function note(findings: readonly Finding[], atMs = nowMs): void {
    for (const finding of findings) {
      const mmsi = finding.action === 'raise' ? finding.mmsi : null;
      tally.note(finding, mmsi === null ? undefined : fleet.get(mmsi), atMs);
    }
  }

  function advance(untilMs: number): void {
    for (let tickMs = (Math.floor(nowMs / minuteMs) + 1) * minuteMs; tickMs <= untilMs; tickMs += minuteMs) {
      nowMs = tickMs;
      note(watch.tick(nowMs));
      for (const mmsi of fleet.age(nowMs)) note(watch.forget(mmsi));
    }
    nowMs = untilMs;
  }

  /** What became known of a vessel between two positions is judged by the first of them. */
  function turnUntil(mmsi: number, untilMs: number): void {
    for (let turn = fleet.turn(mmsi, untilMs); turn !== null; turn = fleet.turn(mmsi, untilMs))
      note(watch.evaluate(turn.vessel, turn.atMs).findings, turn.atMs);
  }

  function run(page: readonly PastPosition[]): Answer {
    for (const position of page) {
      const [timeMs, mmsi] = position;
      advance(timeMs);
      turnUntil(mmsi, timeMs);
      note(watch.evaluate(fleet.place(position), nowMs).findings);
    }
    return { say: 'done', alerts: tally.takeEnded() };
  }

  return (question) => {
    if (question.ask === 'page') {
      fleet.dropGone();
      const page: readonly PastPosition[] = JSON.parse(question.positions);
      const mmsis = [...new Set(page.map(([, mmsi]) => mmsi))].filter((mmsi) => !fleet.has(mmsi));
      if (mmsis.length === 0) return run(page);
      waiting = page;
      return { say: 'who', mmsis };
    }
    if (question.ask === 'vessels') {
      const vessels: readonly PastVessel[] = JSON.parse(question.vessels);
      const page = waiting;
      waiting = [];
      fleet.know(vessels);
      return run(page);
    }
    advance(toMs - 1);
    for (const mmsi of fleet.present()) turnUntil(mmsi, toMs);
    return { say: 'ended', alerts: [...tally.takeEnded(), ...tally.standing()], counts: tally.counts() };
  };
}
