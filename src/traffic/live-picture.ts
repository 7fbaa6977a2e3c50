import type { AisMessage } from '../model/messages.ts';
import type { Picture, PictureChanges } from '../model/ports.ts';
import type { Vessel } from '../model/vessel.ts';
import type { Connection } from './connection.ts';
import type { Fix } from './fix.ts';

/** What a message did to the picture. The object is reused: read it before the next call. */
export interface Applied {
  /** Null when the message came too late for the picture and the vessel is not in it. */
  vessel: Vessel | null;
  /** The vessel has a new position: that of `fix`. */
  moved: boolean;
  /** Identity, hull, voyage or cargo were told. */
  described: boolean;
  /** The position of the message, for the archive also when it was late and moved nothing; null without one. */
  fix: Fix | null;
}

export interface LivePicture extends Picture {
  /**
   * @param via connection that gave the message
   * @param recordedAtMs time given by a source that is declared as right, else null
   */
  apply(
    message: AisMessage,
    receiver: string,
    nowMs: number,
    via?: Connection,
    recordedAtMs?: number | null,
  ): Applied;
  /** The first `count` of these may report next: what is known of them is fetched. Changes nothing. */
  approach(mmsis: Int32Array, count: number): void;
  /** Another receiver heard the same transmission: it is credited. */
  credit(mmsi: number, receiver: string, nowMs: number): void;
  /** Takes in vessels of an earlier run, ages and all; of those heard since, the groups of fields that were not told. */
  restore(vessels: Iterable<Vessel>): void;
  /** Judges signals, drops fields that have expired and vessels silent too long; returns those dropped. */
  tick(nowMs: number): readonly number[];
  /** Judges a vessel's cargo anew: something was declared. Undefined when it is not in the picture. */
  reassess(mmsi: number, nowMs: number): Vessel | undefined;
  /** Marks a vessel that another stage changed (its zones). */
  touch(vessel: Vessel): void;
  /** A further reader of changes; each gets every change once. */
  feed(): () => PictureChanges;
}

export interface PictureLimits {
  readonly maxVessels: number;
  /** Silence after which a vessel at rest leaves the picture; others leave after a quarter of it. */
  readonly forgetMs: number;
}
