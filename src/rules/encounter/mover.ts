/** A vessel under way. The object given is read at once and can be used again. */
export interface Mover {
  lon: number;
  lat: number;
  /** Metres a second to the east and north. */
  east: number;
  north: number;
  atMs: number;
  horizonS: number;
  /** Furthest that the hull reaches from the antenna, and the domain beyond it. */
  domainM: number;
  hullM: number;
  /** So many times the domain by her own cargo; between two the greater counts. */
  times: number;
  /** As `domainM` and `hullM`, along the course and across it. */
  domainAlongM: number;
  domainAcrossM: number;
  hullAlongM: number;
  hullAcrossM: number;
}

export const newMover = (): Mover => ({
  lon: 0,
  lat: 0,
  east: 0,
  north: 0,
  atMs: 0,
  horizonS: 0,
  domainM: 0,
  hullM: 0,
  times: 1,
  domainAlongM: 0,
  domainAcrossM: 0,
  hullAlongM: 0,
  hullAcrossM: 0,
});
