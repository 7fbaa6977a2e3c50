import type { Finding, RuleName } from '../../model/alert.ts';
import { type Kinematics, mmsiText, type Vessel } from '../../model/vessel.ts';
import type { Zone } from '../../model/zone.ts';
import { isDoubted } from '../behaviour/identity.ts';
import { cargo, kindOfVessel } from '../finding.ts';
import { concerns } from '../passage.ts';
import { createZonesById } from '../zone-difference.ts';
import { type Berth, go, lie, lies, newBerth } from './berth.ts';
import { type DepartureSettings, departureDefaults } from './settings.ts';

/** Watches vessels that leave a berth for which the port demands clearance. Grows by the vessels that lie in one. */
export interface DepartureWatch {
  /** Call for every accepted position, behind the zones. */
  evaluate(vessel: Vessel): readonly Finding[];
  /** The vessel left the picture: ends what is open about it. */
  forget(mmsi: number): readonly Finding[];
  /** Before the first evaluation: takes over causes open in the alert log; those of other watches are passed by. */
  restore(openCauses: Iterable<string>): void;
  /** Other zones from now on. Ends what is open in those that are gone, or demand no clearance any more. */
  replace(zones: readonly Zone[]): readonly Finding[];
}

const noFindings: readonly Finding[] = Object.freeze([]);
const rule: RuleName = 'berth.departure';
const shape = /^berth\.departure:(.+):(\d{9,})$/s;
const causeOf = (zoneId: string, mmsi: number): string => `${rule}:${zoneId}:${mmsiText(mmsi)}`;

function raised(vessel: Vessel, k: Kinematics, zone: Zone, goesSinceMs: number): Finding {
  const { mmsi, name, hazard, trust } = vessel;
  const who = name === null ? `Vessel ${mmsiText(mmsi)}` : `${name} (${mmsiText(mmsi)})`;
  return {
    action: 'raise',
    cause: causeOf(zone.id, mmsi),
    kind: 'zone.exit',
    severity: zone.clearance?.severity ?? 'warning',
    mmsi,
    zoneId: zone.id,
    position: [k.lon, k.lat],
    title: `${kindOfVessel(hazard)} left its berth without clearance`,
    text: `${who}, ${cargo(hazard)}, left its berth in ${zone.name} without clearance, now at ${k.sogKn?.toFixed(1)} kn.`,
    evidence: {
      rule,
      hazardState: hazard.state,
      hazardBecause: hazard.evidence.map(({ source, value }) => `${source}: ${value}`),
      zoneName: zone.name,
      navStatus: k.navStatus,
      sogKn: k.sogKn,
      receiver: k.receiver,
      underWayFrom: new Date(goesSinceMs).toISOString(),
      positionAt: new Date(k.positionAtMs).toISOString(),
    },
    trust: trust.level,
  };
}

export function createDepartureWatch(
  zones: readonly Zone[],
  s: DepartureSettings = departureDefaults,
): DepartureWatch {
  const { byId: guarded, replace } = createZonesById(zones, ({ clearance }) => clearance !== undefined);
  const berths = new Map<number, Berth>();

  const end = (mmsi: number, { zoneId }: Berth): readonly Finding[] => [
    { action: 'clear', cause: causeOf(zoneId, mmsi) },
  ];

  function lying({ mmsi, zones: now }: Vessel, k: Kinematics, berth: Berth | undefined): readonly Finding[] {
    if (berth !== undefined && !lie(berth, k, s)) return noFindings;
    const zoneId = now.find((id) => guarded.has(id));
    if (zoneId === undefined) berths.delete(mmsi);
    else {
      const next = newBerth(zoneId, k);
      next.lay = berth !== undefined;
      next.stillSinceMs = berth?.stillSinceMs ?? k.positionAtMs;
      berths.set(mmsi, next);
    }
    return berth?.open ? end(mmsi, berth) : noFindings;
  }

  function going(vessel: Vessel, k: Kinematics, berth: Berth): readonly Finding[] {
    const hasLeft = go(berth, k, s);
    if (berth.open) return noFindings;
    if (!berth.lay) berths.delete(vessel.mmsi);
    if (!berth.lay || !hasLeft || isDoubted(vessel)) return noFindings;
    const zone = guarded.get(berth.zoneId);
    const goesSinceMs = berth.goesSinceMs ?? k.positionAtMs;
    // a clearance counts that was valid when it got under way
    if (s.enabled && zone?.clearance && concerns(zone.clearance.appliesTo, vessel, goesSinceMs)) {
      berth.open = true;
      return [raised(vessel, k, zone, goesSinceMs)];
    }
    berths.delete(vessel.mmsi);
    return noFindings;
  }

  return {
    evaluate(vessel) {
      const { mmsi, class: cls, kinematics: k } = vessel;
      const berth = berths.get(mmsi);
      if (k === null || (berth === undefined && guarded.size === 0)) return noFindings;
      if (cls === 'base' || cls === 'aton' || cls === 'sar' || cls === 'sart') return noFindings;
      if (berth?.atMs === k.positionAtMs) return noFindings;
      if (berth !== undefined) berth.atMs = k.positionAtMs;
      const still = lies(k, s);
      if (still === true) return lying(vessel, k, berth);
      return still === null || berth === undefined ? noFindings : going(vessel, k, berth);
    },
    forget(mmsi) {
      const berth = berths.get(mmsi);
      berths.delete(mmsi);
      return berth?.open ? end(mmsi, berth) : noFindings;
    },
    replace(zonesNow) {
      replace(zonesNow);
      const over = [...berths].filter(([, { zoneId }]) => !guarded.has(zoneId));
      for (const [mmsi] of over) berths.delete(mmsi);
      return over.flatMap(([mmsi, berth]) => (berth.open ? end(mmsi, berth) : []));
    },
    restore(openCauses) {
      for (const cause of openCauses) {
        const [, zoneId, digits] = shape.exec(cause) ?? [];
        if (zoneId === undefined) continue;
        const berth = newBerth(zoneId, { lon: 0, lat: 0, positionAtMs: Number.NEGATIVE_INFINITY });
        berth.goesSinceMs = Number.NEGATIVE_INFINITY;
        berth.open = true;
        berths.set(Number(digits), berth);
      }
    },
  };
}
