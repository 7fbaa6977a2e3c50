import type { Vessel } from '../../model/vessel.ts';
import { anchorDrag } from './anchor-drag.ts';
import type { DistressState } from './distress.ts';
import { adrift, type DriftState, drifting, notAdrift } from './drifting.ts';
import { grounding } from './grounding.ts';
import { isHazardous } from './hazardous.ts';
import { begun, calm, type Held } from './hold.ts';
import { isDoubted } from './identity.ts';
import type { Report } from './report.ts';
import type { BehaviourSettings, VesselKind } from './settings.ts';
import { beat, type Rhythm } from './signal-lost.ts';
import { type MismatchState, matching, statusMismatch } from './status-mismatch.ts';
import { draggedBefore, type Swing, swing } from './swing.ts';

/** What is remembered of one vessel. */
export interface Track extends Rhythm {
  /** Of the picture; null after a restart, until it is evaluated. */
  vessel: Vessel | null;
  /** Event time of the latest position; negative infinity before the first. */
  atMs: number;
  fastAtMs: number;
  lost: boolean;
  distress: DistressState;
  grounding: Held;
  drifting: DriftState;
  anchorDrag: Held;
  /** Null: she is not at anchor. */
  swing: Swing | null;
  mismatch: MismatchState;
  /** Kinds that are open in the alert book; null: none. */
  open: Set<VesselKind> | null;
}

export const newTrack = (): Track => ({
  vessel: null,
  atMs: Number.NEGATIVE_INFINITY,
  fastAtMs: Number.NEGATIVE_INFINITY,
  positions: 0,
  longestGapMs: 0,
  lost: false,
  distress: 'silent',
  grounding: calm,
  drifting: notAdrift,
  anchorDrag: calm,
  swing: null,
  mismatch: matching,
  open: null,
});

export function openKind(track: Track, kind: VesselKind): void {
  track.open ??= new Set();
  track.open.add(kind);
}

export function closeKind(track: Track, kind: VesselKind): void {
  track.open?.delete(kind);
  if (track.open?.size === 0) track.open = null;
}

/** Whether there is anything to raise or to end by what was seen of the vessel: mostly not. */
export const hasNews = (track: Track, { trust }: Vessel): boolean =>
  track.open !== null ||
  trust.level === 'low' ||
  track.grounding.open ||
  track.drifting.open ||
  track.anchorDrag.open ||
  track.swing?.open === true ||
  track.mismatch.sails.open ||
  track.mismatch.lies.open;

/** Takes over what is open in the alert log after a restart. */
export function reopen(track: Track, kind: VesselKind): void {
  openKind(track, kind);
  if (kind === 'distress') track.distress = 'active';
  else if (kind === 'signal.lost') track.lost = true;
  else if (kind === 'grounding') track.grounding = begun;
  else if (kind === 'drifting') track.drifting = adrift;
  else if (kind === 'anchor-drag') track.swing = draggedBefore();
  // either may be the cause; the one that does not hold ends by itself
  else if (kind === 'status-mismatch') track.mismatch = { sails: begun, lies: begun };
}

/** Two positions further apart in time say nothing of the way between them. */
const longestGapMs = 10 * 60_000;
// used again for every position
const report: Report = {
  atMs: 0,
  lon: 0,
  lat: 0,
  sogKn: null,
  cogDeg: null,
  headingDeg: null,
  navStatus: null,
  lengthM: null,
  doubted: false,
  hazardous: false,
  afterSilence: true,
  fastAtMs: 0,
};

/** Judges a position that is new; one that was judged before changes nothing. */
export function move(track: Track, vessel: Vessel, s: BehaviourSettings): void {
  const k = vessel.kinematics;
  if (k === null || k.positionAtMs === track.atMs) return;
  report.atMs = k.positionAtMs;
  report.lon = k.lon;
  report.lat = k.lat;
  report.sogKn = k.sogKn;
  report.cogDeg = k.cogDeg;
  report.headingDeg = k.headingDeg;
  report.navStatus = k.navStatus;
  report.lengthM = vessel.lengthM;
  report.doubted = isDoubted(vessel);
  report.hazardous = isHazardous(vessel);
  report.afterSilence = Math.abs(k.positionAtMs - track.atMs) > longestGapMs;
  report.fastAtMs = track.fastAtMs;
  track.grounding = grounding(track.grounding, report, s.grounding);
  track.drifting = drifting(track.drifting, report, s.drifting);
  track.anchorDrag = anchorDrag(track.anchorDrag, report, s['anchor-drag']);
  track.swing = swing(track.swing, report, s['anchor-drag']);
  track.mismatch = statusMismatch(track.mismatch, report, s['status-mismatch']);
  if (k.sogKn !== null && k.sogKn > s.grounding.fromKn) track.fastAtMs = k.positionAtMs;
  beat(track, k.positionAtMs - track.atMs, s['signal.lost'].longestGapMs);
  track.atMs = k.positionAtMs;
}
