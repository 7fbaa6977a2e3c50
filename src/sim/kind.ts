/** What tells kinds of vessel apart: build, equipment, handling, habits; and the three common sorts. */
import type { Origin } from './identity.ts';
import type { NameStyle } from './names.ts';
import type { PlaceKind } from './quays.ts';

type Range = readonly [low: number, high: number];

/** How the Inland hazard field is filled: as tank vessels were heard to do, as dry ones, or not at all. */
export type HazardHabit = 'tank' | 'dry' | 'none';

export interface FleetKind {
  /** Of 120 vessels. */
  readonly share: number;
  /** Equipment: class A at sea, class A with Inland messages, class B. */
  readonly unit: 'A' | 'inland' | 'B';
  readonly origin: Origin;
  /** ITU-R M.1371 ship types. */
  readonly shipTypes: readonly number[];
  /** ERI types; empty for vessels that send no Inland message. */
  readonly eriTypes: readonly number[];
  readonly hazardHabit: HazardHabit;
  readonly lengthM: Range;
  readonly lengthToBeam: Range;
  /** Light and laden. */
  readonly draughtM: Range;
  /** Speed that she keeps on the river and in docks. */
  readonly riverKn: Range;
  readonly dockKn: Range;
  readonly accelerationMps2: number;
  readonly turnDegPerMin: number;
  readonly lane: Range;
  /** Where she calls, and for how long. */
  readonly callsAt: readonly PlaceKind[];
  readonly gates: readonly ('sea' | 'inland')[];
  readonly stayMinutes: Range;
  /** Share that lies still at the start. */
  readonly idle: number;
  readonly names: NameStyle;
  /** Navigational status under way. */
  readonly underWayStatus: number;
}

export const sea = {
  unit: 'A',
  origin: 'sea',
  eriTypes: [],
  hazardHabit: 'none',
  lengthToBeam: [5.8, 7],
  riverKn: [8.5, 13.5],
  dockKn: [4, 5.6],
  accelerationMps2: 0.018,
  turnDegPerMin: 24,
  lane: [0.6, 1],
  gates: ['sea'],
  stayMinutes: [35, 240],
  idle: 0.55,
  names: 'sea',
  underWayStatus: 0,
} as const satisfies Partial<FleetKind>;

export const barge = {
  unit: 'inland',
  origin: 'inland',
  lengthToBeam: [8, 10],
  draughtM: [1.2, 3.4],
  riverKn: [6.5, 9.8],
  dockKn: [4.5, 6.4],
  accelerationMps2: 0.03,
  turnDegPerMin: 45,
  lane: [1.05, 1.6],
  gates: ['inland'],
  stayMinutes: [25, 180],
  idle: 0.42,
  names: 'inland',
  underWayStatus: 0,
} as const satisfies Partial<FleetKind>;

export const craft = {
  unit: 'A',
  origin: 'local',
  eriTypes: [],
  hazardHabit: 'none',
  lengthToBeam: [2.6, 4],
  riverKn: [8, 12],
  dockKn: [5, 6.6],
  accelerationMps2: 0.08,
  turnDegPerMin: 110,
  lane: [0.8, 1.5],
  gates: [],
  stayMinutes: [6, 40],
  idle: 0.45,
  names: 'service',
  underWayStatus: 0,
} as const satisfies Partial<FleetKind>;
