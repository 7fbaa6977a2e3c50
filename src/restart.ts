import type { WorkingAlertDesk } from './alerts/desk.ts';
import type { Alert, Finding } from './model/alert.ts';
import type { ArchiveRows } from './model/archive.ts';
import type { Vessel } from './model/vessel.ts';
import type { ReceiverWatch } from './receivers/watch/watch.ts';
import type { VesselWatch } from './rules/behaviour/vessel-watch.ts';
import type { ZoneWatch } from './rules/zone-watch.ts';
import { vesselRow } from './traffic/archived.ts';
import type { LivePicture } from './traffic/live-picture.ts';

export interface RestartParts {
  readonly picture: LivePicture;
  readonly zones: ZoneWatch;
  readonly behaviour: VesselWatch;
  readonly desk: WorkingAlertDesk;
  readonly archive: Pick<ArchiveRows, 'vessel'>;
  readonly receivers?: ReceiverWatch;
  /** Judges a vessel by the rules; never throws. */
  readonly judge: (vessel: Vessel, nowMs: number) => void;
  /** Ends what is open about a vessel that is not in the picture. */
  readonly forget: (mmsi: number, nowMs: number) => void;
}

/**
 * From the start until the archive has answered, which knows more of the vessels than they have told since: what would be
 * wrong to say by the picture alone waits.
 */
export interface Restart {
  /** Findings of the rules, to the desk; the end of an alert that stood at the start waits. */
  consider(findings: readonly Finding[], nowMs: number): void;
  /** What the vessel says of itself, to the archive; it waits, for it would take the place of what is about to be asked for. */
  describe(vessel: Vessel, nowMs: number): void;
  /** See `Pipeline`. */
  resume(nowMs: number, moreToCome: boolean, known?: ReadonlySet<string>): void;
  conclude(nowMs: number): void;
}

/** What waits for the archive. */
interface Waiting {
  /** Causes that stood at the start. */
  readonly stood: ReadonlySet<string>;
  /** Those of them that have ended by what the picture knows. */
  readonly ended: Set<string>;
  /** Vessels that told something of themselves. */
  readonly told: Set<number>;
}

/** Vessels whose description waits: as many as the picture holds. Others have theirs written when they tell it again. */
const maxTold = 100_000;

const vesselsOf = ({ mmsi, others }: Alert): number[] =>
  [mmsi, ...others].flatMap((each) => (each === null ? [] : [Number(each)]));

export function createRestart(parts: RestartParts): Restart {
  const { picture, zones, behaviour, desk, archive, receivers, judge, forget } = parts;
  let waiting: Waiting | null = null;

  function consider(findings: readonly Finding[], nowMs: number): void {
    if (waiting === null) {
      desk.consider(findings, nowMs);
      return;
    }
    const { stood, ended } = waiting;
    const now: Finding[] = [];
    for (const finding of findings) {
      if (finding.action === 'clear' && stood.has(finding.cause)) ended.add(finding.cause);
      else now.push(finding);
    }
    desk.consider(now, nowMs);
  }

  /** The rules take those alerts up again as after a restart, and end them by what is known now. */
  function judgeEnded(ended: ReadonlySet<string>, nowMs: number): void {
    const again = [...desk.standing()].filter(({ cause }) => ended.has(cause));
    const causes = again.map(({ cause }) => cause);
    desk.consider(zones.restore(causes), nowMs);
    behaviour.restore(causes);
    for (const mmsi of new Set(again.flatMap(vesselsOf))) {
      const vessel = picture.get(mmsi);
      if (vessel !== undefined) judge(vessel, nowMs);
    }
  }

  function describe(vessel: Vessel, nowMs: number): void {
    if (waiting === null) archive.vessel(vesselRow(vessel, nowMs));
    else if (waiting.told.size < maxTold) waiting.told.add(vessel.mmsi);
  }

  function conclude(nowMs: number): void {
    const waited = waiting;
    waiting = null;
    if (waited !== null) {
      judgeEnded(waited.ended, nowMs);
      for (const mmsi of waited.told) {
        const vessel = picture.get(mmsi);
        if (vessel !== undefined) describe(vessel, nowMs);
      }
    }
    for (const mmsi of new Set([...desk.standing()].flatMap(vesselsOf)))
      if (picture.get(mmsi) === undefined) forget(mmsi, nowMs);
  }

  /** Vessels whose cargo is judged as of now; of those that the rehearsal judged as of their time, the ones that differ. */
  function reassessed(isRehearsed: boolean, nowMs: number): Vessel[] {
    const judged: Vessel[] = [];
    for (const { mmsi, hazard } of [...picture.all()]) {
      const vessel = picture.reassess(mmsi, nowMs);
      if (vessel === undefined) continue;
      const { state, cones, bFlag, category } = vessel.hazard;
      const isSame =
        state === hazard.state &&
        cones === hazard.cones &&
        bFlag === hazard.bFlag &&
        category === hazard.category;
      if (!isRehearsed || !isSame) judged.push(vessel);
    }
    return judged;
  }

  return {
    consider,
    describe,
    conclude,
    resume(nowMs, moreToCome, known) {
      const causes = [...desk.standing()].map(({ cause }) => cause);
      const others = causes.filter((cause) => known?.has(cause) !== true);
      desk.consider(zones.restore(others), nowMs);
      behaviour.restore(others);
      if (receivers !== undefined) desk.consider(receivers.restore(causes), nowMs);
      if (moreToCome) waiting = { stood: new Set(causes), ended: new Set(), told: new Set() };
      for (const vessel of reassessed(known !== undefined, nowMs)) judge(vessel, nowMs);
      if (!moreToCome) conclude(nowMs);
    },
  };
}
