import type { Finding } from '../model/alert.ts';
import { mmsiText, type Vessel } from '../model/vessel.ts';
import type { Zone, ZoneRule } from '../model/zone.ts';
import { crowdCauseOf } from './cause.ts';
import { type Crowding, createTally } from './zone-capacity.ts';

/** The vessels in one zone with `zone.capacity`: one cause a zone. */
export interface Crowd {
  /** The vessel is in the zone or not, or what is known of it changed. Null: nothing begins or ends. */
  note(vessel: Vessel, inside: boolean, active: boolean, nowMs: number): Finding | null;
  /** The vessel left the picture. */
  drop(mmsi: number): Finding | null;
  /** The zone's rules are not in force. Those inside are still known. */
  cease(): Finding | null;
  /** Is open in the alert log, while the vessels behind it are not known yet. */
  reopen(): void;
  /** The zone or its rule was changed; those inside are known. What no longer holds ends with the next note. */
  revise(zone: Zone, rule: ZoneRule): void;
  /** From now on an open cause may end: everybody who was inside has been placed again. */
  settle(nowMs: number): Finding | null;
}

const vesselName = ({ name, mmsi }: Vessel): string =>
  name === null ? mmsiText(mmsi) : `${name} (${mmsiText(mmsi)})`;

function raisedBy(
  zone: Zone,
  rule: ZoneRule,
  why: Crowding,
  inside: readonly Vessel[],
  last: Vessel,
): Finding {
  const { maxVessels, passengerBesideCones: cones } = rule;
  const names = inside.map(vesselName).join(', ');
  const at = last.kinematics;
  return {
    action: 'raise',
    cause: crowdCauseOf(zone.id),
    kind: 'zone.capacity',
    severity: rule.severity,
    mmsi: last.mmsi,
    others: inside.filter((v) => v !== last).map((v) => v.mmsi),
    zoneId: zone.id,
    position: at === null ? null : [at.lon, at.lat],
    title:
      why === 'cones'
        ? `Passenger vessel beside blue cones in ${zone.name}`
        : `Too many vessels in ${zone.name}`,
    text:
      why === 'cones'
        ? `A passenger vessel is in ${zone.name} together with a vessel that shows ${cones} blue cones or more: ${names}.`
        : `${zone.name} holds more vessels than the ${maxVessels} allowed by its rule: ${names}.`,
    evidence: {
      because: why,
      ...(maxVessels === undefined ? {} : { maxVessels }),
      ...(cones === undefined ? {} : { passengerBesideCones: cones }),
      zoneName: zone.name,
      ...(zone.version ? { zoneVersion: zone.version } : {}),
      zoneKind: zone.kind,
      approximate: zone.approximate,
      uncertaintyM: zone.uncertaintyM,
      vessels: inside.map(({ mmsi, name, shipType, hazard }) => ({
        mmsi: mmsiText(mmsi),
        name,
        shipType,
        hazardState: hazard.state,
        cones: hazard.cones,
      })),
    },
  };
}

export function createCrowd(firstZone: Zone, firstRule: ZoneRule): Crowd {
  let [zone, rule] = [firstZone, firstRule];
  const tally = createTally(rule);
  let open = false;
  let restored = false;
  let latestMs = 0;
  const clear: Finding = { action: 'clear', cause: crowdCauseOf(zone.id) };

  function end(): Finding | null {
    if (!open || restored) return null;
    open = false;
    return clear;
  }

  return {
    note(vessel, isIn, active, nowMs) {
      if (isIn) tally.put(vessel, nowMs);
      else tally.remove(vessel.mmsi);
      latestMs = nowMs;
      if (!active) restored = false;
      const why = active ? tally.crowding(nowMs) : null;
      if (why === null) return end();
      restored = false;
      if (open) return null;
      open = true;
      const inside = tally.vessels();
      return raisedBy(zone, rule, why, inside, isIn ? vessel : (inside.at(-1) ?? vessel));
    },
    drop(mmsi) {
      tally.remove(mmsi);
      return open && tally.crowding(latestMs) === null ? end() : null;
    },
    cease() {
      restored = false;
      return end();
    },
    reopen() {
      open = true;
      restored = true;
    },
    revise(revised, revisedRule) {
      zone = revised;
      rule = revisedRule;
      tally.revise(rule);
    },
    settle(nowMs) {
      if (!restored) return null;
      restored = false;
      return tally.crowding(nowMs) === null ? end() : null;
    },
  };
}
