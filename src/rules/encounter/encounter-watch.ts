import type { Finding } from '../../model/alert.ts';
import type { Kinematics, Vessel } from '../../model/vessel.ts';
import type { Zone } from '../../model/zone.ts';
import { isDoubted } from '../behaviour/identity.ts';
import { ByVessel } from '../by-vessel.ts';
import { against, createMeetings, type Meeting } from './meeting.ts';
import { judge, mayTouch, newPair } from './pair.ts';
import { AT, LENGTH, width } from './row.ts';
import { mpsOfKn, type Sailing, sail } from './sailing.ts';
import { type EncounterSettings, encounterDefaults } from './settings.ts';
import { leadsOthers, takesPart } from './takes-part.ts';
import { createTraffic } from './traffic.ts';
import { createWaters } from './waters.ts';
import { closestPoint, ended, partsOf, told } from './words.ts';

/** Watches who comes too close to whom under way. Grows by the vessels that sail, and the pairs that are near each other. */
export interface EncounterWatch {
  /** Call for every accepted position, and when what else is known of the vessel changed. */
  evaluate(vessel: Vessel, nowMs: number): readonly Finding[];
  /** Once a second: ends what is open about vessels that are no longer heard. */
  tick(nowMs: number): readonly Finding[];
  /** The vessel left the picture: ends what is open about it. */
  forget(mmsi: number): readonly Finding[];
  /** Before the first evaluation: takes over causes open in the alert log; those of other watches are passed by. */
  restore(openCauses: Iterable<string>): void;
  /** The port has other zones. What is open stays until it is judged anew. */
  setZones(zones: readonly Zone[]): void;
  /** Vessels that sail. */
  readonly size: number;
}

const noFindings: readonly Finding[] = Object.freeze([]);

export function createEncounterWatch(
  zones: readonly Zone[] = [],
  s: EncounterSettings = encounterDefaults,
): EncounterWatch {
  const waters = createWaters(zones, s);
  const mostTimes = Math.max(1, ...Object.values(s.hazardFactor));
  const limits = [s.limitsElsewhere, ...Object.values(s.limitsByKind), ...Object.values(s.limitsByZone)];
  const longestS = Math.max(...limits.map(({ horizonS }) => horizonS ?? 0));
  const traffic = createTraffic({ ...s, besideMps: s.besideKn * mpsOfKn, mostTimes, longestS });
  const sailing = new ByVessel<Sailing>();
  const byRow: (Sailing | undefined)[] = [];
  const meetings = createMeetings(s.maxMeetings);
  const open = new Set<Meeting>();
  // used again for every report
  const nearby = new Int32Array(s.maxNeighbours);
  const pair = newPair();
  let found: Finding[] = [];
  let look = 0;

  function taken(): readonly Finding[] {
    if (found.length === 0) return noFindings;
    const findings = found;
    found = [];
    return findings;
  }

  function end(meeting: Meeting): void {
    if (meeting.open !== 'no') found.push(ended(meeting.a, meeting.b, meeting.open));
    meeting.open = 'no';
    meeting.against = 0;
    open.delete(meeting);
  }

  /** It sails no longer: whatever it was part of is over. */
  function leave(mmsi: number): void {
    const left = sailing.get(mmsi);
    if (left !== undefined) {
      traffic.remove(left.at);
      byRow[left.at / width] = undefined;
      sailing.delete(mmsi);
    }
    const own = meetings.of(mmsi);
    if (own === undefined) return;
    for (const meeting of own.values()) {
      end(meeting);
      meetings.drop(meeting);
    }
  }

  function goesBeside(a: Sailing, b: Sailing, known: Meeting | undefined): void {
    const meeting = known ?? meetings.between(a.vessel.mmsi, b.vessel.mmsi);
    if (meeting === undefined) return;
    meeting.look = look;
    meeting.against = 0;
    const atMs = Math.max(a.k.positionAtMs, b.k.positionAtMs);
    meeting.besideSinceMs ??= atMs;
    if (meeting.isConvoy && meeting.open === 'no') return;
    const leads = leadsOthers(a.vessel, a.k) || leadsOthers(b.vessel, b.k);
    if (!leads && atMs - meeting.besideSinceMs < s.besideMs) return;
    meeting.isConvoy = true;
    end(meeting);
  }

  /** Convoys stay together until they are far apart: in a turn their courses differ for a while. */
  function isStillConvoy(a: Sailing, b: Sailing): boolean {
    const t = traffic.numbers;
    const halvesM = ((t[a.at + LENGTH] as number) + (t[b.at + LENGTH] as number)) / 2;
    return Math.hypot(pair.x, pair.y) < halvesM + s.partM;
  }

  /** Whether as many looks in a row as it takes speak against what is. */
  function isSettled(meeting: Meeting, a: Sailing, b: Sailing): boolean {
    const [lower, higher] = a.vessel.mmsi === meeting.a ? [a, b] : [b, a];
    return against(meeting, lower.k.positionAtMs, higher.k.positionAtMs) >= s.reports;
  }

  function raise(meeting: Meeting, a: Sailing, b: Sailing): void {
    // an alert gets worse, never better: that is told by its end
    if (
      meeting.open === 'contact' ||
      (meeting.open === 'near' && !mayTouch(traffic.numbers, a.at, b.at, pair, s))
    )
      return;
    const closest = closestPoint(traffic.numbers, a, b, pair, s);
    if (meeting.open === closest.closeness) return;
    if (meeting.open !== 'no') end(meeting);
    meeting.open = closest.closeness;
    meeting.against = 0;
    open.add(meeting);
    found.push(told(traffic.numbers, a, b, pair, closest, s));
  }

  function consider(a: Sailing, b: Sailing, known: Meeting | undefined, nowMs: number): void {
    const isOpen = known !== undefined && known.open !== 'no';
    let verdict = judge(traffic.numbers, a.at, b.at, pair, isOpen, s);
    if (verdict !== 'beside' && !isOpen && (isDoubted(a.vessel) || isDoubted(b.vessel))) verdict = 'unsure';
    if (known !== undefined) {
      known.look = look;
      if (verdict !== 'unsure') known.judgedAtMs = nowMs;
    }
    if (verdict === 'unsure') return;
    if (verdict === 'beside') {
      goesBeside(a, b, known);
      return;
    }
    if (known?.isConvoy && isStillConvoy(a, b)) return;
    if (verdict === 'danger' && waters.areParted(a.where, a.k, b.where, b.k)) verdict = 'calm';
    if (verdict === 'calm') {
      if (known === undefined) return;
      known.besideSinceMs = null;
      known.isConvoy = false;
      if (!isOpen || isSettled(known, a, b)) {
        end(known);
        meetings.drop(known);
      }
      return;
    }
    const meeting = known ?? meetings.between(a.vessel.mmsi, b.vessel.mmsi);
    if (meeting === undefined) return;
    meeting.look = look;
    meeting.judgedAtMs = nowMs;
    meeting.besideSinceMs = null;
    if (isOpen) meeting.against = 0;
    else if (!isSettled(meeting, a, b)) return;
    raise(meeting, a, b);
  }

  /** Takes in the report; undefined when the vessel takes no part, or the position was judged before. */
  function taking(vessel: Vessel, k: Kinematics | null): Sailing | undefined {
    let own = sailing.of(vessel);
    const where =
      s.enabled && k !== null && takesPart(vessel, k, s) ? waters.whereIs(vessel, own?.where) : undefined;
    const area = where?.area ?? null;
    if (k === null || where === undefined || area === null) {
      leave(vessel.mmsi);
      return undefined;
    }
    if (own === undefined) {
      own = { vessel, k, where, area, at: traffic.add() };
      byRow[own.at / width] = own;
      sailing.set(vessel.mmsi, own);
    }
    const t = traffic.numbers;
    const isNew = t[own.at + AT] !== k.positionAtMs;
    own.vessel = vessel;
    own.k = k;
    own.where = where;
    own.area = area;
    sail(t, own, s);
    traffic.move(own.at, area.horizonS);
    return isNew ? own : undefined;
  }

  return {
    evaluate(vessel, nowMs) {
      const own = taking(vessel, vessel.kinematics);
      if (own === undefined) return taken();
      look++;
      const known = meetings.of(vessel.mmsi);
      if (known !== undefined)
        for (const meeting of known.values()) {
          const other = sailing.get(meeting.a === vessel.mmsi ? meeting.b : meeting.a);
          if (other !== undefined) consider(own, other, meeting, nowMs);
        }
      const count = traffic.near(own.at, nearby);
      const t = traffic.numbers;
      for (let i = 0; i < count; i++) {
        const at = nearby[i] as number;
        // most pass by: that is told by numbers alone
        const verdict = judge(t, own.at, at, pair, false, s);
        if (verdict !== 'danger' && verdict !== 'beside') continue;
        const other = byRow[at / width];
        if (other === undefined) continue;
        const meeting = known?.get(other.vessel.mmsi);
        if (meeting?.look !== look) consider(own, other, meeting, nowMs);
      }
      return taken();
    },
    tick(nowMs) {
      traffic.sweep(nowMs - s.maxAgeMs, (at) => {
        const silent = byRow[at / width];
        if (silent !== undefined) leave(silent.vessel.mmsi);
      });
      for (const meeting of open) {
        // after a restart neither may ever be heard again
        if (meeting.judgedAtMs === 0) meeting.judgedAtMs = nowMs;
        if (nowMs - meeting.judgedAtMs <= s.maxAgeMs) continue;
        end(meeting);
        meetings.drop(meeting);
      }
      return taken();
    },
    forget(mmsi) {
      leave(mmsi);
      return taken();
    },
    restore(openCauses) {
      for (const cause of openCauses) {
        const parts = partsOf(cause);
        const meeting = parts === null ? undefined : meetings.between(parts.a, parts.b);
        if (parts === null || meeting === undefined) continue;
        meeting.open = parts.closeness;
        open.add(meeting);
      }
    },
    setZones: waters.setZones,
    get size() {
      return sailing.size;
    },
  };
}
