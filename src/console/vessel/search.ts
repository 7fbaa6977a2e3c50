import type { LiveVessel } from '../../protocol/vessel.ts';
import type { Picture } from '../live/picture.ts';

/** Upper case without accents, dots and dashes, so that `m.s. Zwaan` is found by `ms zwaan`. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .toUpperCase()
    .trim();

/**
 * Vessels whose name, MMSI, IMO, ENI or call sign contains the query; those where something begins with it first,
 * then by name. At most `limit`.
 */
export function searchVessels(picture: Picture, query: string, limit: number): LiveVessel[] {
  const wanted = plain(query);
  if (!wanted) return [];
  const found: { vessel: LiveVessel; rank: number }[] = [];
  for (const vessel of picture.values()) {
    const rank = rankOf(vessel, wanted);
    if (rank !== null) found.push({ vessel, rank });
  }
  found.sort((a, b) => a.rank - b.rank || title(a.vessel).localeCompare(title(b.vessel)));
  return found.slice(0, limit).map((f) => f.vessel);
}

/** 0: equal, 1: begins with, 2: contains; null: not at all. */
function rankOf(vessel: LiveVessel, wanted: string): number | null {
  let best: number | null = null;
  const imo = vessel.imo === null ? null : String(vessel.imo);
  for (const field of [vessel.name, vessel.mmsi, imo, vessel.eni, vessel.callsign]) {
    if (!field) continue;
    const text = plain(field);
    const at = text.indexOf(wanted);
    if (at < 0) continue;
    const rank = at > 0 ? 2 : text.length > wanted.length ? 1 : 0;
    best = best === null ? rank : Math.min(best, rank);
  }
  return best;
}

/** What a vessel is called on the page: its name, or its MMSI while the name is not heard. */
export const title = (vessel: Pick<LiveVessel, 'name' | 'mmsi'>): string => vessel.name || vessel.mmsi;
