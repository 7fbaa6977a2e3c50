import type { VesselsFrame } from '../../protocol/frames.ts';
import type { HazardView, LiveVessel } from '../../protocol/vessel.ts';

/** The live picture in the browser: the latest value of each vessel, by MMSI. */
export type Picture = ReadonlyMap<string, LiveVessel>;
export type HazardState = HazardView['state'];
export type HazardCounts = Readonly<Record<HazardState, number>>;

/** Merges a frame: a full one replaces the picture, another one changes what it names. `picture` is changed in place. */
export function applyVessels(picture: Map<string, LiveVessel>, frame: VesselsFrame): void {
  if (frame.full) picture.clear();
  for (const vessel of frame.vessels) picture.set(vessel.mmsi, vessel);
  for (const mmsi of frame.gone) picture.delete(mmsi);
}

/** How many vessels of each hazard state the picture holds; those whose cargo is not shown to this reader are in none. */
export function countHazards(picture: Picture): HazardCounts {
  const counts = { confirmed: 0, suspected: 0, unknown: 0, 'none-declared': 0, 'not-applicable': 0 };
  for (const { hazard } of picture.values()) if (hazard) counts[hazard.state] += 1;
  return counts;
}

/**
 * Seconds since the vessel's position at `nowMs` (server time), or null before the first position.
 * The frame's own `ageS` is as old as the frame; this one keeps counting when frames stop.
 */
export function positionAgeS(vessel: LiveVessel, nowMs: number): number | null {
  return vessel.positionAt === null ? null : Math.max(0, (nowMs - Date.parse(vessel.positionAt)) / 1000);
}
