import { distanceM } from '../geo.ts';

/** So many vessels that jump within this time and distance share a cause: jammed or falsified GNSS. */
const vessels = 3;
const withinMs = 120_000;
const withinM = 50_000;
/** Jumps remembered. */
const kept = 64;

interface Jump {
  readonly mmsi: number;
  readonly lon: number;
  readonly lat: number;
  readonly atMs: number;
}

export interface JumpWatch {
  /**
   * A vessel jumped away from this place. Returns the MMSIs of all that jumped with it, itself among them; empty
   * when it is alone.
   */
  jumped(mmsi: number, lon: number, lat: number, atMs: number): readonly number[];
}

/** Finds vessels that jump together. Remembers the last 64 jumps. */
export function createJumpWatch(): JumpWatch {
  const ring: Jump[] = [];
  let next = 0;
  return {
    jumped(mmsi, lon, lat, atMs) {
      ring[next] = { mmsi, lon, lat, atMs };
      next = (next + 1) % kept;
      const together = new Set<number>();
      for (const other of ring) {
        if (Math.abs(atMs - other.atMs) > withinMs) continue;
        if (distanceM(lon, lat, other.lon, other.lat) <= withinM) together.add(other.mmsi);
      }
      return together.size >= vessels ? [...together] : [];
    },
  };
}
