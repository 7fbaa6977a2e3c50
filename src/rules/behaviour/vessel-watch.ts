import type { Finding } from '../../model/alert.ts';
import type { AisMessage } from '../../model/messages.ts';
import type { Vessel } from '../../model/vessel.ts';
import type { Zone } from '../../model/zone.ts';
import { ByVessel } from '../by-vessel.ts';
import { distress } from './distress.ts';
import { isDuplicate, isInvalid, isJammed, jumped } from './identity.ts';
import { openWaters, type Waters } from './leaving.ts';
import { type BehaviourSettings, behaviourDefaults, type VesselKind } from './settings.ts';
import { createShadows } from './shadows.ts';
import { type Hearing, signalLost } from './signal-lost.ts';
import { closeKind, hasNews, move, newTrack, openKind, reopen, type Track } from './track.ts';
import { ended, gnssCause, jammed, partsOf, raised } from './words.ts';

/** Watches how vessels behave, wherever they are. Grows by the vessels evaluated and not yet forgotten. */
export interface VesselWatch {
  /** Call for every accepted position, and when what else is known of the vessel changed. */
  evaluate(vessel: Vessel, nowMs: number): readonly Finding[];
  /** What a SART, MOB or EPIRB sent, with a position or without. */
  heard(message: AisMessage, vessel: Vessel, nowMs: number): readonly Finding[];
  /** Once a second: what silence decides. */
  tick(nowMs: number): readonly Finding[];
  /** The vessel left the picture: ends what is open about it. */
  forget(mmsi: number): readonly Finding[];
  /** Before the first evaluation: takes over causes open in the alert log; those of other watches are passed by. */
  restore(openCauses: Iterable<string>): void;
  /** Other zones from now on; they count when a vessel is evaluated. Ends what is open by one that is gone. */
  replace(zones: readonly Zone[]): readonly Finding[];
  /** Vessels remembered. */
  readonly size: number;
}

const noFindings: readonly Finding[] = Object.freeze([]);
/** Names of receivers kept before those that are silent are dropped. */
const manyReceivers = 512;

export function createVesselWatch(
  zones: readonly Zone[],
  settings: BehaviourSettings = behaviourDefaults,
  waters: Waters = openWaters,
): VesselWatch {
  const { shadowKinds, receiverAliveMs } = settings['signal.lost'];
  const tracks = new ByVessel<Track>();
  const receivers = new Map<string, number>();
  const hearing: Hearing = {
    receivers,
    shadows: createShadows(zones, shadowKinds),
    waters,
  };
  /** Vessels that jumped together with others. */
  const disturbed = new Set<number>();
  let gnssOpen = false;
  let found: Finding[] = [];

  function trackOf(mmsi: number): Track {
    let track = tracks.get(mmsi);
    if (track === undefined) {
      track = newTrack();
      tracks.set(mmsi, track);
    }
    return track;
  }

  function settle(
    track: Track,
    vessel: Vessel,
    kind: VesselKind,
    holds: boolean,
    nowMs: number,
    walkedM?: number,
  ): void {
    if ((track.open?.has(kind) ?? false) === holds) return;
    if (holds) {
      if (!settings[kind].enabled) return;
      openKind(track, kind);
      found.push(raised(kind, vessel, settings, nowMs, walkedM));
    } else {
      closeKind(track, kind);
      found.push(ended(kind, vessel.mmsi));
    }
  }

  /** What its track and its identity decide. */
  function settleSeen(track: Track, vessel: Vessel, nowMs: number): void {
    settle(track, vessel, 'grounding', track.grounding.open, nowMs);
    settle(track, vessel, 'drifting', track.drifting.open, nowMs);
    const walkedM = track.anchorDrag.open || !track.swing?.open ? undefined : track.swing.walkedM;
    settle(track, vessel, 'anchor-drag', track.anchorDrag.open || walkedM !== undefined, nowMs, walkedM);
    const { sails, lies } = track.mismatch;
    settle(track, vessel, 'status-mismatch', sails.open || lies.open, nowMs);
    settle(track, vessel, 'identity.duplicate', isDuplicate(vessel), nowMs);
    settle(track, vessel, 'identity.jump', jumped(vessel), nowMs);
    settle(track, vessel, 'identity.invalid', isInvalid(vessel), nowMs);
  }

  function settleGnss(vessel: Vessel): void {
    if (isJammed(vessel)) disturbed.add(vessel.mmsi);
    else if (disturbed.size > 0) disturbed.delete(vessel.mmsi);
    if (gnssOpen || disturbed.size === 0 || !settings['gnss.interference'].enabled) return;
    gnssOpen = true;
    // those that were marked with it are told here, and not as they report one by one
    for (const [mmsi, other] of tracks)
      if (other.vessel !== null && isJammed(other.vessel)) disturbed.add(mmsi);
    found.push(jammed(vessel, [...disturbed], settings));
  }

  function settleLost(track: Track, vessel: Vessel, nowMs: number): void {
    if (!track.lost && vessel.signal !== 'lost') return;
    track.lost = signalLost(track.lost, vessel, track, hearing, settings['signal.lost'], nowMs);
    settle(track, vessel, 'signal.lost', track.lost, nowMs);
  }

  function taken(): readonly Finding[] {
    if (found.length === 0) return noFindings;
    const findings = found;
    found = [];
    return findings;
  }

  function forget(mmsi: number): readonly Finding[] {
    disturbed.delete(mmsi);
    const track = tracks.get(mmsi);
    if (track === undefined) return noFindings;
    tracks.delete(mmsi);
    return track.open === null ? noFindings : [...track.open].map((kind) => ended(kind, mmsi));
  }

  return {
    evaluate(vessel, nowMs) {
      if (vessel.class === 'sart') return noFindings;
      if (vessel.class === 'base' || vessel.class === 'aton' || vessel.class === 'sar')
        return forget(vessel.mmsi);
      const track = tracks.of(vessel) ?? trackOf(vessel.mmsi);
      track.vessel = vessel;
      if (vessel.kinematics !== null) receivers.set(vessel.kinematics.receiver, nowMs);
      move(track, vessel, settings);
      if (hasNews(track, vessel)) settleSeen(track, vessel, nowMs);
      settleLost(track, vessel, nowMs);
      settleGnss(vessel);
      return taken();
    },
    heard(message, vessel, nowMs) {
      if (vessel.class !== 'sart') return noFindings;
      const track = trackOf(vessel.mmsi);
      track.vessel = vessel;
      track.distress = distress(track.distress, message);
      settle(track, vessel, 'distress', track.distress === 'active', nowMs);
      return taken();
    },
    tick(nowMs) {
      for (const track of tracks.values()) if (track.vessel !== null) settleLost(track, track.vessel, nowMs);
      if (gnssOpen && disturbed.size === 0) {
        gnssOpen = false;
        found.push({ action: 'clear', cause: gnssCause });
      }
      if (receivers.size > manyReceivers)
        for (const [name, atMs] of receivers) if (nowMs - atMs > receiverAliveMs) receivers.delete(name);
      return taken();
    },
    forget,
    replace(zonesNow) {
      hearing.shadows.replace(zonesNow);
      return noFindings;
    },
    restore(openCauses) {
      for (const cause of openCauses) {
        if (cause === gnssCause) gnssOpen = true;
        const parts = partsOf(cause);
        if (parts !== null) reopen(trackOf(parts.mmsi), parts.kind);
      }
    },
    get size() {
      return tracks.size;
    },
  };
}
