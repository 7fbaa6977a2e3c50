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
  let waiting: { readonly page: readonly PastPosition[]; readonly mmsis: readonly number[] } | null = null;
  watch.tick(fromMs);

  function note(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const mmsi = finding.action === 'raise' ? finding.mmsi : null;
      tally.note(finding, mmsi === null ? undefined : fleet.get(mmsi), nowMs);
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

  function run(page: readonly PastPosition[]): Answer {
    for (const position of page) {
      advance(position[0]);
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
      waiting = { page, mmsis };
      return { say: 'who', mmsis };
    }
    if (question.ask === 'vessels') {
      const vessels: readonly PastVessel[] = JSON.parse(question.vessels);
      const { page, mmsis } = waiting ?? { page: [], mmsis: [] };
      waiting = null;
      fleet.know(vessels, mmsis);
      return run(page);
    }
    advance(toMs - 1);
    return { say: 'ended', alerts: [...tally.takeEnded(), ...tally.standing()], counts: tally.counts() };
  };
}
