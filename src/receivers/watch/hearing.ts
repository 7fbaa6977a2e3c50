import { type CoverageCounts, fromCentre, reachKm, shareOutside } from './coverage.ts';

/** How far a receiver hears, as it was worked out last. */
export interface Hearing {
  readonly centre: readonly [number, number];
  /** By sector of 10°, from north by east: beyond it nothing is believed to be heard. Kilometres. */
  readonly limitKm: readonly number[];
}

/** Behind the farthest believed position: the hole behind which positions are taken for wrong ones, as for coverage. */
const marginKm = 20;
/** Coverage of fewer directions is no picture of an antenna. */
const leastSectors = 3;
/** A feed that puts many stations together has positions all over the place, and no reach. */
const mostOutside = 0.05;

/** Null while it cannot be said how far the receiver hears. */
export function hearingOf(c: CoverageCounts): Hearing | null {
  const km = reachKm(c);
  if (c.centre === null || km === null || km.filter((far) => far > 0).length < leastSectors) return null;
  if (shareOutside(c, km) > mostOutside) return null;
  const farthest = Math.max(...km);
  const limitKm = km.map((far, i) => {
    // a vessel at the border of two directions is heard like those beside it
    const beside = Math.max(far, km.at(i - 1) ?? 0, km[(i + 1) % km.length] ?? 0);
    // where no vessel ever was, nothing is known but how far the antenna hears at its best
    return (beside > 0 ? beside : farthest) + marginKm;
  });
  return { centre: c.centre, limitKm };
}

/** Whether vessels were heard as far away as this place; null while that is not known. */
export function reaches(hearing: Hearing | null, lon: number, lat: number): boolean | null {
  if (hearing === null) return null;
  const { sector, km } = fromCentre(hearing.centre, lon, lat);
  return km <= (hearing.limitKm[sector] ?? 0) - marginKm;
}

/** Whether a vessel at this place can be heard; null while that is not known. */
export function hears(hearing: Hearing | null, lon: number, lat: number): boolean | null {
  if (hearing === null) return null;
  const { sector, km } = fromCentre(hearing.centre, lon, lat);
  return km <= (hearing.limitKm[sector] ?? 0);
}
