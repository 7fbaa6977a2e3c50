import type { Trust, TrustReason } from '../../model/vessel.ts';

/** Reasons in the order in which they are told; the place in the list is the bit in a mask. */
const reasons: readonly TrustReason[] = [
  'jump',
  'duplicate-identity',
  'range',
  'gnss',
  'mmsi-invalid',
  'imo-invalid',
  'dimensions',
  'type',
];

/** A set of reasons as a bit mask. */
export const maskOf = (given: readonly TrustReason[]): number =>
  given.reduce((mask, reason) => mask | (1 << reasons.indexOf(reason)), 0);

export const jump = maskOf(['jump']);
export const duplicateIdentity = maskOf(['duplicate-identity']);
export const range = maskOf(['range']);
export const gnss = maskOf(['gnss']);
export const mmsiInvalid = maskOf(['mmsi-invalid']);
export const imoInvalid = maskOf(['imo-invalid']);
export const dimensions = maskOf(['dimensions']);
export const type = maskOf(['type']);
/** Reasons that lie in the track: they pass when it has been in order for a while. */
export const ofTheTrack = jump | duplicateIdentity | range | gnss;

/** One object for each set of reasons: vessels share them. */
const known = new Map<number, Trust>();

export function trustOf(mask: number): Trust {
  const met = known.get(mask);
  if (met !== undefined) return met;
  const given = reasons.filter((_, bit) => (mask & (1 << bit)) !== 0);
  const trust: Trust = Object.freeze({ level: mask === 0 ? 'normal' : 'low', reasons: Object.freeze(given) });
  known.set(mask, trust);
  return trust;
}

export const fullTrust = trustOf(0);
