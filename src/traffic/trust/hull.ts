import type { StaticAndVoyage } from '../../model/messages.ts';
import { hullOfEri, hullOfShipType } from '../../model/ship-kind.ts';
import type { Vessel } from '../../model/vessel.ts';
import { dimensions, type } from './trust.ts';

/** The largest ships are 400 × 61.5 m, and distances are rounded to a metre on either side of the antenna. */
const longestM = 402;
const widestM = 64;
/** Two sources of one length may differ by so much: message 5 gives metres about the antenna. */
const lengthDiffersM = 5;
/** Seagoing cargo ships and tankers: smaller and other craft have every shape, and barges are as slim as they like. */
const shapedFromM = 60;
const slimmest = 14;
const stoutest = 3;
const deepest = 0.12;
/** Tankers for dry powder and container barges: the standard has them say 89 in message 5 (Inland AIS, annex E). */
const saidToBeTankers = new Set([8023, 8170]);
const tankerOfNoKind = 89;

/** What the hull's figures say against each other; 0 when they go together. Figures not heard say nothing. */
export function doubtsOfHull(vessel: Vessel): number {
  return (dimensionsConflict(vessel) ? dimensions : 0) | (typesConflict(vessel) ? type : 0);
}

function typesConflict({ eriType, shipType }: Vessel): boolean {
  if (eriType !== null && saidToBeTankers.has(eriType) && shipType === tankerOfNoKind) return false;
  const byEri = hullOfEri(eriType);
  const byType = hullOfShipType(shipType);
  return (byEri === 'tanker' && byType === 'dry-cargo') || (byEri === 'dry-cargo' && byType === 'tanker');
}

function dimensionsConflict(vessel: Vessel): boolean {
  const { lengthM, beamM, draughtM } = vessel;
  if (lengthM === null || vessel.class === 'aton' || vessel.class === 'base') return false;
  if (lengthM > longestM && !vessel.convoy) return true;
  if (beamM !== null && beamM > widestM) return true;
  if (vessel.class === 'inland') return differsFromParts(vessel, lengthM);
  const cargo = vessel.shipType !== null && vessel.shipType >= 70 && vessel.shipType <= 89;
  if (!cargo || lengthM < shapedFromM) return false;
  const shape = beamM === null || beamM === 0 ? null : lengthM / beamM;
  // without a number she may be a barge that has not told its FI 10 yet
  if (shape !== null && (shape < stoutest || (shape > slimmest && vessel.imo !== null))) return true;
  return draughtM !== null && draughtM > deepest * lengthM;
}

type Parts = Pick<StaticAndVoyage, 'toBowM' | 'toSternM'>;

/** A convoy's message 5 may be that of the pusher alone. */
function differsFromParts(
  { toBowM, toSternM, convoy }: Parts & { convoy: boolean },
  lengthM: number,
): boolean {
  if (convoy || toBowM === null || toSternM === null) return false;
  return Math.abs(toBowM + toSternM - lengthM) > lengthDiffersM;
}
