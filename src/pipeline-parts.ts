import type { WorkingAlertDesk } from './alerts/desk.ts';
import type { Crosscheck } from './crosscheck/crosscheck.ts';
import type { Application } from './model/applications.ts';
import type { ArchiveRows } from './model/archive.ts';
import type { Log } from './model/ports.ts';
import type { OpenLink, Payload, ReceiverTally } from './model/reception.ts';
import type { Vessel } from './model/vessel.ts';
import type { Zone } from './model/zone.ts';
import type { ReceiverWatch } from './receivers/watch/watch.ts';
import type { VesselWatch } from './rules/behaviour/vessel-watch.ts';
import type { ZoneWatch } from './rules/zone-watch.ts';
import type { Copies } from './traffic/copies.ts';
import type { LivePicture } from './traffic/live-picture.ts';

/** What the stages need; the archive takes rows and returns at once. */
export interface PipelineParts {
  readonly picture: LivePicture;
  readonly zones: ZoneWatch;
  readonly behaviour: VesselWatch;
  readonly desk: WorkingAlertDesk;
  readonly archive: ArchiveRows;
  readonly crosscheck: Pick<Crosscheck, 'consider'>;
  readonly log: Log;
  /** Absent: receivers are not watched. */
  readonly receivers?: ReceiverWatch;
  /** Time at which a source that is declared as right recorded the message, else null. Absent: no source is. */
  readonly recordedAt?: (payload: Payload, receiver: ReceiverTally) => number | null;
  readonly copies?: Copies;
  /** Notes on the vessel what it says of its cargo or persons; true when its cargo must be judged anew. */
  readonly noteAboard?: (vessel: Vessel, said: Application, atMs: number) => boolean;
}

/** Stages of the pipeline, as failures are counted. */
export const stages = [
  'duplicates',
  'decode',
  'picture',
  'rules',
  'alerts',
  'archive',
  'crosscheck',
] as const;
export type Stage = (typeof stages)[number];

export interface Pipeline {
  readonly openLink: OpenLink;
  /** Ages the picture; once a second. */
  tick(nowMs: number): void;
  /**
   * After a restart: places restored vessels in their zones and ends conditions that do not hold any more. With `moreToCome`
   * no alert that stands ends until `conclude`: it may be about what is still to come. `known`: see rehearsal.
   */
  resume(nowMs: number, moreToCome?: boolean, known?: ReadonlySet<string>): void;
  /** Takes in what is found of vessels of an earlier run while messages come in; what was heard since wins. */
  recall(vessels: readonly Vessel[], nowMs: number): void;
  /** No more are to come: ends conditions that do not hold, and those of vessels that are gone. */
  conclude(nowMs: number): void;
  /** A declaration of the vessel's cargo is new, was withdrawn, begins or ends: its rules are judged anew at once. */
  declared(mmsi: number, nowMs: number): void;
  /** Other zones from now on; the vessels that they concern are added to `concerned`, to be judged. */
  rezone(now: readonly Zone[], nowMs: number, concerned: Set<number>): void;
  /** Judges a vessel anew though it said nothing. */
  judge(mmsi: number, nowMs: number): void;
  /** Messages that a stage failed on, by stage. A failure never stops the next message. */
  readonly failures: Readonly<Record<Stage, number>>;
}
