import type { Vessel } from '../../model/vessel.ts';

/** Dangerous goods aboard, surely or probably. */
export const isHazardous = ({ hazard: { state } }: Vessel): boolean =>
  state === 'confirmed' || state === 'suspected';
