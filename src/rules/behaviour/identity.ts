import type { Trust, TrustReason, Vessel } from '../../model/vessel.ts';
import { isHazardous } from './hazardous.ts';

const has = ({ level, reasons }: Trust, reason: TrustReason): boolean =>
  level === 'low' && reasons.includes(reason);

/** Two vessels send under one MMSI. */
export const isDuplicate = ({ trust }: Vessel): boolean => has(trust, 'duplicate-identity');

/** Jumped by herself, and once: a jump together with others is one event of GNSS, jumps in turn are two vessels. */
export const jumped = ({ trust }: Vessel): boolean =>
  has(trust, 'jump') && !has(trust, 'gnss') && !has(trust, 'duplicate-identity');

/** MMSI or IMO number cannot be. Hazardous vessels only: the others are many and mean no harm. */
export const isInvalid = (vessel: Vessel): boolean =>
  vessel.trust.level === 'low' &&
  isHazardous(vessel) &&
  (has(vessel.trust, 'mmsi-invalid') || has(vessel.trust, 'imo-invalid'));

export const isJammed = ({ trust }: Vessel): boolean => has(trust, 'gnss');

/** Her track cannot be believed: what is seen in it may be another vessel, or nothing. */
export const isDoubted = ({ trust }: Vessel): boolean =>
  trust.level === 'low' && (has(trust, 'jump') || has(trust, 'duplicate-identity') || has(trust, 'gnss'));
