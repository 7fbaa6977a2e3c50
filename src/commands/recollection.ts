import { judgedUntilMs, judgeThen } from '../cargo/past.ts';
import type { Recollection } from '../model/history.ts';
import { age, isForgotten } from '../traffic/ageing.ts';
import { vesselOf } from '../traffic/recalled.ts';

/** @param forgetMs silence after which a vessel at rest leaves the picture */
export const createRecollection = (forgetMs: number): Recollection => ({
  vessel(known, atMs) {
    // a description says since when it held: what it tells has not expired
    const vessel = vesselOf({ ...known, damaged: [] }, 0);
    vessel.zones = known.zones;
    vessel.hazard = judgeThen(vessel, known.declarations, atMs).hazard;
    age(vessel, atMs);
    return vessel;
  },
  shown: (vessel, atMs) => !isForgotten(vessel, atMs, forgetMs),
  age,
  judgedUntilMs: (vessel, { declarations }, atMs) => judgedUntilMs(vessel, declarations, atMs),
});
