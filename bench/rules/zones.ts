import type { Position } from 'geojson';
import type { Random } from '../../src/lib/random.ts';
import type { Zone, ZoneRule } from '../../src/model/zone.ts';

/** Zones of a made-up port: one in each square kilometre of a square, so that more zones mean more port. */
export const cornersOfZone = 64;
export const west = 4;
export const south = 51;
export const degreesNorth = 1 / 111.195;
export const degreesEast = degreesNorth / Math.cos((51.5 * Math.PI) / 180);

/** Kilometres along the side of a square with so many square kilometres or more. */
export const sideKm = (squareKm: number): number => Math.ceil(Math.sqrt(squareKm));

const hazardous = { hazard: ['confirmed', 'suspected'], classes: null, minLengthM: null } as const;
const coned: ZoneRule['appliesTo'] = { ...hazardous, minCones: 1 };
const anyCargo: ZoneRule['appliesTo'] = { ...hazardous, minCones: null };

/** Each kind of rule somewhere, two or three in a zone; a lock, which alone counts its vessels, in one of twenty. */
function rulesOf(i: number): ZoneRule[] {
  const speed: ZoneRule = {
    ...{ rule: 'zone.speed', severity: 'warning', appliesTo: anyCargo, limitKn: 16, holdS: 30 },
  };
  const enter: ZoneRule = {
    ...{ rule: 'zone.enter', severity: 'caution', appliesTo: coned, limitKn: null, holdS: 0 },
  };
  const others: ZoneRule[] = [
    { ...enter, rule: 'zone.exit' },
    { ...enter, rule: 'zone.dwell', limitS: 3600 },
    { ...enter, rule: 'zone.stop', holdS: 300 },
    { ...enter, rule: 'zone.wrong-way', axisDeg: 90, holdS: 60 },
  ];
  const capacity: ZoneRule[] = i % 20 === 0 ? [{ ...enter, rule: 'zone.capacity', maxVessels: 500 }] : [];
  return [enter, speed, ...others.slice(i % 4, (i % 4) + 1), ...capacity];
}

/** A shape with 64 corners around the middle of its square, 300 to 650 m wide to each side: neighbours overlap a little. */
function ringOf(column: number, row: number, random: Random): Position[] {
  const ring = Array.from({ length: cornersOfZone }, (_, k): Position => {
    const angle = (2 * Math.PI * k) / cornersOfZone;
    const radiusKm = 0.45 + 0.1 * Math.sin(3 * angle) + random.between(-0.05, 0.1);
    return [
      west + (column + 0.5 + radiusKm * Math.cos(angle)) * degreesEast,
      south + (row + 0.5 + radiusKm * Math.sin(angle)) * degreesNorth,
    ];
  });
  return [...ring, ring[0] ?? []];
}

/** One lock in twenty, and of the rest two docks beside a stretch of river. */
const kindOf = (i: number): Zone['kind'] => (i % 20 === 0 ? 'lock' : i % 3 === 0 ? 'river' : 'dock');

export function zonesOf(count: number, random: Random): Zone[] {
  const side = sideKm(count);
  return Array.from({ length: count }, (_, i): Zone => {
    const ring = ringOf(i % side, Math.floor(i / side), random);
    return {
      ...{ id: `zone-${i}`, name: `Zone ${i}`, kind: kindOf(i), exitMarginM: 30 },
      ...{ approximate: false, uncertaintyM: null, note: null },
      geometry: { type: 'Polygon', coordinates: [ring] },
      rules: rulesOf(i),
    };
  });
}
