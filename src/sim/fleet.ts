import type { Random } from '../lib/random.ts';
import { createRegistry, type Identity } from './identity.ts';
import type { FleetKind, HazardHabit } from './kind.ts';
import { fleetKinds } from './kinds.ts';

/** What a vessel is, for the whole run. */
export interface Particulars {
  readonly kind: FleetKind;
  readonly identity: Identity;
  readonly shipType: number;
  /** ERI type; null: sends no Inland message. */
  readonly eriType: number | null;
  /** Inland FI 10 hazard field. */
  readonly hazard: number;
  readonly lengthM: number;
  readonly beamM: number;
  readonly lightDraughtM: number;
  readonly ladenDraughtM: number;
  /** Distances of the antenna from bow, stern, port and starboard side; whole metres. */
  readonly antenna: readonly [bow: number, stern: number, port: number, starboard: number];
  readonly riverKn: number;
  readonly dockKn: number;
  readonly lane: number;
  /** Has a turn indicator; inland vessels seldom wire theirs. */
  readonly sendsTurn: boolean;
  /** Has a blue-sign switch wired to the transponder. */
  readonly sendsBlueSign: boolean;
}

/**
 * Inland hazard fields as heard on the air from tank hulls (36 % unknown, 50 % none, 13 % cones) and from others
 * (61 % unknown); dealt out like cards, so that a small fleet has them all too.
 */
const hazardCards: Readonly<Record<HazardHabit, readonly number[]>> = {
  tank: [5, 0, 1, 0, 5, 0, 2, 0, 5, 0, 5, 0, 1, 0, 5, 0],
  dry: [5, 5, 0, 5, 0, 5, 5, 0, 5, 0],
  none: [0],
};

/** How many of each kind: shares by largest remainder, so that every kind with a share shows as soon as it can. */
export function deal(vessels: number): FleetKind[] {
  const whole = fleetKinds.reduce((sum, kind) => sum + kind.share, 0);
  const exact = fleetKinds.map((kind) => (kind.share * vessels) / whole);
  const counts = exact.map(Math.floor);
  const order = exact
    .map((share, i) => ({ i, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let missing = vessels - counts.reduce((a, b) => a + b, 0), n = 0; missing > 0; missing -= 1, n += 1) {
    const next = order[n]?.i ?? 0;
    counts[next] = (counts[next] ?? 0) + 1;
  }
  return fleetKinds.flatMap((kind, i) => Array.from({ length: counts[i] ?? 0 }, () => kind));
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** A fleet of `vessels`, in an order that mixes the kinds. */
export function buildFleet(vessels: number, random: Random): Particulars[] {
  const registry = createRegistry(random.fork());
  const dealt = { tank: 0, dry: 0, none: 0 };
  return random.shuffled(deal(vessels)).map((kind): Particulars => {
    const cards = hazardCards[kind.hazardHabit];
    const hazard = cards[dealt[kind.hazardHabit]++ % cards.length] ?? 5;
    const lengthM = tenth(random.between(...kind.lengthM));
    const beamM = Math.min(61, tenth(lengthM / random.between(...kind.lengthToBeam)));
    const whole = Math.ceil(lengthM);
    // The bridge stands aft on ships and barges, amidships on small craft.
    const bow = Math.round(whole * (whole > 50 ? random.between(0.8, 0.92) : random.between(0.35, 0.6)));
    const beam = Math.ceil(beamM);
    const port = Math.floor(beam / 2);
    const [light, laden] = kind.draughtM;
    return {
      kind,
      identity: registry.enrol(kind.origin, kind.names),
      shipType: random.pick(kind.shipTypes),
      eriType: kind.eriTypes.length > 0 ? random.pick(kind.eriTypes) : null,
      hazard,
      lengthM,
      beamM,
      lightDraughtM: tenth(random.between(light, light * 1.15)),
      ladenDraughtM: tenth(random.between(laden * 0.8, laden)),
      antenna: [bow, whole - bow, port, beam - port],
      riverKn: random.between(...kind.riverKn),
      dockKn: random.between(...kind.dockKn),
      lane: random.between(...kind.lane),
      sendsTurn: kind.unit === 'A' && lengthM > 50,
      sendsBlueSign: kind.unit === 'inland' && random.chance(0.4),
    };
  });
}
