import type { AlertKind, AlertSeverity } from '../../model/alert.ts';
import type { ZoneKind } from '../../model/zone.ts';

/** Kinds of alert that the watch over vessels raises about one vessel, in the order in which they are judged. */
export const vesselKinds = [
  'distress',
  'signal.lost',
  'grounding',
  'drifting',
  'anchor-drag',
  'status-mismatch',
  'identity.duplicate',
  'identity.jump',
  'identity.invalid',
] as const satisfies readonly AlertKind[];
export type VesselKind = (typeof vesselKinds)[number];
export type BehaviourKind = VesselKind | 'gnss.interference';

/** What every kind has: whether it is raised at all, and how grave it is. */
interface Raised {
  readonly enabled: boolean;
  readonly severity: AlertSeverity;
}

export interface SignalLostSettings extends Raised {
  /** Of a vessel that lay by its status: its crew may switch off at the berth. */
  readonly atRestSeverity: AlertSeverity;
  /** Kinds of zone in which vessels may vanish behind walls, beside those marked as a shadow. */
  readonly shadowKinds: readonly ZoneKind[];
  /** A course that leads into a shadow within this time explains a silence. */
  readonly shadowWithinMs: number;
  /** A course that leads out of the port, or out of reach of its receivers, within this time explains a silence. */
  readonly leavesWithinMs: number;
  /** How fresh a receiver must be. */
  readonly receiverAliveMs: number;
  /** Positions in this run before it is known how a vessel is heard. */
  readonly minPositions: number;
  /** So many times its own longest gap of late must the silence be. */
  readonly gaps: number;
  /** A longer gap counts as this one. */
  readonly longestGapMs: number;
}

export interface AnchorDragSettings extends Raised {
  readonly overKn: number;
  readonly holdMs: number;
  readonly endMs: number;
  /** Longest chain out, measured over the ground: the circle in which she swings is this and her length. */
  readonly scopeM: number;
  /** Length of a vessel that did not tell it. */
  readonly unknownLengthM: number;
  /** Her anchor may seem to walk by this part of her length, within these metres. */
  readonly walkLengths: number;
  readonly minWalkM: number;
  readonly maxWalkM: number;
  /** Lies so long before it is learned where her anchor is, and so long within the walk until it holds again. */
  readonly settleMs: number;
  readonly calmMs: number;
}

/** By kind of alert. */
export interface BehaviourSettings extends Readonly<Record<BehaviourKind, Raised>> {
  readonly 'signal.lost': SignalLostSettings;
  readonly grounding: Raised & {
    readonly fromKn: number;
    readonly toKn: number;
    readonly withinMs: number;
    readonly holdMs: number;
    readonly minLengthM: number;
  };
  readonly drifting: Raised & {
    readonly minKn: number;
    readonly maxKn: number;
    readonly offDeg: number;
    readonly holdMs: number;
    readonly overM: number;
    readonly minLengthM: number;
    readonly endMs: number;
  };
  readonly 'anchor-drag': AnchorDragSettings;
  readonly 'status-mismatch': Raised & {
    readonly overKn: number;
    readonly holdMs: number;
    readonly stillMs: number;
    readonly endMs: number;
  };
}

/**
 * Grounding and drifting: the Danish study of abnormal ship behaviour (DMA AisAbnormal). Status mismatch: own figures
 * after the reporting rules of M.1371. Anchor drag: own figures, to be held against the port's anchorages. The ends
 * are own figures: a minute, so that one report that is off does not end and begin an alert.
 */
export const behaviourDefaults: BehaviourSettings = {
  distress: { enabled: true, severity: 'alarm' },
  'signal.lost': {
    enabled: true,
    severity: 'warning',
    atRestSeverity: 'caution',
    shadowKinds: ['lock'],
    shadowWithinMs: 60_000,
    leavesWithinMs: 300_000,
    receiverAliveMs: 60_000,
    minPositions: 10,
    gaps: 3,
    longestGapMs: 600_000,
  },
  grounding: {
    enabled: true,
    severity: 'warning',
    fromKn: 7,
    toKn: 1,
    withinMs: 30_000,
    holdMs: 60_000,
    minLengthM: 50,
  },
  drifting: {
    enabled: true,
    severity: 'warning',
    minKn: 1,
    maxKn: 5,
    offDeg: 45,
    holdMs: 600_000,
    overM: 500,
    minLengthM: 50,
    endMs: 60_000,
  },
  'anchor-drag': {
    enabled: true,
    severity: 'warning',
    overKn: 1,
    holdMs: 300_000,
    endMs: 60_000,
    scopeM: 200,
    unknownLengthM: 100,
    walkLengths: 0.5,
    minWalkM: 40,
    maxWalkM: 75,
    settleMs: 600_000,
    calmMs: 1_800_000,
  },
  'status-mismatch': {
    enabled: true,
    severity: 'info',
    overKn: 3,
    holdMs: 60_000,
    stillMs: 1_800_000,
    endMs: 60_000,
  },
  'identity.duplicate': { enabled: true, severity: 'caution' },
  'identity.jump': { enabled: true, severity: 'caution' },
  'identity.invalid': { enabled: true, severity: 'info' },
  'gnss.interference': { enabled: true, severity: 'caution' },
};
