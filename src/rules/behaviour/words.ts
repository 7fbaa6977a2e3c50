import type { AlertSeverity, Finding } from '../../model/alert.ts';
import { mmsiText, type Vessel } from '../../model/vessel.ts';
import { cargo, kindOfVessel } from '../finding.ts';
import { type BehaviourSettings, type VesselKind, vesselKinds } from './settings.ts';
import { wasAtRest } from './signal-lost.ts';

/** Name of the one condition that is about no vessel alone. */
export const gnssCause = 'gnss.interference:port';

export const causeOf = (kind: VesselKind, mmsi: number): string => `${kind}:${mmsiText(mmsi)}`;

/** The parts of a cause, or null for a cause of another watch. */
export function partsOf(cause: string): { kind: VesselKind; mmsi: number } | null {
  const colon = cause.lastIndexOf(':');
  const kind = vesselKinds.find((known) => known === cause.slice(0, colon));
  const digits = cause.slice(colon + 1);
  return kind === undefined || !/^\d{9,}$/.test(digits) ? null : { kind, mmsi: Number(digits) };
}

const transmitter: Readonly<Record<string, string>> = {
  '970': 'Search and rescue transmitter',
  '972': 'Man overboard transmitter',
  '974': 'Emergency beacon',
};

/** Title and sentence, without the subject, of what began. */
function happening(kind: VesselKind, vessel: Vessel, walkedM: number | undefined): [string, string] {
  const { kinematics, trust } = vessel;
  const sogKn = kinematics?.sogKn ?? null;
  const speed = sogKn === null ? 'at unknown speed' : `at ${sogKn.toFixed(1)} kn`;
  switch (kind) {
    case 'distress':
      return ['is active', `is active${kinematics === null ? '; its position is not known' : ''}.`];
    case 'signal.lost':
      return [
        'no longer heard',
        `is no longer heard, though a receiver that heard it hears others; last ${wasAtRest(vessel) ? 'at rest' : speed}.`,
      ];
    case 'grounding':
      return [
        'may have run aground',
        'came to a stop from over 7 kn within 30 s and has not moved for a minute: aground, or in collision.',
      ];
    case 'drifting':
      return ['adrift', `has moved sideways ${speed} for 10 minutes or longer: it may be adrift.`];
    case 'anchor-drag':
      return [
        'drags its anchor',
        walkedM === undefined
          ? `moves ${speed} while at anchor by its status: the anchor may drag.`
          : `lies about ${walkedM} m from where it swung at anchor, ${speed}: the anchor may drag.`,
      ];
    case 'status-mismatch':
      return [
        'sends a wrong status',
        `sends a navigational status that does not go with its movement, ${speed}.`,
      ];
    case 'identity.duplicate':
      return [
        'sends from two places',
        'is heard from two places in turn: two stations use this MMSI, or a receiver hands in old reports.',
      ];
    case 'identity.jump':
      return ['jumped', 'jumped to a place that it cannot have reached.'];
    case 'identity.invalid':
      return [
        'sends an invalid number',
        trust.reasons.includes('mmsi-invalid')
          ? 'sends an MMSI that is not allotted.'
          : 'sends an IMO number whose check digit is wrong.',
      ];
  }
}

const positionOf = ({ kinematics: k }: Vessel): readonly [number, number] | null =>
  k ? [k.lon, k.lat] : null;

function evidenceOf(vessel: Vessel, nowMs: number): Record<string, unknown> {
  const { hazard, kinematics: k, trust } = vessel;
  return {
    hazardState: hazard.state,
    lengthM: vessel.lengthM,
    sogKn: k?.sogKn ?? null,
    cogDeg: k?.cogDeg ?? null,
    headingDeg: k?.headingDeg ?? null,
    navStatus: k?.navStatus ?? null,
    receiver: k?.receiver ?? null,
    positionAt: k ? new Date(k.positionAtMs).toISOString() : null,
    lastHeardAgeS: Math.max(0, Math.round((nowMs - vessel.heardAtMs) / 1000)),
    trustReasons: trust.reasons,
  };
}

const severityOf = (kind: VesselKind, vessel: Vessel, s: BehaviourSettings): AlertSeverity =>
  kind === 'signal.lost' && wasAtRest(vessel) ? s[kind].atRestSeverity : s[kind].severity;

/**
 * The finding that a condition of one vessel begins, in words for the watch room.
 *
 * @param walkedM `anchor-drag`: how far it is out of place; undefined when its speed told
 */
export function raised(
  kind: VesselKind,
  vessel: Vessel,
  s: BehaviourSettings,
  nowMs: number,
  walkedM?: number,
): Finding {
  const digits = mmsiText(vessel.mmsi);
  const [title, sentence] = happening(kind, vessel, walkedM);
  const who = vessel.name === null ? `Vessel ${digits}` : `${vessel.name} (${digits})`;
  const sender = transmitter[digits.slice(0, 3)] ?? 'Distress transmitter';
  const isDistress = kind === 'distress';
  return {
    action: 'raise',
    cause: causeOf(kind, vessel.mmsi),
    kind,
    severity: severityOf(kind, vessel, s),
    mmsi: vessel.mmsi,
    zoneId: null,
    position: positionOf(vessel),
    title: `${isDistress ? sender : kindOfVessel(vessel.hazard)} ${title}`,
    text: isDistress ? `${sender} ${digits} ${sentence}` : `${who}, ${cargo(vessel.hazard)}, ${sentence}`,
    evidence: { ...evidenceOf(vessel, nowMs), ...(walkedM !== undefined && { walkedM }) },
    trust: vessel.trust.level,
  };
}

/** Several vessels jumped together; `vessel` is the one that told it. */
export const jammed = (vessel: Vessel, mmsis: readonly number[], s: BehaviourSettings): Finding => ({
  action: 'raise',
  cause: gnssCause,
  kind: 'gnss.interference',
  severity: s['gnss.interference'].severity,
  mmsi: null,
  zoneId: null,
  position: positionOf(vessel),
  title: 'Satellite positions disturbed',
  text: `${mmsis.length} vessels jumped together: satellite navigation may be jammed or falsified here.`,
  evidence: { vessels: mmsis.slice(0, 50).map(mmsiText) },
  trust: 'low',
});

export const ended = (kind: VesselKind, mmsi: number): Finding => ({
  action: 'clear',
  cause: causeOf(kind, mmsi),
});
