import type { Random } from '../lib/random.ts';
import type { Particulars } from './fleet.ts';
import type { Harbour } from './harbour.ts';
import { advanceMotion, beginTrack, type Motion } from './motion.ts';
import { isGate, type Place } from './places.ts';
import type { PlaceKind } from './quays.ts';
import { type Handling, planTrack } from './track.ts';

/** What a vessel is about. `away`: beyond the edge of the picture, where nobody hears her. */
export interface Itinerary {
  phase: 'still' | 'sailing' | 'away';
  /** Where she lies, or where she is bound for. */
  place: Place;
  /** Heading while she lies still. */
  headingDeg: number;
  /** End of the stay. */
  untilMs: number;
  /** Null until she sails. */
  motion: Motion | null;
  laden: boolean;
  /** As sent in message 5. */
  destination: string;
}

const minutes = 60_000;
const knot = 1_852 / 3_600;
/** Share of voyages in a hurry: too fast in docks, now and then. */
const hasteShare = 0.05;
/** In a hurry: a quarter faster on the river, and faster than any dock allows. */
const hastyRiver = 1.25;
const hastyDockKn = 12;
const awayMinutes: readonly [number, number] = [15, 60];
const anchoredMinutes: readonly [number, number] = [20, 150];

const seaPorts = ['NLRTM', 'GBFXT', 'DEHAM', 'FRLEH', 'ESBIO', 'NOBGO', 'GBTEE', 'PLGDN'];
const inlandPorts = ['NLRTM', 'NLDOR', 'NLTNZ', 'BEGNE', 'BELGG', 'BEBRU', 'DEDUI', 'DECGN', 'FRLIL'];

/** Harbour craft are always quick; what matters is cargo in a hurry. */
const mayHurry = ({ kind }: Particulars): boolean => kind.origin !== 'local';

/** How she is handled on one voyage. */
export function handlingOf(vessel: Particulars, inHaste: boolean): Handling {
  const { kind, riverKn, dockKn } = vessel;
  const river = riverKn * knot * (inHaste ? hastyRiver : 1);
  const dock = (inHaste ? Math.max(dockKn, hastyDockKn) : dockKn) * knot;
  return {
    paceMps: {
      river,
      dock,
      canal: Math.min(river, dock * 1.25),
      approach: Math.min(dock, 4 * knot),
      lock: Math.min(dock, 2.2 * knot),
      shift: 0.7 * knot,
    },
    accelerationMps2: kind.accelerationMps2,
    turnDegPerS: kind.turnDegPerMin / 60,
    lane: vessel.lane,
  };
}

/** The kinds of place that she goes to next from here. */
function nextKinds(vessel: Particulars, from: Place, random: Random): readonly PlaceKind[] {
  const { kind } = vessel;
  const calls = kind.callsAt;
  if (kind.gates.length === 0) return calls;
  if (isGate(from)) return kind.unit === 'inland' && random.chance(0.15) ? kind.gates : calls;
  if (from.takes.includes('anchorage')) return calls;
  if (kind.origin === 'sea' && random.chance(0.06)) return ['anchorage'];
  return random.chance(0.5) ? kind.gates : calls;
}

const bound = (vessel: Particulars, to: Place, random: Random): string => {
  if (!isGate(to)) return 'BEANR';
  return random.pick(vessel.kind.origin === 'sea' ? seaPorts : inlandPorts);
};

/** How long she stays at `place`, milliseconds. */
export function stayMs(vessel: Particulars, place: Place, random: Random): number {
  if (isGate(place)) return random.between(...awayMinutes) * minutes;
  const range =
    place.takes.includes('anchorage') && vessel.kind.origin === 'sea'
      ? anchoredMinutes
      : vessel.kind.stayMinutes;
  return random.between(...range) * minutes;
}

/** Casts off for a place of `kinds`; false when there is no way: she stays a while longer. */
export function depart(
  itinerary: Itinerary,
  vessel: Particulars,
  kinds: readonly PlaceKind[],
  harbour: Harbour,
  random: Random,
  inHaste: boolean,
): boolean {
  const from = itinerary.place;
  const voyage = harbour.voyage(from, kinds, vessel, random);
  if (!voyage) {
    itinerary.untilMs += 10 * minutes;
    return false;
  }
  const handling = handlingOf(vessel, inHaste);
  const track = planTrack(from, voyage.to, voyage.steps, handling, random);
  const heading = itinerary.phase === 'away' ? (track[0]?.courseDeg ?? 0) : itinerary.headingDeg;
  harbour.release(from);
  itinerary.motion = beginTrack(track, handling, heading, itinerary.untilMs);
  if (itinerary.phase === 'away') itinerary.motion.speedMps = track[0]?.limitMps ?? 0;
  itinerary.phase = 'sailing';
  itinerary.place = voyage.to;
  itinerary.destination = bound(vessel, voyage.to, random);
  return true;
}

/** Brings her up to `nowMs`; true when a voyage began, so that her voyage data changed. */
export function proceed(
  itinerary: Itinerary,
  vessel: Particulars,
  nowMs: number,
  harbour: Harbour,
  random: Random,
): boolean {
  let began = false;
  for (;;) {
    const { motion } = itinerary;
    if (itinerary.phase !== 'sailing') {
      if (nowMs < itinerary.untilMs) return began;
      const kinds = nextKinds(vessel, itinerary.place, random);
      began = depart(
        itinerary,
        vessel,
        kinds,
        harbour,
        random,
        mayHurry(vessel) && random.chance(hasteShare),
      );
      continue;
    }
    if (!motion) return began;
    advanceMotion(motion, nowMs);
    if (!motion.finished) return began;
    itinerary.headingDeg = motion.headingDeg;
    itinerary.phase = isGate(itinerary.place) ? 'away' : 'still';
    itinerary.untilMs = Math.round(motion.atMs + stayMs(vessel, itinerary.place, random));
    if (itinerary.phase === 'still') itinerary.laden = random.chance(0.55);
  }
}
