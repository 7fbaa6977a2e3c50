import type { Finding } from '../../model/alert.ts';
import type { Vessel } from '../../model/vessel.ts';
import type { Zone } from '../../model/zone.ts';
import { createBerths } from './berths.ts';
import { takesPart } from './demand.ts';
import { judge, newTrack, type Track, take } from './pair.ts';
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

export function createSeparationWatch(
  zones: readonly Zone[] = [],
  s: SeparationSettings = separationDefaults,
): SeparationWatch {
  const exemptOf = (all: readonly Zone[]): ReadonlySet<string> =>
    new Set(all.filter(({ kind }) => s.exemptKinds.includes(kind)).map(({ id }) => id));
  let exempt = exemptOf(zones);
  const tracks = new Map<number, Track>();
  const berths = createBerths(s);

  function trackOf(mmsi: number): Track {
    let track = tracks.get(mmsi);
    if (track === undefined) {
      track = newTrack();
      tracks.set(mmsi, track);
    }
    return track;
  }

  function forget(mmsi: number): readonly Finding[] {
    berths.remove(mmsi);
    const others = tracks.get(mmsi)?.open;
    tracks.delete(mmsi);
    if (others === undefined || others.size === 0) return noFindings;
    for (const other of others) tracks.get(other)?.open.delete(mmsi);
    return [...others].map((other) => ended(mmsi, other));
  }

  function neighbours(vessel: Vessel, track: Track): Iterable<number> {
    if (track.lying.state === 'lies') {
      track.hasBerth = true;
      const near = berths.put(vessel);
      if (track.open.size === 0) return near;
      return near.length === 0 ? track.open : new Set([...track.open, ...near]);
    }
    if (track.hasBerth) berths.remove(vessel.mmsi);
    track.hasBerth = false;
    return track.open;
  }

  return {
    evaluate(vessel) {
      const { mmsi } = vessel;
      if (!s.enabled || !takesPart(vessel)) return tracks.has(mmsi) ? forget(mmsi) : noFindings;
      const track = trackOf(mmsi);
      take(track, vessel, s);
      const findings: Finding[] = [];
      for (const otherMmsi of neighbours(vessel, track)) {
        const other = tracks.get(otherMmsi);
        if (other === undefined || other === track) continue;
        const isOpen = track.open.has(otherMmsi);
        const found = judge(track, other, isOpen, exempt, s);
        if (found === 'stays') continue;
        if (found === 'ends') {
          track.open.delete(otherMmsi);
          other.open.delete(mmsi);
          findings.push(ended(mmsi, otherMmsi));
        } else if (track.open.size < s.maxOpen && other.open.size < s.maxOpen) {
          track.open.add(otherMmsi);
          other.open.add(mmsi);
          findings.push(raised(found, s));
        }
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
        trackOf(a).open.add(b);
        trackOf(b).open.add(a);
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
