import type { Corridor, Suspect, Suspects, Unheard, Weather } from '../model/incident.ts';
import type { PastPosition, PastVessel } from '../model/past.ts';
import { createFit } from './fit.ts';
import { landingsOf } from './members.ts';
import { type Overlap, overlapOf } from './overlap.ts';
import { reasonsOf } from './reasons.ts';
import { createTracks, isGap, lyingKn, type Track } from './tracks.ts';
import type { Water } from './water.ts';

/** Vessels that are run forward from, those that were longest in the thick of the corridor first. */
const mostForward = 150;
/** Releases are tried so long before and after the hull was in the corridor. */
const aroundMs = 10 * 60_000;
/** What an overlap without a fit is worth against a minute that fits: winds turn, and the walls are drawn by eye. */
const overlapWorth = 0.002;
/** The same for a minute in which she was not heard: where she was is a guess, and so is the fit. */
const unheardWorth = 0.1;
/** Along a quay oil comes ways that cannot be reckoned backwards: when more of it lay at one, forward runs alone can make a vessel a suspect. */
const heldShare = 0.2;
const leastFit = 0.05;
/** A hull that said no length. */
const unknownLengthM = 50;

/** Who may have spilled it: feed it what the archive has for `corridor.ask`, then ask. */
export interface SuspectSearch {
  /** Rows by time, a page at a time; nothing but what is near the corridor is kept. */
  take(rows: readonly PastPosition[]): void;
  /** Whose descriptions `rank` needs. */
  mmsis(): number[];
  rank(vessels: readonly PastVessel[]): Suspects;
}

interface Candidate {
  readonly track: Track;
  readonly vessel: PastVessel | undefined;
  readonly overlap: Overlap;
}

const nameOf = (vessel: PastVessel | undefined): string | null =>
  vessel?.descriptions.findLast(({ name }) => name !== null)?.name ?? null;
const lengthOf = (vessel: PastVessel | undefined): number =>
  vessel?.descriptions.findLast(({ lengthM }) => lengthM !== null)?.lengthM ?? unknownLengthM;

export function createSuspectSearch(
  corridor: Corridor,
  weather: readonly Weather[],
  water: Water | null,
): SuspectSearch {
  const tracks = createTracks(corridor);
  const walls = corridor.walls ? water : null;
  const { slick } = corridor;

  function suspectOf({ track, vessel, overlap }: Candidate, forward: boolean): Suspect & { score: number } {
    const first = track.near[0]?.atMs ?? overlap.fromMs;
    const last = track.near.at(-1)?.atMs ?? overlap.toMs;
    const span = [
      Math.max(first, overlap.fromMs - aroundMs),
      Math.min(last, overlap.toMs + aroundMs, slick.seenAtMs),
    ] as const;
    const { fit, spilledAtMs } =
      forward && span[1] > span[0]
        ? fitOf(landingsOf(track.near, span, slick, weather, walls))
        : { fit: 0, spilledAtMs: null };
    const reasons = reasonsOf(track, vessel, overlap, spilledAtMs, slick.seenAtMs);
    const { underWayS, lyingS, gapS, fromMs, toMs } = overlap;
    const overlapS = Math.round(underWayS + lyingS);
    const base = fit + (overlapWorth * overlapS + unheardWorth * gapS) / 60;
    const score = reasons.reduce((product, { factor }) => product * factor, base);
    return {
      ...{
        mmsi: track.mmsi,
        name: nameOf(vessel),
        share: 0,
        overlapS,
        fromMs,
        toMs,
        fit,
        spilledAtMs,
        reasons,
      },
      ...{ lyingS: Math.round(lyingS), gapS: Math.round(gapS), score },
    };
  }
  const fitOf = createFit(slick, tracks.plane);

  function ranked(candidates: readonly Candidate[]): Suspect[] {
    const thick = ({ overlap }: Candidate): number => overlap.underWay + overlap.lying;
    const inOrder = candidates.toSorted((a, b) => thick(b) - thick(a));
    const scored = inOrder.map((candidate, i) => suspectOf(candidate, i < mostForward));
    const sum = scored.reduce((total, { score }) => total + score, 0);
    scored.sort((a, b) => b.score - a.score || a.mmsi - b.mmsi);
    return scored.map(({ score, ...suspect }) => ({ ...suspect, share: score / sum }));
  }

  return {
    take: tracks.take,
    mmsis: () =>
      [...tracks.all()]
        .filter(({ near, gaps }) => near.length > 0 || gaps.length > 0)
        .map(({ mmsi }) => mmsi),
    rank(vessels) {
      tracks.close();
      const known = new Map(vessels.map((vessel) => [vessel.mmsi, vessel]));
      const candidates: Candidate[] = [];
      let tried = 0;
      const unheard: Unheard[] = [];
      const lying: Suspects['lying'][number][] = [];
      for (const track of tracks.all()) {
        const vessel = known.get(track.mmsi);
        const overlap = overlapOf(track, lengthOf(vessel), corridor, walls);
        if (overlap !== null) {
          candidates.push({ track, vessel, overlap });
          continue;
        }
        const beside = corridor.held > heldShare ? besideOf(track) : null;
        if (beside !== null && tried++ < mostForward) {
          const { fit } = suspectOf({ track, vessel, overlap: beside }, true);
          if (fit >= leastFit) {
            candidates.push({ track, vessel, overlap: beside });
            continue;
          }
        }
        const about = { mmsi: track.mmsi, name: nameOf(vessel) };
        for (const { lastMs, nextMs } of track.gaps) unheard.push({ ...about, lastMs, nextMs });
        const lyingS = lyingSecondsOf(track);
        if (lyingS > 0) lying.push({ ...about, lyingS });
      }
      lying.sort((a, b) => b.lyingS - a.lyingS || a.mmsi - b.mmsi);
      return {
        ranked: ranked(candidates),
        unheard: unheard.sort((a, b) => a.mmsi - b.mmsi || a.lastMs - b.lastMs),
        lying,
        truncated: tracks.truncated || Math.max(tried, candidates.length) > mostForward,
      };
    },
  };
}

/** How long she lay beside the corridor while oil may have been there. */
function lyingSecondsOf({ near }: Track): number {
  let seconds = 0;
  for (const [i, fix] of near.entries()) {
    const before = near[i - 1];
    if (before === undefined || before.sogKn > lyingKn || fix.sogKn > lyingKn) continue;
    if (!isGap(before, fix)) seconds += (fix.atMs - before.atMs) / 1000;
  }
  return Math.round(seconds);
}

/** No time in the corridor, in the span in which she was near it; null when she was not. */
function besideOf({ near }: Track): Overlap | null {
  const [first, last] = [near[0], near.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  return { underWayS: 0, lyingS: 0, gapS: 0, fromMs: first.atMs, toMs: last.atMs, underWay: 0, lying: 0 };
}
