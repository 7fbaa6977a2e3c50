import type { AlertSeverity, Finding } from '../../model/alert.ts';
import { mmsiText, type Vessel } from '../../model/vessel.ts';
import { cargo, kindOfVessel } from '../finding.ts';
import { closestOf, dangerOf, type Pair, radiansToDeg } from './pair.ts';
import {
  BEAM,
  COG_DEG,
  FLAGS,
  HALF_BREADTH,
  HALF_LENGTH,
  HORIZON,
  isPlaceAssumed,
  isSizeAssumed,
  LENGTH,
  SOG_KN,
} from './row.ts';
import type { Sailing } from './sailing.ts';
import type { EncounterSettings } from './settings.ts';

export type Closeness = 'near' | 'contact';

/** `cpa:<lower MMSI>:<higher MMSI>`, and with `:contact` behind it when the hulls may touch. */
export const causeOf = (a: number, b: number, closeness: Closeness): string =>
  `cpa:${mmsiText(Math.min(a, b))}:${mmsiText(Math.max(a, b))}${closeness === 'contact' ? ':contact' : ''}`;

/** The parts of such a cause, or null for a cause of another watch. */
export function partsOf(cause: string): { a: number; b: number; closeness: Closeness } | null {
  const [, a, b, contact] = /^cpa:(\d{9,}):(\d{9,})(:contact)?$/.exec(cause) ?? [];
  if (a === undefined || b === undefined) return null;
  return { a: Number(a), b: Number(b), closeness: contact === undefined ? 'near' : 'contact' };
}

export const ended = (a: number, b: number, closeness: Closeness): Finding => ({
  action: 'clear',
  cause: causeOf(a, b, closeness),
});

const who = ({ name, mmsi, hazard }: Vessel): string =>
  `${name === null ? `vessel ${mmsiText(mmsi)}` : `${name} (${mmsiText(mmsi)})`}, ${cargo(hazard)}`;
const capital = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1);
const inMinutes = (s: number): string =>
  s < 60 ? 'in less than a minute' : `in ${(s / 60).toFixed(1)} minutes`;
const manner: Readonly<Record<Pair['kind'], string>> = {
  meeting: 'on opposite courses',
  crossing: 'on crossing courses',
  overtaking: 'one overtaking the other',
};

function severityOf(vessel: Vessel, closeness: Closeness, s: EncounterSettings): AlertSeverity {
  // unknown is never taken for harmless
  const { state } = vessel.hazard;
  const isHazardous = state === 'confirmed' || state === 'suspected' || state === 'unknown';
  if (closeness === 'near') return isHazardous ? s.severity.hazardous : s.severity.other;
  return isHazardous ? s.severity.hazardousContact : s.severity.otherContact;
}

/** What had to be taken for granted about a vessel. */
function assumptions(t: Float64Array, { vessel, at, k }: Sailing): string[] {
  const said: string[] = [];
  const digits = mmsiText(vessel.mmsi);
  const flags = t[at + FLAGS] as number;
  if ((flags & isSizeAssumed) !== 0) said.push(`${digits}: size, ${t[at + LENGTH]} m by ${t[at + BEAM]} m`);
  if ((flags & isPlaceAssumed) !== 0) said.push(`${digits}: antenna amidships`);
  if (k.headingDeg === null) said.push(`${digits}: heads along its course`);
  return said;
}

function sideOf(t: Float64Array, { vessel, k, area, at }: Sailing, pair: Pair, laterMs: number): object {
  return {
    mmsi: mmsiText(vessel.mmsi),
    hazardState: vessel.hazard.state,
    cones: vessel.hazard.cones,
    sogKn: t[at + SOG_KN],
    cogDeg: t[at + COG_DEG],
    headingDeg: k.headingDeg,
    navStatus: k.navStatus,
    lengthM: t[at + LENGTH],
    beamM: t[at + BEAM],
    area: area.name,
    horizonS: Math.round(t[at + HORIZON] as number),
    domainHalfLengthM: Math.round((t[at + HALF_LENGTH] as number) * pair.factor),
    domainHalfBreadthM: Math.round((t[at + HALF_BREADTH] as number) * pair.factor),
    receiver: k.receiver,
    positionAt: new Date(k.positionAtMs).toISOString(),
    reckonedS: Math.round((laterMs - k.positionAtMs) / 100) / 10,
  };
}

/** The closest point of an encounter. */
export interface Closest {
  readonly closeness: Closeness;
  readonly cpaM: number;
  readonly tcpaS: number;
}

export function closestPoint(
  t: Float64Array,
  one: Sailing,
  two: Sailing,
  pair: Pair,
  s: EncounterSettings,
): Closest {
  const [cpaM, tcpaS] = closestOf(t, one.at, two.at, pair);
  return { closeness: cpaM < s.contactM ? 'contact' : 'near', cpaM, tcpaS };
}

/** Tells an encounter, in words for the watch room; filed under the vessel with the worse cargo, or the lower MMSI. */
export function told(
  t: Float64Array,
  one: Sailing,
  two: Sailing,
  pair: Pair,
  { closeness, cpaM, tcpaS }: Closest,
  s: EncounterSettings,
): Finding {
  const worse = dangerOf(one.vessel) - dangerOf(two.vessel);
  const isFirst = worse > 0 || (worse === 0 && one.vessel.mmsi < two.vessel.mmsi);
  const [first, second] = isFirst ? [one, two] : [two, one];
  const sign = isFirst ? 1 : -1;
  const rangeM = Math.round(Math.hypot(pair.x, pair.y));
  const bearingDeg = (Math.round(Math.atan2(sign * pair.x, sign * pair.y) * radiansToDeg) + 360) % 360;
  const { vessel, k } = first;
  const other = second.vessel;
  const metres = Math.floor(cpaM);
  const laterMs = Math.max(first.k.positionAtMs, second.k.positionAtMs);
  const happening =
    closeness === 'contact'
      ? `may touch ${inMinutes(tcpaS)}, as both go now`
      : `pass at ${metres} m ${inMinutes(tcpaS)}, as both go now`;
  const kind = kindOfVessel(vessel.hazard);
  return {
    action: 'raise',
    cause: causeOf(vessel.mmsi, other.mmsi, closeness),
    kind: 'cpa',
    severity: severityOf(vessel, closeness, s),
    mmsi: vessel.mmsi,
    others: [other.mmsi],
    zoneId: null,
    position: [k.lon, k.lat],
    title:
      closeness === 'contact'
        ? `${kind} on collision course, ${inMinutes(tcpaS)}`
        : `${kind} passes close: ${metres} m ${inMinutes(tcpaS)}`,
    text: `${capital(who(vessel))}, and ${who(other)}, ${happening}, ${manner[pair.kind]}; now ${rangeM} m apart, bearing ${String(bearingDeg).padStart(3, '0')}°.`,
    evidence: {
      cpaM: Math.round(cpaM * 10) / 10,
      tcpaS: Math.round(tcpaS),
      domainEntryS: Math.round(pair.entryS),
      rangeM,
      bearingDeg,
      courses: pair.kind,
      domainFactor: pair.factor,
      horizonS: Math.round(pair.horizonS),
      vessel: sideOf(t, first, pair, laterMs),
      other: sideOf(t, second, pair, laterMs),
      hazardBecause: vessel.hazard.evidence.map(({ source, value }) => `${source}: ${value}`),
      assumed: [...assumptions(t, first), ...assumptions(t, second)],
    },
    trust: vessel.trust.level === 'low' || other.trust.level === 'low' ? 'low' : 'normal',
  };
}
