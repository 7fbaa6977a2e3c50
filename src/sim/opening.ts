/** Where every vessel is when the curtain rises. */
import type { Random } from '../lib/random.ts';
import type { Particulars } from './fleet.ts';
import type { Harbour } from './harbour.ts';
import { depart, type Itinerary, stayMs } from './itinerary.ts';
import { advanceMotion, placeOnTrack } from './motion.ts';
import { isGate, type Place } from './places.ts';
import type { PlaceKind } from './quays.ts';
import type { Track } from './track.ts';

/** A hull that carries dangerous goods, or shows that she does. */
export const isHazardous = ({ shipType, eriType, hazard }: Particulars): boolean =>
  (shipType >= 80 && shipType <= 89) || eriType === 8490 || (eriType !== null && hazard >= 1 && hazard <= 4);

/**
 * The scene that a watcher sees in the first minute: hazardous vessels just outside a lock, just off their berth at
 * a terminal, and one too fast in a dock. Null: anywhere.
 */
type Scene = 'at-lock' | 'at-berth' | 'too-fast' | null;
const scenes: readonly Scene[] = [
  'at-lock',
  'at-berth',
  'too-fast',
  'at-lock',
  'at-berth',
  'at-berth',
  'at-lock',
  'at-berth',
  'at-lock',
];

/** `order`: the vessel's number among the hazardous ones; null for the others. */
export const sceneOf = (order: number | null): Scene => (order === null ? null : (scenes[order] ?? null));

/** Voyages tried for one that suits its scene. */
const mostAttempts = 40;
const fromSea: readonly PlaceKind[] = ['sea'];

const lie = (place: Place, startMs: number): Itinerary => ({
  phase: 'still',
  place,
  headingDeg: place.quayDeg ?? 0,
  untilMs: startMs,
  motion: null,
  laden: true,
  destination: 'BEANR',
});

/** The longest stretch through docks: its start and length, metres; null when there is none. */
function longestDockStretch(track: Track): { readonly start: number; readonly metres: number } | null {
  let best: { start: number; metres: number } | null = null;
  let start: number | null = null;
  for (const { leg, s } of track) {
    if (start !== null && leg !== 'dock') {
      if (!best || s - start > best.metres) best = { start, metres: s - start };
      start = null;
    } else if (start === null && leg === 'dock') start = s;
  }
  return best;
}

/** Whether the scene can be played on this track: a dock is run too fast for some minutes. */
const suits = (track: Track, scene: Scene): boolean =>
  scene !== 'too-fast' || (longestDockStretch(track)?.metres ?? 0) > 1_500;

/** Metres from the start of the track at which the scene begins. */
function sceneStart(track: Track, scene: Scene, random: Random): number {
  const lengthM = track.at(-1)?.s ?? 0;
  if (scene === 'too-fast')
    return (longestDockStretch(track)?.start ?? lengthM / 2) + random.between(50, 150);
  const lock = track.find(({ leg }) => leg === 'lock')?.s;
  if (scene === 'at-lock' && lock !== undefined) return Math.max(0, lock - random.between(35, 90));
  if (scene !== null) return Math.max(0, lengthM - random.between(25, 60));
  return lengthM * random.between(0.02, 0.97);
}

/** The state of one vessel at `startMs`. */
export function openingOf(
  vessel: Particulars,
  scene: Scene,
  startMs: number,
  harbour: Harbour,
  random: Random,
): Itinerary {
  const { kind } = vessel;
  if (scene === null && random.chance(kind.idle)) {
    const atAnchor = kind.origin === 'sea' && random.chance(0.12);
    const place = harbour.claim(atAnchor ? ['anchorage'] : kind.callsAt, random);
    const itinerary = lie(place, startMs);
    // Stays began at any time before: the rest of one is uniform over its length.
    itinerary.untilMs = Math.round(startMs + stayMs(vessel, place, random) * random.between(0.03, 1));
    itinerary.headingDeg = (place.quayDeg ?? random.between(0, 360)) + (random.chance(0.5) ? 180 : 0);
    itinerary.laden = random.chance(0.55);
    return itinerary;
  }
  return underWay(vessel, scene, startMs, harbour, random);
}

/** Under way from somewhere to somewhere, somewhere in between. */
function underWay(
  vessel: Particulars,
  scene: Scene,
  startMs: number,
  harbour: Harbour,
  random: Random,
): Itinerary {
  const { gates, callsAt } = vessel.kind;
  const inbound = scene !== null || (gates.length > 0 && random.chance(0.5));
  // From the sea every tank berth lies behind a lock.
  const origin = scene !== null ? fromSea : inbound ? gates : callsAt;
  const destination = !inbound && gates.length > 0 ? gates : callsAt;
  for (let attempt = 1; ; attempt += 1) {
    const itinerary = lie(harbour.claim(origin, random), startMs);
    if (isGate(itinerary.place)) itinerary.phase = 'away';
    depart(itinerary, vessel, destination, harbour, random, scene === 'too-fast');
    const { motion } = itinerary;
    if (!motion) return itinerary;
    if (suits(motion.track, scene) || attempt === mostAttempts) {
      placeOnTrack(motion, sceneStart(motion.track, scene, random));
      advanceMotion(motion, startMs);
      return itinerary;
    }
    harbour.release(itinerary.place);
  }
}
