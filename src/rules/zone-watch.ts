import type { Finding } from '../model/alert.ts';
import type { Kinematics, Vessel } from '../model/vessel.ts';
import type { Zone } from '../model/zone.ts';
import { ByVessel } from './by-vessel.ts';
import { crowdZoneOf, partsOf } from './cause.ts';
import { createCrowds } from './crowds.ts';
import { cleared } from './finding.ts';
import { newClearBox } from './geometry/clear-box.ts';
import { createZoneIndex } from './geometry/zone-index.ts';
import { isInside } from './passage.ts';
import { end, isOver, judge, openRules, reopen, type Stay, type Step } from './stay.ts';
import { createWay, longestGapMs, type Place, stayIn } from './way.ts';
import { carryOver, changesOf } from './zone-changes.ts';
import { createZoneLaws, hazardBits } from './zone-law.ts';
import { createZoneSlots } from './zone-slots.ts';
import { createValidity } from './zone-validity.ts';

/** What an evaluation gives. The object is used again: read it before the next call. */
export interface ZoneJudgement {
  /** In order; the same empty array when there is nothing to say. */
  readonly findings: readonly Finding[];
  /** Ids of the zones that hold the vessel, sorted; the same array as before when unchanged. */
  readonly zones: readonly string[];
}

/** Watches vessels in the zones of a port. Grows by the vessels evaluated and not yet forgotten. */
export interface ZoneWatch {
  /** Call for every accepted position, and when what else is known of the vessel changed (cargo, class, length). */
  evaluate(vessel: Vessel, nowMs: number): ZoneJudgement;
  /** The vessel left the picture: ends what is open about it. */
  forget(mmsi: number): readonly Finding[];
  /**
   * Before the first evaluation: causes that are open in the alert log. They are not raised again, and can be
   * cleared. Returns the end of those whose zone or rule is no longer in the port; other rules' causes are passed by.
   */
  restore(openCauses: Iterable<string>): readonly Finding[];
  /**
   * Other zones from now on. What did not change stays as it is: who is in a zone, and what is open. Ends what is open by a zone or
   * rule that is gone. The vessels to be evaluated anew, in whatever order and time, are added to `concerned`.
   */
  replace(zones: readonly Zone[], nowMs: number, concerned: Set<number>): readonly Finding[];
  /** Once a second: ends what is open in zones whose rules are no longer in force. */
  tick(nowMs: number): readonly Finding[];
  /** Vessels remembered. */
  readonly size: number;
}

interface Track extends Place {
  zones: readonly string[];
}

const noFindings: readonly Finding[] = Object.freeze([]);
const noZones: readonly string[] = Object.freeze([]);

const stepOf = (vessel: Vessel, fix: Kinematics, gapMs: number, nowMs: number): Step => ({
  vessel,
  fix,
  gapS: Number.isFinite(gapMs) ? Math.round(gapMs / 1000) : null,
  afterSilence: gapMs > longestGapMs,
  nowMs,
});

const standsStill = ({ class: c }: Vessel): boolean => c === 'base' || c === 'aton';

function zonesOf(stays: readonly Stay[]): readonly string[] {
  const ids = stays.filter((stay) => isInside(stay.passage)).map((stay) => stay.zone.id);
  return ids.length > 0 ? ids.sort() : noZones;
}

export function createZoneWatch(first: readonly Zone[]): ZoneWatch {
  const slots = createZoneSlots(first);
  const index = createZoneIndex(first);
  const laws = createZoneLaws(first);
  const way = createWay(slots.bySlot, laws, index);
  const validity = createValidity(first);
  const tracks = new ByVessel<Track>();
  const crowds = createCrowds(first);
  let started = false;
  // Used again for every evaluation.
  const found: Finding[] = [];
  const judgement: { findings: readonly Finding[]; zones: readonly string[] } = {
    findings: noFindings,
    zones: noZones,
  };

  function trackOf(mmsi: number): Track {
    const known = tracks.get(mmsi);
    if (known) return known;
    const track: Track = {
      lon: 0,
      lat: 0,
      atMs: Number.NEGATIVE_INFINITY,
      stays: [],
      clear: newClearBox(),
      zones: noZones,
    };
    tracks.set(mmsi, track);
    return track;
  }

  function judgeAll(track: Track, vessel: Vessel, fix: Kinematics, gapMs: number, nowMs: number): void {
    const hazardBit = hazardBits[vessel.hazard.state];
    let step: Step | null = null;
    for (const stay of track.stays) {
      const { law } = stay;
      // mostly: neither the zone nor its rules are even read
      if (stay.isQuiet && (law.hazards & hazardBit) === 0 && !law.counts) continue;
      step ??= stepOf(vessel, fix, gapMs, nowMs);
      const active = validity.active[stay.index] === true;
      judge(stay, step, active, found);
      if (!law.counts) continue;
      const crowd = crowds.of(stay.index);
      if (!crowd) continue;
      const finding = crowd.note(vessel, isInside(stay.passage), active, nowMs);
      if (finding) found.push(finding);
    }
    let kept = 0;
    for (const stay of track.stays) {
      if (isOver(stay)) continue;
      if (track.stays[kept] !== stay) track.stays[kept] = stay;
      kept++;
    }
    // a list that is cut, even by nothing, is made anew
    if (kept < track.stays.length) track.stays.length = kept;
  }

  function answer(findings: readonly Finding[], zonesNow: readonly string[]): ZoneJudgement {
    judgement.findings = findings;
    judgement.zones = zonesNow;
    return judgement;
  }

  function forget(mmsi: number): readonly Finding[] {
    const track = tracks.get(mmsi);
    if (!track) return noFindings;
    tracks.delete(mmsi);
    const ended = track.stays.flatMap((stay) =>
      openRules(stay).map((rule) => cleared(rule, stay.zone.id, mmsi)),
    );
    for (const stay of track.stays) {
      const finding = crowds.of(stay.index)?.drop(mmsi);
      if (finding) ended.push(finding);
    }
    return ended;
  }

  /** Ends everything that is open in zones whose rules are out of force; who is inside stays known. */
  function cease(ceased: readonly number[], ended: Finding[]): void {
    const over = new Set(ceased);
    for (const [mmsi, track] of tracks) {
      for (const stay of track.stays) {
        if (!over.has(stay.index)) continue;
        for (const rule of openRules(stay)) ended.push(cleared(rule, stay.zone.id, mmsi));
        end(stay);
      }
    }
    for (const zone of ceased) {
      const finding = crowds.of(zone)?.cease();
      if (finding) ended.push(finding);
    }
  }

  function tick(nowMs: number): readonly Finding[] {
    const ceased = validity.ceased(nowMs);
    started = true;
    if (ceased.length === 0 && crowds.settled) return noFindings;
    const ended: Finding[] = [];
    if (ceased.length > 0) cease(ceased, ended);
    if (!crowds.settled) crowds.settle(nowMs, ended);
    return ended;
  }

  return {
    evaluate(vessel, nowMs) {
      const fix = vessel.kinematics;
      if (standsStill(vessel)) return answer(forget(vessel.mmsi), noZones);
      if (!fix) return answer(noFindings, noZones);
      // after a restart vessels are placed before the clock first ticks
      if (!started) validity.ceased(nowMs);
      started = true;
      const track = tracks.of(vessel) ?? trackOf(vessel.mmsi);
      const gapMs = fix.positionAtMs - track.atMs;
      if (found.length > 0) found.length = 0;
      const changed = way.step(track, vessel.mmsi, fix, gapMs, found);
      if (track.stays.length > 0) judgeAll(track, vessel, fix, gapMs, nowMs);
      if (changed) track.zones = zonesOf(track.stays);
      track.lon = fix.lon;
      track.lat = fix.lat;
      track.atMs = fix.positionAtMs;
      return answer(found.length > 0 ? found.slice() : noFindings, track.zones);
    },
    forget,
    tick,
    replace(now, nowMs, concerned) {
      const ended: Finding[] = [];
      const bySlot = slots.replace(now);
      const changes = changesOf(bySlot);
      index.replace(bySlot);
      for (const [slot, { now: zone }] of bySlot) laws.put(slot, zone);
      for (const [mmsi, track] of tracks) {
        track.clear.fill(Number.NaN);
        const isConcerned = carryOver(track.stays, mmsi, changes, laws, ended);
        if (isConcerned) track.zones = zonesOf(track.stays);
        if (isConcerned || (Number.isFinite(track.atMs) && changes.isNearRedrawn(track.lon, track.lat)))
          concerned.add(mmsi);
      }
      for (const [slot, change] of bySlot) {
        validity.put(slot, change.now);
        crowds.put(slot, change.now, ended);
      }
      cease(validity.ceased(nowMs), ended);
      started = true;
      return ended;
    },
    restore(openCauses) {
      const ended: Finding[] = [];
      for (const cause of openCauses) {
        const crowdedId = crowdZoneOf(cause);
        if (crowdedId !== null) {
          if (!crowds.reopen(slots.slotOf(crowdedId))) ended.push({ action: 'clear', cause });
          continue;
        }
        const parts = partsOf(cause);
        if (!parts) continue;
        const zone = slots.slotOf(parts.zoneId);
        const has = zone !== undefined && slots.bySlot[zone]?.rules.some(({ rule }) => rule === parts.rule);
        if (!has) {
          ended.push({ action: 'clear', cause });
          continue;
        }
        const track = trackOf(parts.mmsi);
        if (!stayIn(track.stays, zone)) way.add(track, zone, 'away');
        const stay = stayIn(track.stays, zone);
        if (stay) reopen(stay, parts.rule);
        track.zones = zonesOf(track.stays);
      }
      return ended;
    },
    get size() {
      return tracks.size;
    },
  };
}
