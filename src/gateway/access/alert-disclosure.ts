import type { Reader } from '../../model/access.ts';
import type { Alert, AlertKind } from '../../model/alert.ts';
import { type Disclosure, shows } from './disclosure.ts';

/** An alert in words that say nothing of what anybody carries. */
const plainTitle: Readonly<Record<AlertKind, string>> = {
  'zone.enter': 'Vessel entered a zone',
  'zone.exit': 'Vessel left a zone',
  'zone.dwell': 'Vessel too long in a zone',
  'zone.speed': 'Vessel too fast in a zone',
  'zone.stop': 'Vessel stopped in a zone',
  'zone.capacity': 'Vessels in a zone that may not be there together',
  'zone.wrong-way': 'Vessel against the direction of a zone',
  separation: 'Vessels lie too close',
  cpa: 'Vessels pass close',
  'signal.lost': 'Vessel no longer heard',
  distress: 'Distress signal',
  grounding: 'Vessel may have run aground',
  drifting: 'Vessel adrift',
  'anchor-drag': 'Vessel drags its anchor',
  'status-mismatch': 'Vessel sends a wrong status',
  'identity.duplicate': 'Vessel sends from two places',
  'identity.jump': 'Vessel jumped',
  'identity.invalid': 'Vessel sends an invalid number',
  'gnss.interference': 'Satellite positions disturbed',
  'receiver.silent': 'Receiver silent',
  'receiver.clock': 'Clock of a receiver wrong',
};

/** Evidence that says nothing of cargo. What a rule adds is shown to those who see cargo alone, until it stands here. */
const plainEvidence: ReadonlySet<string> = new Set([
  ...['zoneName', 'zoneVersion', 'zoneKind', 'approximate', 'uncertaintyM', 'rule', 'passage', 'crossed'],
  ...[
    'firstHeard',
    'limitKn',
    'limitS',
    'holdS',
    'axisDeg',
    'gapS',
    'maxVessels',
    'vessels',
    'vessel',
    'other',
  ],
  ...['mmsi', 'name', 'shipType', 'lengthM', 'beamM', 'sogKn', 'cogDeg', 'headingDeg', 'navStatus', 'hull'],
  ...[
    'receiver',
    'positionAt',
    'otherPositionAt',
    'positionAgeS',
    'lastHeardAgeS',
    'reckonedS',
    'underWayFrom',
  ],
  ...['trustReasons', 'walkedM', 'distanceM', 'cpaM', 'tcpaS', 'rangeM', 'bearingDeg', 'courses', 'assumed'],
]);

/** What the reader is shown of an alert: the bits of `shows` for cargo and declarations. Alerts of equal numbers are equal answers. */
export function alertDisclosureOf(reader: Reader, alert: Alert): Disclosure {
  const { mmsi, others, zoneId } = alert;
  // about no vessel, it tells of no cargo
  if (mmsi === null && others.length === 0) return shows.cargo | shows.declarations;
  const zones = zoneId === null ? [] : [zoneId];
  const ownsAll = () =>
    [...(mmsi === null ? [] : [mmsi]), ...others].every((m) => reader.owns({ mmsi: m, zones }));
  const sees = (field: 'cargo' | 'declarations'): boolean => {
    const reach = reader.sees(field);
    return reach === 'all' || (reach === 'own' && ownsAll());
  };
  return (sees('cargo') ? shows.cargo : 0) | (sees('declarations') ? shows.declarations : 0);
}

/** The alert as far as that goes: in full, without the words of declarations, or without a word of cargo. */
export function presentAlert(alert: Alert, disclosure: Disclosure): Alert {
  if ((disclosure & shows.cargo) === 0) return plain(alert);
  const because = alert.evidence['hazardBecause'];
  if ((disclosure & shows.declarations) !== 0 || !Array.isArray(because)) return alert;
  const hazardBecause = because.filter((said) => !String(said).startsWith('declaration:'));
  return { ...alert, evidence: { ...alert.evidence, hazardBecause } };
}

function plain(alert: Alert): Alert {
  const title = plainTitle[alert.kind];
  const zone = alert.evidence['zoneName'];
  const who = [alert.mmsi, ...alert.others].filter((mmsi) => mmsi !== null);
  const where = typeof zone === 'string' ? `, ${zone}` : '';
  return {
    ...alert,
    title,
    text: `${title}: MMSI ${who.join(', ')}${where}.`,
    evidence: plainOf(alert.evidence),
  };
}

/** Of objects, and of those in lists, what may be said. */
function plainOf(evidence: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(evidence).filter(([key]) => plainEvidence.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  return typeof value === 'object' && value !== null ? plainOf({ ...value }) : value;
}
