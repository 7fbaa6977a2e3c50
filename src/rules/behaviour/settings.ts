import type { AlertKind, AlertSeverity } from '../../model/alert.ts';
import type { Zone } from '../../model/zone.ts';

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

export interface BehaviourSettings {
  readonly severity: Readonly<Record<BehaviourKind, AlertSeverity>>;
  /** `signal.lost`: kinds of zone in which vessels may vanish behind walls, and how fresh a receiver must be. */
  readonly signalLost: {
    readonly shadows: readonly Zone['kind'][];
    readonly receiverAliveMs: number;
    /** Positions in this run before it is known how a vessel is heard. */
    readonly minPositions: number;
    /** So many times its own longest gap of late must the silence be. */
    readonly gaps: number;
    /** A longer gap counts as this one. */
    readonly longestGapMs: number;
  };
  readonly grounding: {
    readonly fromKn: number;
    readonly toKn: number;
    readonly withinMs: number;
    readonly holdMs: number;
    readonly minLengthM: number;
  };
  readonly drifting: {
    readonly minKn: number;
    readonly maxKn: number;
    readonly offDeg: number;
    readonly holdMs: number;
    readonly overM: number;
    readonly minLengthM: number;
    readonly endMs: number;
  };
  readonly anchorDrag: {
    readonly overKn: number;
    readonly holdMs: number;
    readonly endMs: number;
  };
  readonly statusMismatch: {
    readonly overKn: number;
    readonly holdMs: number;
    readonly stillMs: number;
    readonly endMs: number;
  };
}

/**
 * Grounding and drifting: the Danish study of abnormal ship behaviour (DMA AisAbnormal). Anchor drag and status
 * mismatch: own figures after the reporting rules of M.1371. The ends are own figures: a minute, so that one
 * report that is off does not end and begin an alert.
 */
export const behaviourDefaults: BehaviourSettings = {
  severity: {
    distress: 'alarm',
    'signal.lost': 'warning',
    grounding: 'warning',
    drifting: 'warning',
    'anchor-drag': 'warning',
    'status-mismatch': 'info',
    'identity.duplicate': 'caution',
    'identity.jump': 'caution',
    'identity.invalid': 'info',
    'gnss.interference': 'caution',
  },
  signalLost: {
    shadows: ['lock'],
    receiverAliveMs: 60_000,
    minPositions: 10,
    gaps: 3,
    longestGapMs: 600_000,
  },
  grounding: {
    fromKn: 7,
    toKn: 1,
    withinMs: 30_000,
    holdMs: 60_000,
    minLengthM: 50,
  },
  drifting: {
    minKn: 1,
    maxKn: 5,
    offDeg: 45,
    holdMs: 600_000,
    overM: 500,
    minLengthM: 50,
    endMs: 60_000,
  },
  anchorDrag: { overKn: 1, holdMs: 300_000, endMs: 60_000 },
  statusMismatch: {
    overKn: 3,
    holdMs: 60_000,
    stillMs: 1_800_000,
    endMs: 60_000,
  },
};
