import type { History, Recollection, VesselThen } from '../../model/history.ts';
import type { Box } from '../../model/past.ts';
import type { Vessel } from '../../model/vessel.ts';
import { dayMs, readInstant } from '../interval.ts';
import { badField } from '../problem.ts';

/** Vessels that are looked for at once, and that one statement describes: their rows are read in one go. */
const pageVessels = 2_000;
const sliceVessels = 500;

/** The live picture of a moment of the past. */
export interface PictureThen {
  /** In order of MMSI, `limit` + 1 of those that match when there are so many. */
  find(afterMmsi: number, limit: number, matches: (vessel: Vessel) => boolean): Promise<readonly Vessel[]>;
  /** Null: it was not in the picture. */
  get(mmsi: number): Promise<Vessel | null>;
}

/** A moment that has been. Throws a problem that names `at`. */
export function readMoment(text: string, nowMs: number): number {
  const atMs = readInstant('at', text);
  if (atMs > nowMs) throw badField('at', 'lies in the future');
  return atMs;
}

/** A position counts in the picture of a day: nobody stays longer than that without being heard. */
export const countsSinceMs = (atMs: number): number => atMs - dayMs;

/** Those with a position that counts (and one in the area), as they were known then, in pages by rising MMSI behind `afterMmsi`. */
export async function* knownThen(
  atMs: number,
  history: Pick<History, 'present' | 'vesselsAt'>,
  area: Box | null,
  afterMmsi: number,
  gone: AbortSignal,
): AsyncGenerator<readonly VesselThen[], void, void> {
  const sinceMs = countsSinceMs(atMs);
  for (let after = afterMmsi; ; ) {
    const mmsis = await history.present({ fromMs: sinceMs, toMs: atMs + 1 }, area, after, pageVessels, gone);
    const moments = mmsis.map((mmsi) => ({ mmsi, atMs }));
    for (let from = 0; from < moments.length; from += sliceVessels)
      yield await history.vesselsAt(moments.slice(from, from + sliceVessels), sinceMs, gone);
    if (mmsis.length < pageVessels) return;
    after = mmsis.at(-1) ?? after;
  }
}

export function pictureThen(
  atMs: number,
  { history, recollection }: { readonly history: History; readonly recollection: Recollection },
  gone: AbortSignal,
): PictureThen {
  const vesselsOf = (known: readonly VesselThen[]): Vessel[] =>
    known
      .filter(({ position }) => position !== null)
      .map((then) => recollection.vessel(then, atMs))
      .filter((vessel) => recollection.shown(vessel, atMs));

  return {
    async find(afterMmsi, limit, matches) {
      const found: Vessel[] = [];
      for await (const known of knownThen(atMs, history, null, afterMmsi, gone)) {
        for (const vessel of vesselsOf(known)) if (matches(vessel)) found.push(vessel);
        if (found.length > limit) break;
      }
      return found.slice(0, limit + 1);
    },
    get: async (mmsi) =>
      vesselsOf(await history.vesselsAt([{ mmsi, atMs }], countsSinceMs(atMs), gone))[0] ?? null,
  };
}
