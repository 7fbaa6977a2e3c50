import type { Finding } from '../../model/alert.ts';
import type { Kinematics, Vessel } from '../../model/vessel.ts';
import type { Zone } from '../../model/zone.ts';
import { ByVessel } from '../by-vessel.ts';
import { createBerths } from './berths.ts';
import { takesPart } from './demand.ts';
import { close, judge, newTrack, open, type Track, take } from './pair.ts';
import { type SeparationSettings, separationDefaults } from './settings.ts';
import { ended, pairOf, raised } from './words.ts';

/** Watches the distance between vessels that lie. Grows by the vessels evaluated and not yet forgotten. */
export interface SeparationWatch {
  /** Call for every accepted position, and when what else is known of the vessel changed. */
  evaluate(vessel: Vessel, nowMs: number): readonly Finding[];
  /** The vessel left the picture: ends what is open about it. */
  forget(mmsi: number): readonly Finding[];
  /** Before the first evaluation: takes over causes open in the alert log; those of other watches are passed by. */
  restore(openCauses: Iterable<string>): void;
  /** Other zones from now on; they count when a vessel is evaluated. */
  replace(zones: readonly Zone[]): void;
  /** Vessels remembered, and those of them that lie. */
  readonly size: number;
  readonly lying: number;
}

const noFindings: readonly Finding[] = Object.freeze([]);
const noOthers: readonly number[] = Object.freeze([]);

export function createSeparationWatch(
  zones: readonly Zone[] = [],
  s: SeparationSettings = separationDefaults,
): SeparationWatch {
  const exemptOf = (all: readonly Zone[]): ReadonlySet<string> =>
    new Set(all.filter(({ kind }) => s.exemptKinds.includes(kind)).map(({ id }) => id));
  let exempt = exemptOf(zones);
  const tracks = new ByVessel<Track>();
  const berths = createBerths(s);
  const byBerth: (Track | undefined)[] = [];
  // used again for every report
  const near = new Int32Array(s.maxNeighbours);

  function trackOf(mmsi: number): Track {
    let track = tracks.get(mmsi);
    if (track === undefined) {
      track = newTrack(mmsi);
      tracks.set(mmsi, track);
    }
    return track;
  }

  function leaveBerth(track: Track): void {
    if (track.berth < 0) return;
    berths.remove(track.berth);
    byBerth[track.berth] = undefined;
    track.berth = -1;
  }

  function forget(mmsi: number): readonly Finding[] {
    const track = tracks.get(mmsi);
    if (track === undefined) return noFindings;
    leaveBerth(track);
    tracks.delete(mmsi);
    if (track.open === null) return noFindings;
    const others = [...track.open];
    for (const otherMmsi of others) {
      const other = tracks.get(otherMmsi);
      if (other !== undefined) close(other, mmsi);
    }
    return others.map((other) => ended(mmsi, other));
  }

  /** Writes into `near` the berths of those that a vessel may lie too close to. Returns how many. */
  function neighbours(vessel: Vessel, k: Kinematics | null, track: Track): number {
    if (track.state !== 'lies' || k === null) {
      leaveBerth(track);
      return 0;
    }
    if (track.berth < 0) track.berth = berths.add();
    byBerth[track.berth] = track;
    return berths.put(track.berth, vessel, k, near);
  }

  function hold(track: Track, other: Track | undefined, findings: Finding[]): void {
    if (other === undefined || other === track) return;
    const isOpen = track.open?.has(other.mmsi) ?? false;
    const found = judge(track, other, isOpen, exempt, s);
    if (found === 'stays') return;
    if (found === 'ends') {
      close(track, other.mmsi);
      close(other, track.mmsi);
      findings.push(ended(track.mmsi, other.mmsi));
    } else if ((track.open?.size ?? 0) < s.maxOpen && (other.open?.size ?? 0) < s.maxOpen) {
      open(track, other.mmsi);
      open(other, track.mmsi);
      findings.push(raised(found, s));
    }
  }

  return {
    evaluate(vessel) {
      const { mmsi } = vessel;
      if (!s.enabled || !takesPart(vessel)) return tracks.has(mmsi) ? forget(mmsi) : noFindings;
      const k = vessel.kinematics;
      const track = tracks.of(vessel) ?? trackOf(mmsi);
      take(track, vessel, k, s);
      const count = neighbours(vessel, k, track);
      if (count === 0 && track.open === null) return noFindings;
      const findings: Finding[] = [];
      const known = track.open === null ? noOthers : [...track.open];
      for (const otherMmsi of known) hold(track, tracks.get(otherMmsi), findings);
      for (let i = 0; i < count; i++) {
        const other = byBerth[near[i] as number];
        if (other !== undefined && !known.includes(other.mmsi)) hold(track, other, findings);
      }
      return findings.length === 0 ? noFindings : findings;
    },
    forget,
    replace(zonesNow) {
      if (s.exemptKinds.length > 0) exempt = exemptOf(zonesNow);
    },
    restore(openCauses) {
      for (const cause of openCauses) {
        const [a, b] = pairOf(cause) ?? [];
        if (a === undefined || b === undefined) continue;
        open(trackOf(a), b);
        open(trackOf(b), a);
      }
    },
    get size() {
      return tracks.size;
    },
    get lying() {
      return berths.size;
    },
  };
}
