import type { AisMessage } from '../model/messages.ts';
import type { Picture, PictureChanges } from '../model/ports.ts';
import type { Vessel } from '../model/vessel.ts';
import { signalOf } from './ageing.ts';
import { describe, newVessel } from './fuse.ts';
import { move } from './move.ts';

/** What a message did to the picture. The object is reused: read it before the next call. */
export interface Applied {
  vessel: Vessel;
  /** A new position. */
  moved: boolean;
  /** Identity, hull, voyage or cargo were told. */
  described: boolean;
}

export interface LivePicture extends Picture {
  apply(message: AisMessage, receiver: string, nowMs: number): Applied;
  /** Another receiver heard the same transmission: it is credited. */
  credit(mmsi: number, receiver: string, nowMs: number): void;
  /** Takes in vessels of an earlier run, ages and all; those heard since stay as they are. */
  restore(vessels: Iterable<Vessel>): void;
  /** Judges signals and drops vessels that have been silent too long; returns those dropped. */
  tick(nowMs: number): readonly number[];
  /** Marks a vessel that another stage changed (its zones). */
  touch(vessel: Vessel): void;
  /** A further reader of changes; each gets every change once. */
  feed(): () => PictureChanges;
}

export interface PictureLimits {
  readonly maxVessels: number;
  /** Silence after which a vessel leaves the picture. */
  readonly forgetMs: number;
}

/** Credits kept per vessel; a port has few receivers, a hostile feed may name many. */
const maxCredits = 16;
const recentMs = 600_000;

/** The live picture in memory: bounded, fused, one writer. */
export function createPicture(limits: PictureLimits): LivePicture {
  const vessels = new Map<number, Vessel>();
  const feeds: { changed: Set<Vessel>; gone: Set<number> }[] = [];
  let applied: Applied | null = null;

  const touch = (vessel: Vessel): void => {
    for (const feed of feeds) feed.changed.add(vessel);
  };
  const drop = (vessel: Vessel): void => {
    vessels.delete(vessel.mmsi);
    for (const feed of feeds) {
      feed.changed.delete(vessel);
      feed.gone.add(vessel.mmsi);
    }
  };
  /** Second chance: vessels heard of late go to the back, so that a flood of invented identities ousts itself. */
  const makeRoom = (nowMs: number): void => {
    let chances = 64;
    for (const vessel of vessels.values()) {
      if (chances-- > 0 && nowMs - vessel.heardAtMs < recentMs && nowMs - vessel.firstHeardMs > recentMs) {
        vessels.delete(vessel.mmsi);
        vessels.set(vessel.mmsi, vessel);
        continue;
      }
      drop(vessel);
      return;
    }
  };
  const add = (vessel: Vessel): void => {
    if (vessels.size >= limits.maxVessels) makeRoom(vessel.heardAtMs);
    vessels.set(vessel.mmsi, vessel);
    for (const feed of feeds) feed.gone.delete(vessel.mmsi);
  };

  return {
    get: (mmsi) => vessels.get(mmsi),
    all: () => vessels.values(),
    get size() {
      return vessels.size;
    },
    touch,

    apply(message, receiver, nowMs) {
      const known = vessels.get(message.mmsi);
      const vessel = known ?? newVessel(message.mmsi, nowMs);
      if (known === undefined) add(vessel);
      vessel.heardAtMs = nowMs;
      credit(vessel, receiver, nowMs);
      applied ??= { vessel, moved: false, described: false };
      applied.vessel = vessel;
      applied.described = describe(vessel, message, known === undefined, nowMs);
      applied.moved = move(vessel, message, receiver, nowMs);
      if (applied.moved) vessel.signal = 'live';
      touch(vessel);
      return applied;
    },

    credit(mmsi, receiver, nowMs) {
      const vessel = vessels.get(mmsi);
      if (vessel !== undefined) credit(vessel, receiver, nowMs);
    },

    restore(earlier) {
      for (const vessel of earlier) {
        if (vessels.has(vessel.mmsi)) continue;
        add(vessel);
        touch(vessel);
      }
    },

    tick(nowMs) {
      const gone: number[] = [];
      for (const vessel of vessels.values()) {
        if (nowMs - vessel.heardAtMs > limits.forgetMs) {
          drop(vessel);
          gone.push(vessel.mmsi);
          continue;
        }
        const signal = signalOf(vessel, nowMs);
        if (signal === vessel.signal) continue;
        vessel.signal = signal;
        touch(vessel);
      }
      return gone;
    },

    feed() {
      const pending = { changed: new Set<Vessel>(vessels.values()), gone: new Set<number>() };
      feeds.push(pending);
      return () => {
        const changes = { changed: [...pending.changed], gone: [...pending.gone] };
        pending.changed.clear();
        pending.gone.clear();
        return changes;
      };
    },
  };
}

function credit(vessel: Vessel, receiver: string, nowMs: number): void {
  if (!(receiver in vessel.receivers) && Object.keys(vessel.receivers).length >= maxCredits) return;
  vessel.receivers[receiver] = nowMs;
}
