import type { Coverage } from '../../model/reception.ts';

/** Where a receiver hears vessels: positions counted by direction and distance about the middle of what it heard. */
export interface CoverageCounts {
  /** Positions that still wait for the middle to be known, `[lon, lat]`. */
  first: [number, number][];
  centre: readonly [number, number] | null;
  /** Positions by sector and ring, `sector * rings + ring`; empty until the middle is known. */
  counts: Uint16Array;
  /** Positions so far, and at how many it is worth drawing anew. */
  added: number;
  drawAt: number;
  /** Positions beyond the last ring. */
  beyond: number;
}

const sectors = 36;
const sectorDeg = 360 / sectors;
const ringKm = 2;
/** 200 km: beyond it VHF is heard in rare weather only, and most such positions are wrong ones. */
const rings = 100;
const mostCounts = 0xffff;
const firstPositions = 200;
/** A checksum lets one corruption in 256 through: fewer positions in a ring are no evidence. */
const leastPositions = 3;
/** Empty rings behind which a group of positions is taken for a wrong one, before and after the first good ring. */
const widestHoleNear = 20;
const widestHole = 10;
/** A ring as it is after a restart: it is forgotten after a day or two unless it is heard again. */
const restoredPositions = 8;
const kmPerDegLat = 110.574;
const kmPerDegLon = 111.32;
const leastSectors = 3;
const mostUndrawn = 10_000;
/** Drawn where nothing is heard, so that the ring does not touch itself in the middle. */
const leastKm = 0.2;

const radians = (deg: number): number => (deg * Math.PI) / 180;
const wrapDeg = (deg: number): number => ((((deg + 180) % 360) + 360) % 360) - 180;
const round = (deg: number): number => Math.round(deg * 10_000) / 10_000;
/** Near the poles a degree of longitude must not become nothing. */
const lonScaleKm = (lat: number): number => kmPerDegLon * Math.cos(radians(Math.max(-89, Math.min(89, lat))));

export const newCoverage = (): CoverageCounts => ({
  first: [],
  centre: null,
  counts: new Uint16Array(0),
  added: 0,
  drawAt: 0,
  beyond: 0,
});

const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Sector and distance of a place, seen from the middle. */
export function fromCentre(
  centre: readonly [number, number],
  lon: number,
  lat: number,
): { readonly sector: number; readonly km: number } {
  const eastKm = wrapDeg(lon - centre[0]) * lonScaleKm(centre[1]);
  const northKm = (lat - centre[1]) * kmPerDegLat;
  const bearing = (Math.atan2(eastKm, northKm) * 180) / Math.PI + 360;
  return {
    sector: Math.floor(bearing / sectorDeg) % sectors,
    km: Math.sqrt(eastKm * eastKm + northKm * northKm),
  };
}

function count(c: CoverageCounts, centre: readonly [number, number], lon: number, lat: number): void {
  const { sector, km } = fromCentre(centre, lon, lat);
  const ring = Math.floor(km / ringKm);
  if (ring >= rings) {
    c.beyond++;
    return;
  }
  const i = sector * rings + ring;
  const before = c.counts[i] ?? 0;
  if (before < mostCounts) c.counts[i] = before + 1;
}

/** A position was heard. The first ones give the middle: the median, which a few wrong ones do not move. */
export function addPosition(c: CoverageCounts, lon: number, lat: number): void {
  c.added++;
  if (c.centre !== null) {
    count(c, c.centre, lon, lat);
    return;
  }
  if (c.first.push([lon, lat]) < firstPositions) return;
  const about = c.first[0]?.[0] ?? 0;
  const centre = [
    wrapDeg(about + middle(c.first.map(([l]) => wrapDeg(l - about)))),
    middle(c.first.map(([, l]) => l)),
  ] as const;
  c.counts = new Uint16Array(sectors * rings);
  for (const [l, b] of c.first) count(c, centre, l, b);
  c.centre = centre;
  c.first = [];
}

/** Once a day: what is not heard any more is forgotten within days. */
export function fade(c: CoverageCounts): void {
  for (let i = 0; i < c.counts.length; i++) c.counts[i] = (c.counts[i] ?? 0) >> 1;
  c.beyond >>= 1;
  c.drawAt = 0;
}

/** Rings from the middle to the farthest believed one; 0 when nothing is heard in that direction. */
function reach(counts: Uint16Array, sector: number): number {
  let far = 0;
  let hole = 0;
  for (let ring = 0; ring < rings && hole <= (far === 0 ? widestHoleNear : widestHole); ring++) {
    hole++;
    if ((counts[sector * rings + ring] ?? 0) < leastPositions) continue;
    far = ring + 1;
    hole = 0;
  }
  return far;
}

/** Kilometres by sector of 10°, from north by east; null while the middle is not known. */
export function reachKm(c: CoverageCounts): number[] | null {
  if (c.centre === null) return null;
  return Array.from({ length: sectors }, (_, sector) => reach(c.counts, sector) * ringKm);
}

/** Share of the positions that lie outside the given reach: high for a feed of many stations, which has no one reach. */
export function shareOutside(c: CoverageCounts, km: readonly number[]): number {
  let all = c.beyond;
  let outside = c.beyond;
  for (let i = 0; i < c.counts.length; i++) {
    const n = c.counts[i] ?? 0;
    all += n;
    if ((i % rings) * ringKm >= (km[Math.floor(i / rings)] ?? 0)) outside += n;
  }
  return all === 0 ? 0 : outside / all;
}

/** Coverage of an earlier run. */
export function restoredCoverage(centre: readonly [number, number], km: readonly number[]): CoverageCounts {
  const counts = new Uint16Array(sectors * rings);
  for (let sector = 0; sector < sectors; sector++) {
    const far = Math.min(rings, Math.round((km[sector] ?? 0) / ringKm));
    counts.fill(restoredPositions, sector * rings, sector * rings + far);
  }
  return { first: [], centre, counts, added: 0, drawAt: 0, beyond: 0 };
}

/** The polygon and its box; null while fewer than three directions are heard. Its ring runs as RFC 7946 §3.1.6 asks. */
export function coverageOf(c: CoverageCounts): Coverage | null {
  const km = reachKm(c);
  if (c.centre === null || km === null || km.filter((far) => far > 0).length < leastSectors) return null;
  const [lon, lat] = c.centre;
  const ring: [number, number][] = [];
  let [west, south, east, north] = [0, 0, 0, 0];
  for (let sector = sectors - 1; sector >= 0; sector--) {
    const bearing = radians((sector + 0.5) * sectorDeg);
    const farKm = Math.max(leastKm, km[sector] ?? 0);
    const eastDeg = (farKm * Math.sin(bearing)) / lonScaleKm(lat);
    const northDeg = (farKm * Math.cos(bearing)) / kmPerDegLat;
    west = Math.min(west, eastDeg);
    east = Math.max(east, eastDeg);
    south = Math.min(south, northDeg);
    north = Math.max(north, northDeg);
    ring.push([round(wrapDeg(lon + eastDeg)), round(lat + northDeg)]);
  }
  const [first] = ring;
  if (first) ring.push([...first]);
  return {
    bbox: [round(wrapDeg(lon + west)), round(lat + south), round(wrapDeg(lon + east)), round(lat + north)],
    polygon: { type: 'Polygon', coordinates: [ring] },
  };
}

/** True when enough has changed since it was asked last that the polygon may be another one. */
export function isWorthDrawing(c: CoverageCounts): boolean {
  if (c.centre === null || c.added < c.drawAt) return false;
  c.drawAt = c.added + Math.min(mostUndrawn, Math.ceil(c.added / 4)) + 1;
  return true;
}
