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
 * a terminal, and one too fast in a dock. `order` is the vessel's number among the hazardous ones.
 */
type Scene = 'at-lock' | 'at-berth' | 'too-fast' | null;
const scenes: readonly Scene[] = [
  'at-lock',
  'at-berth',
  'too-fast',
  'at-lock',
  'at-berth',
  'at-lock',
  'at-berth',
];

export const sceneOf = (order: number | null): Scene => (order === null ? null : (scenes[order] ?? null));

const lie = (place: Place, startMs: number): Itinerary => ({
  phase: 'still',
  place,
  headingDeg: place.quayDeg ?? 0,
  untilMs: startMs,
  motion: null,
  laden: true,
  destination: 'BEANR',
});

/** Metres from the start of the track at which the scene begins. */
function sceneStart(track: Track, scene: Scene, random: Random): number {
  const lengthM = track.at(-1)?.s ?? 0;
  const first = (leg: string): number | null => track.find((vertex) => vertex.leg === leg)?.s ?? null;
  if (scene === 'too-fast') return (first('dock') ?? lengthM / 2) + random.between(100, 300);
  const lock = first('lock');
  if (scene === 'at-lock' && lock !== null) return Math.max(0, lock - random.between(35, 90));
  if (scene !== null) return Math.max(0, lengthM - random.between(150, 320));
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
  const inbound = kind.gates.length > 0 && (scene !== null || random.chance(0.5));
  const from = harbour.claim(inbound ? kind.gates : kind.callsAt, random);
  const itinerary = lie(from, startMs);
  if (isGate(from)) itinerary.phase = 'away';
  const outwards: readonly PlaceKind[] = kind.gates.length > 0 && !inbound ? kind.gates : kind.callsAt;
  depart(itinerary, vessel, outwards, harbour, random, scene === 'too-fast');
  const { motion } = itinerary;
  if (motion) {
    placeOnTrack(motion, sceneStart(motion.track, scene, random));
    advanceMotion(motion, startMs);
  }
  return itinerary;
}
