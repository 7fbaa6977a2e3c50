import type { AlertSeverity } from '../../model/alert.ts';
import type { Zone } from '../../model/zone.ts';

export interface SeparationSettings {
  readonly enabled: boolean;
  readonly severity: AlertSeverity;
  /** While heading or size is not known and the hulls may be far enough apart: told, and nobody is called. */
  readonly uncertainSeverity: AlertSeverity;
  /** Metres for one, two and three blue cones. */
  readonly distancesM: readonly [number, number, number];
  /** So much over the distance an alert ends. */
  readonly clearOverM: number;
  /** Two vessels with exactly one cone each may lie side by side. */
  readonly oneConeSideBySide: boolean;
  /** Kinds of zone in which the authority demands no distance; both vessels must lie in one. */
  readonly exemptKinds: readonly Zone['kind'][];
  /** Reach from the antenna when nothing is known of the size. */
  readonly unknownReachM: number;
  readonly stillKn: number;
  /** A vessel lies still within the greater of these: a part of its length, and metres. */
  readonly stillLengths: number;
  readonly stillM: number;
  /** How long a vessel must lie: one that reports so by its status, and any other. */
  readonly reportedMs: number;
  readonly unreportedMs: number;
  /** Alerts that one vessel is part of, and neighbours looked at for one report. */
  readonly maxOpen: number;
  readonly maxNeighbours: number;
}

/**
 * Distances: CEVNI, as remembered, to be held against the port's regulation. Half of a 110 m hull where the size is
 * unknown; the other figures are own.
 */
export const separationDefaults: SeparationSettings = {
  enabled: true,
  severity: 'warning',
  uncertainSeverity: 'info',
  distancesM: [10, 50, 100],
  clearOverM: 5,
  oneConeSideBySide: true,
  exemptKinds: [],
  unknownReachM: 55,
  stillKn: 0.5,
  stillLengths: 0.2,
  stillM: 20,
  reportedMs: 10_000,
  unreportedMs: 300_000,
  maxOpen: 16,
  maxNeighbours: 256,
};
