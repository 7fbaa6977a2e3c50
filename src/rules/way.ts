import type { Finding } from '../model/alert.ts';
import type { Kinematics } from '../model/vessel.ts';
import type { Zone } from '../model/zone.ts';
import { cleared } from './finding.ts';
import { type ClearBox, isClear } from './geometry/clear-box.ts';
import type { ZoneIndex } from './geometry/zone-index.ts';
import { isInside, type Passage } from './passage.ts';
import { end, newStay, openRules, type Stay } from './stay.ts';
import type { ZoneLaws } from './zone-law.ts';

/** Where a vessel was last, and the zones that it has to do with. */
export interface Place {
  lon: number;
  lat: number;
  /** Event time of the latest position; negative infinity before the first. */
  atMs: number;
  readonly stays: Stay[];
  /** Around the position: as long as the vessel is in it, and the zones are as they are, it stays in the zones that it is in. */
  readonly clear: ClearBox;
}

/** Two positions further apart in time say nothing of the way between them. */
export const longestGapMs = 10 * 60_000;

export const stayIn = (stays: readonly Stay[], zone: number): Stay | undefined => {
  for (const stay of stays) if (stay.index === zone) return stay;
  return undefined;
};

/** What a vessel's steps are to the zones. */
export interface Way {
  /**
   * Says of every zone concerned what the step to `fix` was. What ends because a zone was drawn away goes into `found`.
   * @param gapMs since the position before; infinite when there was none
   * @returns true when the vessel is in other zones than before
   */
  step(track: Place, mmsi: number, fix: Kinematics, gapMs: number, found: Finding[]): boolean;
  /** Begins a stay in the zone in this slot. */
  add(track: Place, zone: number, passage: Passage): void;
}

/** The zone was drawn away from under the vessel. */
function withdraw(stay: Stay, mmsi: number, found: Finding[]): void {
  for (const rule of openRules(stay)) found.push(cleared(rule, stay.zone.id, mmsi));
  end(stay);
  stay.passage = 'away';
}

/** @param zones by slot, their rules and their index; all may change between two steps */
export function createWay(
  zones: readonly (Zone | undefined)[],
  laws: Pick<ZoneLaws, 'of'>,
  index: ZoneIndex,
): Way {
  // Used again for every step.
  const hits: number[] = [];
  const crossed: number[] = [];

  function add(track: Place, zone: number, passage: Passage): void {
    const entered = zones[zone];
    if (entered) track.stays.push(newStay(entered, laws.of(zone), zone, passage));
  }

  function cross(track: Place, lon0: number, lat0: number, lon1: number, lat1: number): void {
    index.crossedBy(lon0, lat0, lon1, lat1, crossed);
    for (const zone of crossed) {
      const stay = stayIn(track.stays, zone);
      if (!stay) add(track, zone, 'crosses');
      else if (stay.passage === 'away') stay.passage = 'crosses';
    }
  }

  /** The line between two positions goes the short way round: in two pieces. */
  function crossAntimeridian(track: Place, fix: Kinematics): void {
    const side = Math.sign(track.lon) * 180;
    const share = (side - track.lon) / (fix.lon + 2 * side - track.lon);
    const lat = track.lat + share * (fix.lat - track.lat);
    cross(track, track.lon, track.lat, side, lat);
    cross(track, -side, lat, fix.lon, fix.lat);
  }

  /** A step that cannot have changed anything. */
  function stay({ stays }: Place): void {
    for (const one of stays) {
      const passage = isInside(one.passage) ? 'stays' : 'away';
      if (one.passage !== passage) one.passage = passage;
    }
  }

  function step(track: Place, mmsi: number, fix: Kinematics, gapMs: number, found: Finding[]): boolean {
    if (isClear(track.clear, fix.lon, fix.lat)) {
      stay(track);
      return false;
    }
    index.at(fix.lon, fix.lat, hits, track.clear);
    let margins = 0;
    const moved = track.lon !== fix.lon || track.lat !== fix.lat;
    let changed = false;
    for (const stay of track.stays) {
      const was = isInside(stay.passage);
      if (stay.redrawn && !hits.includes(stay.index)) withdraw(stay, mmsi, found);
      else if (hits.includes(stay.index)) stay.passage = was ? 'stays' : 'enters';
      else if (!was) stay.passage = 'away';
      else if (index.clearOf(stay.index, fix.lon, fix.lat, stay.zone.exitMarginM)) stay.passage = 'leaves';
      else {
        stay.passage = 'stays';
        margins++;
      }
      stay.redrawn = false;
      if (was !== isInside(stay.passage)) changed = true;
    }
    for (const zone of hits) {
      if (stayIn(track.stays, zone)) continue;
      // of a vessel that did not move it is the zone that is new
      add(track, zone, gapMs === Infinity ? 'appears' : gapMs === 0 && !moved ? 'stays' : 'enters');
      changed = true;
    }
    // who is kept by a margin may leave where no border runs
    if (margins > 0) track.clear.fill(Number.NaN);
    if (gapMs > longestGapMs || !moved) return changed;
    if (Math.abs(fix.lon - track.lon) <= 180) cross(track, track.lon, track.lat, fix.lon, fix.lat);
    else crossAntimeridian(track, fix);
    return changed;
  }

  return { step, add };
}
