import type { Random } from '../lib/random.ts';
import { findWay, type Step } from './path.ts';
import { isGate, type Place, places } from './places.ts';
import { ahead, bearing } from './plane.ts';
import type { PlaceKind } from './quays.ts';
import type { Room } from './waterways.ts';

/** Who lies where: gives out berths, and voyages to them. */
export interface Harbour {
  /** A free place that takes one of `kinds`, or one alongside another vessel when all are taken. */
  claim(kinds: readonly PlaceKind[], random: Random): Place;
  release(place: Place): void;
  /** A voyage from `from` to a claimed place of `kinds` that a vessel of this size can reach; null: none found. */
  voyage(from: Place, kinds: readonly PlaceKind[], size: Room, random: Random): Voyage | null;
}

export interface Voyage {
  readonly to: Place;
  readonly steps: readonly Step[];
}

const attempts = 8;
/** From hull to hull of vessels that lie abreast, metres. */
const abreastM: readonly [number, number] = [18, 45];

const takesOneOf = (place: Place, kinds: readonly PlaceKind[]): boolean =>
  place.takes.some((kind) => kinds.includes(kind));

export function createHarbour(): Harbour {
  const taken = new Set<string>();
  /** Alongside a vessel at `place`; never counted as taken. */
  const abreast = (place: Place, random: Random): Place => {
    if (!place.off) return place;
    const at = ahead(place.at, bearing(place.at, place.off), random.between(...abreastM));
    return { ...place, id: `${place.id}-abreast`, at };
  };
  const claim: Harbour['claim'] = (kinds, random) => {
    const fit = places.filter((place) => takesOneOf(place, kinds));
    const free = fit.filter((place) => isGate(place) || !taken.has(place.id));
    if (free.length === 0) return abreast(random.pick(fit), random);
    const place = random.pick(free);
    taken.add(place.id);
    return place;
  };
  const release = (place: Place): void => {
    taken.delete(place.id);
  };
  return {
    claim,
    release,
    voyage(from, kinds, size, random) {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const to = claim(kinds, random);
        const steps = to.id === from.id ? null : findWay(from.mark, to.mark, size, random);
        if (steps) return { to, steps };
        if (to.id !== from.id) release(to);
      }
      return null;
    },
  };
}
