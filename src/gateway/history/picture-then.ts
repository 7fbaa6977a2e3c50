import type { History, Recollection } from '../../model/history.ts';
import type { Vessel } from '../../model/vessel.ts';
import { dayMs, readInstant } from '../interval.ts';
import { badField } from '../problem.ts';

/** Vessels that one statement looks at. */
const pageVessels = 2_000;

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

export function pictureThen(
  atMs: number,
  { history, recollection }: { readonly history: History; readonly recollection: Recollection },
  gone: AbortSignal,
): PictureThen {
  // nobody stays longer than that without being heard
  const sinceMs = atMs - dayMs;

  async function vesselsOf(mmsis: readonly number[]): Promise<Vessel[]> {
    const moments = mmsis.map((mmsi) => ({ mmsi, atMs }));
    const known = await history.vesselsAt(moments, sinceMs, gone);
    return known
      .filter(({ position }) => position !== null)
      .map((then) => recollection.vessel(then, atMs))
      .filter((vessel) => recollection.shown(vessel, atMs));
  }

  return {
    async find(afterMmsi, limit, matches) {
      const found: Vessel[] = [];
      for (let after = afterMmsi; ; ) {
        const span = { fromMs: sinceMs, toMs: atMs + 1 };
        const mmsis = await history.present(span, null, after, pageVessels, gone);
        for (const vessel of await vesselsOf(mmsis)) if (matches(vessel)) found.push(vessel);
        after = mmsis.at(-1) ?? after;
        if (found.length > limit || mmsis.length < pageVessels) return found.slice(0, limit + 1);
      }
    },
    get: async (mmsi) => (await vesselsOf([mmsi]))[0] ?? null,
  };
}
