import type { Finding } from '../model/alert.ts';
import type { Kinematics, Vessel } from '../model/vessel.ts';
import type { Zone, ZoneRule, ZoneRuleKind } from '../model/zone.ts';
import { cleared, raised } from './finding.ts';
import { concerns, isInside, type Passage, type Verdict } from './passage.ts';
import { zoneEnter } from './zone-enter.ts';
import { zoneExit } from './zone-exit.ts';
import { calm, type SpeedState, speeding, zoneSpeed } from './zone-speed.ts';

/** One vessel and one zone: kept while it is inside or while an alert between the two is open. */
export interface Stay {
  readonly zone: Zone;
  /** Of the zone in the watch's list. */
  readonly index: number;
  /** What the latest step was; judged once per position. */
  passage: Passage;
  enterOpen: boolean;
  exitOpen: boolean;
  speed: SpeedState;
}

export const newStay = (zone: Zone, index: number, passage: Passage): Stay => ({
  zone,
  index,
  passage,
  enterOpen: false,
  exitOpen: false,
  speed: calm,
});

/** Marks a cause as open, as an alert log says after a restart: who is in an open entry or offence was inside. */
export function reopen(stay: Stay, rule: ZoneRuleKind): void {
  if (rule === 'zone.enter') stay.enterOpen = true;
  else if (rule === 'zone.exit') stay.exitOpen = true;
  else stay.speed = speeding;
  if (rule !== 'zone.exit') stay.passage = 'stays';
}

export function openRules({ enterOpen, exitOpen, speed }: Stay): ZoneRuleKind[] {
  const open: ZoneRuleKind[] = [];
  if (enterOpen) open.push('zone.enter');
  if (exitOpen) open.push('zone.exit');
  if (speed.open) open.push('zone.speed');
  return open;
}

/** True when nothing has to be remembered of it. */
export const isOver = ({ passage, enterOpen, exitOpen, speed }: Stay): boolean =>
  !isInside(passage) && !enterOpen && !exitOpen && !speed.open;

/** The step that is judged: the vessel's latest position and what lay before it. */
export interface Step {
  vessel: Vessel;
  fix: Kinematics;
  /** Seconds since the position before; null when there was none. */
  gapS: number | null;
  /** Longer silence than is taken as one stretch lies before the position. */
  afterSilence: boolean;
  nowMs: number;
}

function verdictOf(stay: Stay, rule: ZoneRule, step: Step): Verdict {
  const applies = concerns(rule.appliesTo, step.vessel);
  switch (rule.rule) {
    case 'zone.enter': {
      const verdict = zoneEnter(stay.enterOpen, stay.passage, applies);
      if (verdict !== 'none') stay.enterOpen = verdict === 'raise';
      return verdict;
    }
    case 'zone.exit': {
      const verdict = zoneExit(stay.exitOpen, stay.passage, applies);
      if (verdict !== 'none') stay.exitOpen = verdict !== 'clear';
      return verdict;
    }
    case 'zone.speed': {
      const { fix, afterSilence } = step;
      const watched = applies && isInside(stay.passage);
      const sample = { watched, sogKn: fix.sogKn, atMs: fix.positionAtMs, afterSilence };
      const before = stay.speed.open;
      stay.speed = zoneSpeed(stay.speed, sample, { limitKn: rule.limitKn ?? Infinity, holdS: rule.holdS });
      return before === stay.speed.open ? 'none' : before ? 'clear' : 'raise';
    }
  }
}

/** Judges the zone's rules for the stay's latest passage and appends what they find. */
export function judge(stay: Stay, step: Step, findings: Finding[]): void {
  const { zone, passage } = stay;
  const { vessel, fix, gapS, nowMs } = step;
  for (const rule of zone.rules) {
    const verdict = verdictOf(stay, rule, step);
    if (verdict === 'none') continue;
    const clear = cleared(rule.rule, zone.id, vessel.mmsi);
    if (verdict === 'clear' || verdict === 'clear-raise') findings.push(clear);
    if (verdict !== 'clear') findings.push(raised(vessel, fix, { zone, rule, passage, gapS, nowMs }));
    if (verdict === 'raise-clear') findings.push(clear);
  }
}
