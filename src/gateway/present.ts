import { instant } from '../lib/instant.ts';
import type { Coverage, ReceiverTally } from '../model/reception.ts';
import {
  type Hazard,
  type HazardEvidence,
  mmsiText,
  type Provenance,
  staleAfterMs,
  type Vessel,
} from '../model/vessel.ts';
import type { Zone } from '../model/zone.ts';
import type { ZoneFeature } from '../protocol/port.ts';
import type { ReceiverView } from '../protocol/receiver.ts';
import { shipTypeText } from '../protocol/ship-types.ts';
import type {
  HazardView,
  LiveVessel,
  VesselDetail,
  VesselFeature,
  VesselProperties,
} from '../protocol/vessel.ts';
import { type Disclosure, shows, zonesShown } from './access/disclosure.ts';

/** From the nouns of the model to the views of the protocol: ISO times, nine-digit MMSI, ages at the time of the answer. */

/** What was said of the cargo; what was declared to the port only for those who see declarations. */
const evidenceView = (evidence: readonly HazardEvidence[], disclosure: Disclosure) =>
  evidence
    .filter(({ source }) => source !== 'declaration' || (disclosure & shows.declarations) !== 0)
    .map(({ source, value, atMs }) => ({ source, value, at: instant(atMs) }));

function hazardView(hazard: Hazard, disclosure: Disclosure): HazardView {
  const view: HazardView = {
    state: hazard.state,
    cones: hazard.cones,
    bFlag: hazard.bFlag,
    category: hazard.category,
    unNumbers: [...hazard.unNumbers],
    imdgClasses: [...hazard.imdgClasses],
    evidence: evidenceView(hazard.evidence, disclosure),
    conflict: hazard.conflict,
  };
  if (disclosure & shows.persons) view.personsOnBoard = hazard.personsOnBoard;
  // what contradicts what is said in the words of the declaration
  if (disclosure & shows.declarations) view.conflictText = hazard.conflictText;
  return view;
}

/**
 * What the reader is shown of a vessel: what it may not see is not there.
 *
 * @param nowMs time of the answer, for `ageS` (tenths of a second)
 */
export function presentProperties(vessel: Vessel, nowMs: number, disclosure: Disclosure): VesselProperties {
  const at = vessel.kinematics;
  const view: VesselProperties = {
    mmsi: mmsiText(vessel.mmsi),
    name: vessel.name,
    nameConfirmed: vessel.nameConfirmed,
    callsign: vessel.callsign,
    imo: vessel.imo,
    flag: vessel.flag,
    class: vessel.class,
    shipType: vessel.shipType,
    shipTypeText: shipTypeText(vessel.shipType),
    eriType: vessel.eriType,
    convoy: vessel.convoy,
    lengthM: vessel.lengthM,
    beamM: vessel.beamM,
    draughtM: vessel.draughtM,
    destination: vessel.destination,
    eta: vessel.eta,
    navStatus: at?.navStatus ?? null,
    sogKn: at?.sogKn ?? null,
    cogDeg: at?.cogDeg ?? null,
    headingDeg: at?.headingDeg ?? null,
    rotDegPerMin: at?.rotDegPerMin ?? null,
    blueSign: at?.blueSign ?? null,
    positionAt: at ? instant(at.positionAtMs) : null,
    ageS: at ? Math.max(0, Math.round((nowMs - at.positionAtMs) / 100) / 10) : null,
    signal: vessel.signal,
    estimated: vessel.estimated,
    trust: vessel.trust.level,
    trustReasons: [...vessel.trust.reasons],
    zones: zonesShown(vessel, disclosure),
  };
  if (disclosure & shows.eni) view.eni = vessel.eni;
  if (disclosure & shows.cargo) view.hazard = hazardView(vessel.hazard, disclosure);
  return view;
}

const hull = ({ toBowM, toSternM, toPortM, toStarboardM }: Vessel) => ({
  toBowM,
  toSternM,
  toPortM,
  toStarboardM,
});

export function presentLive(vessel: Vessel, nowMs: number, disclosure: Disclosure): LiveVessel {
  const properties: LiveVessel = {
    ...presentProperties(vessel, nowMs, disclosure),
    lon: vessel.kinematics?.lon ?? null,
    lat: vessel.kinematics?.lat ?? null,
    ...hull(vessel),
  };
  return properties;
}

const pointOf = ({ kinematics }: Vessel): VesselFeature['geometry'] =>
  kinematics && { type: 'Point', coordinates: [kinematics.lon, kinematics.lat] };

export const presentFeature = (vessel: Vessel, nowMs: number, disclosure: Disclosure): VesselFeature => ({
  type: 'Feature',
  id: mmsiText(vessel.mmsi),
  geometry: pointOf(vessel),
  properties: presentProperties(vessel, nowMs, disclosure),
});

/** Who told each group of fields, when, and whether it should have been told again by now. */
function originsOf(
  { provenance, kinematics: at }: Vessel,
  nowMs: number,
): VesselDetail['properties']['origins'] {
  const view = (group: keyof Provenance) => {
    const origin = provenance[group];
    if (origin === null) return null;
    const { messageType, receiver, atMs } = origin;
    return { messageType, receiver, at: instant(atMs), stale: nowMs - atMs > staleAfterMs[group] };
  };
  return {
    position: at && { messageType: at.messageType, receiver: at.receiver, at: instant(at.positionAtMs) },
    name: view('name'),
    static: view('static'),
    voyage: view('voyage'),
    inland: view('inland'),
  };
}

export const presentDetail = (vessel: Vessel, nowMs: number, disclosure: Disclosure): VesselDetail => ({
  type: 'Feature',
  id: mmsiText(vessel.mmsi),
  geometry: pointOf(vessel),
  properties: {
    ...presentProperties(vessel, nowMs, disclosure),
    ...hull(vessel),
    origins: originsOf(vessel, nowMs),
    ...((disclosure & shows.cargo) !== 0 && { pastEvidence: evidenceView(vessel.hazard.past, disclosure) }),
    firstHeardAt: instant(vessel.firstHeardMs),
    heardAt: instant(vessel.heardAtMs),
    receivers: Object.entries(vessel.receivers).map(([name, atMs]) => ({ name, heardAt: instant(atMs) })),
  },
});

/** A zone as a Feature. Geometry and rules are shared with the model, which never changes them. */
export const presentZone = (zone: Zone) => ({
  type: 'Feature' as const satisfies ZoneFeature['type'],
  id: zone.id,
  geometry: zone.geometry,
  properties: {
    name: zone.name,
    kind: zone.kind,
    rules: zone.rules,
    exitMarginM: zone.exitMarginM,
    approximate: zone.approximate,
    uncertaintyM: zone.uncertaintyM,
    note: zone.note,
    version: zone.version ?? 0,
    ...(zone.visibleTo && { visibleTo: zone.visibleTo }),
    ...(zone.source && { source: zone.source }),
    ...(zone.validFrom !== undefined && { validFrom: zone.validFrom }),
    ...(zone.validTo !== undefined && { validTo: zone.validTo }),
    ...(zone.schedule && { schedule: zone.schedule }),
    ...(zone.clearance && { clearance: zone.clearance }),
    ...(zone.shadow && { shadow: zone.shadow }),
    ...(zone.minSecurityLevel && { minSecurityLevel: zone.minSecurityLevel }),
  },
});

const coverageView = ({ bbox, polygon }: Coverage): ReceiverView['coverage'] => ({
  bbox: [...bbox],
  polygon: {
    type: polygon.type,
    coordinates: polygon.coordinates.map((ring) => ring.map(([lon, lat]) => [lon, lat])),
  },
});

/** Part of the messages that were doubles, in thousandths. */
function doublesShare({ accepted, duplicate }: ReceiverTally['results']): number | null {
  const all = accepted + duplicate;
  return all === 0 ? null : Math.round((duplicate / all) * 1000) / 1000;
}

export function presentReceiver(tally: ReceiverTally, linesPerS: number | null): ReceiverView {
  const { health } = tally;
  return {
    name: tally.name,
    kind: tally.kind,
    connections: tally.connections,
    bytes: tally.bytes,
    lines: tally.lines,
    linesPerS,
    results: { ...tally.results },
    refused: { ...tally.refused },
    sideFaults: { ...tally.sideFaults },
    lastHeardAt: tally.lastHeardMs === null ? null : instant(tally.lastHeardMs),
    state: health?.state ?? 'normal',
    silentSince: health === null || health.silentSinceMs === null ? null : instant(health.silentSinceMs),
    normalPerMinute: health?.normalPerMinute ?? null,
    expectedWithinS: health?.expectedWithinS ?? null,
    clockOffsetS: health?.clockOffsetS ?? null,
    doublesShare: doublesShare(tally.results),
    coverage: health === null || health.coverage === null ? null : coverageView(health.coverage),
  };
}
