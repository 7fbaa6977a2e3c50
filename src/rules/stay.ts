import type { Finding } from '../model/alert.ts';
import type { Kinematics, Vessel } from '../model/vessel.ts';
import type { Zone, ZoneRule, ZoneRuleKind } from '../model/zone.ts';
import { cleared, raised } from './finding.ts';
import { calm, type Hold, holding } from './hold.ts';
import { concerns, isInside, type Passage, type Verdict } from './passage.ts';
import { zoneDwell } from './zone-dwell.ts';
import { zoneEnter } from './zone-enter.ts';
import { zoneExit } from './zone-exit.ts';
import type { ZoneLaw } from './zone-law.ts';
import { zoneSpeed } from './zone-speed.ts';
import { zoneStop } from './zone-stop.ts';
import { zoneWrongWay } from './zone-wrong-way.ts';

/** Rules that look at a stretch of time. */
type HoldRule = 'zone.speed' | 'zone.dwell' | 'zone.stop' | 'zone.wrong-way';
const holdRules: readonly HoldRule[] = ['zone.speed', 'zone.dwell', 'zone.stop', 'zone.wrong-way'];

/** One vessel and one zone: kept while it is inside or while an alert between the two is open. */
export interface Stay {
  zone: Zone;
  /** Its rules. */
  law: ZoneLaw;
  /** Nothing is open, and nothing that may open has begun. */
  isQuiet: boolean;
  /** Of the zone in the watch's list. */
  index: number;
  /** The zone was drawn anew since the latest position: who is outside now has not left. */
  redrawn: boolean;
  /** What the latest step was; judged once per position. */
  passage: Passage;
  enterOpen: boolean;
  exitOpen: boolean;
  readonly holds: Record<HoldRule, Hold>;
}

export const newStay = (zone: Zone, law: ZoneLaw, index: number, passage: Passage): Stay => ({
  zone,
  law,
  isQuiet: true,
  index,
  redrawn: false,
  passage,
  enterOpen: false,
  exitOpen: false,
  holds: {
    'zone.speed': calm,
    'zone.dwell': calm,
    'zone.stop': calm,
    'zone.wrong-way': calm,
  },
});

/** Marks a cause as open, as an alert log says after a restart: who is in an open entry or offence was inside. */
export function reopen(stay: Stay, rule: ZoneRuleKind): void {
  stay.isQuiet = false;
  if (rule === 'zone.enter') stay.enterOpen = true;
  else if (rule === 'zone.exit') stay.exitOpen = true;
  else if (rule !== 'zone.capacity') stay.holds[rule] = holding;
  if (rule !== 'zone.exit') stay.passage = 'stays';
}

export function openRules({ enterOpen, exitOpen, holds }: Stay): ZoneRuleKind[] {
  const open: ZoneRuleKind[] = [];
  if (enterOpen) open.push('zone.enter');
  if (exitOpen) open.push('zone.exit');
  for (const rule of holdRules) if (holds[rule].open) open.push(rule);
  return open;
}

/** Forgets what is open and what was about to open; where the vessel is stays known. */
export function end(stay: Stay): void {
  stay.enterOpen = false;
  stay.exitOpen = false;
  for (const rule of holdRules) stay.holds[rule] = calm;
}

/** Forgets what belongs to one rule, which its zone has no more. True when it was open. */
export function endRule(stay: Stay, rule: ZoneRuleKind): boolean {
  const wasOpen = openRules(stay).includes(rule);
  if (rule === 'zone.enter') stay.enterOpen = false;
  else if (rule === 'zone.exit') stay.exitOpen = false;
  else if (rule !== 'zone.capacity') stay.holds[rule] = calm;
  return wasOpen;
}

/** True when nothing has to be remembered of it. */
export function isOver({ passage, isQuiet, enterOpen, exitOpen, holds }: Stay): boolean {
  if (isInside(passage)) return false;
  if (isQuiet) return true;
  if (enterOpen || exitOpen) return false;
  for (const rule of holdRules) if (holds[rule].open) return false;
  return true;
}

function isCalm({ enterOpen, exitOpen, holds }: Stay): boolean {
  if (enterOpen || exitOpen) return false;
  for (const rule of holdRules) if (holds[rule].open || holds[rule].sinceMs !== null) return false;
  return true;
}

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

function verdictOf(stay: Stay, rule: ZoneRule, step: Step, active: boolean): Verdict {
  const applies = active && concerns(rule.appliesTo, step.vessel, step.fix.positionAtMs);
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
    case 'zone.capacity':
      return 'none';
    default: {
      const before = stay.holds[rule.rule];
      const after = heldBy(rule.rule, before, rule, applies && isInside(stay.passage), step);
      stay.holds[rule.rule] = after;
      return before.open === after.open ? 'none' : before.open ? 'clear' : 'raise';
    }
  }
}

function heldBy(kind: HoldRule, state: Hold, rule: ZoneRule, watched: boolean, step: Step): Hold {
  if (!watched) return calm;
  const { sogKn, cogDeg, navStatus, positionAtMs: atMs } = step.fix;
  const sample = {
    watched,
    sogKn,
    cogDeg,
    navStatus,
    atMs,
    afterSilence: step.afterSilence,
  };
  const { holdS } = rule;
  switch (kind) {
    case 'zone.speed':
      return zoneSpeed(state, sample, {
        limitKn: rule.limitKn ?? Infinity,
        holdS,
      });
    case 'zone.dwell':
      return zoneDwell(state, watched, sample, rule.limitS ?? Infinity);
    case 'zone.stop':
      return zoneStop(state, sample, holdS);
    case 'zone.wrong-way':
      return zoneWrongWay(state, sample, rule.axisDeg ?? 0, holdS);
  }
}

/** Judges the zone's rules, when in force, for the stay's latest passage and appends what they find. */
export function judge(stay: Stay, step: Step, active: boolean, findings: Finding[]): void {
  const { zone, law, passage } = stay;
  const { vessel, fix, gapS, nowMs } = step;
  for (const rule of law.rules) {
    const verdict = verdictOf(stay, rule, step, active);
    if (verdict === 'none') continue;
    const clear = cleared(rule.rule, zone.id, vessel.mmsi);
    if (verdict === 'clear' || verdict === 'clear-raise') findings.push(clear);
    if (verdict !== 'clear') findings.push(raised(vessel, fix, { zone, rule, passage, gapS, nowMs }));
    if (verdict === 'raise-clear') findings.push(clear);
  }
  const calmNow = isCalm(stay);
  if (stay.isQuiet !== calmNow) stay.isQuiet = calmNow;
}
