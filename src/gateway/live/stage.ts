import type { PictureChanges } from '../../model/ports.ts';
import type { HazardState, Vessel } from '../../model/vessel.ts';
import { mmsiText } from '../../model/vessel.ts';
import { type Box, inBox } from '../box.ts';
import { instant, presentLive } from '../present.ts';

/** What a client wants to see of the vessels. */
export interface View {
  readonly box: Box | null;
  readonly hazardOnly: boolean;
}

/** `hazardOnly` leaves out what is known to carry nothing; unknown is never treated as safe. */
const hazardous: ReadonlySet<HazardState> = new Set(['confirmed', 'suspected', 'unknown']);

export function wanted({ box, hazardOnly }: View, vessel: Vessel): boolean {
  if (hazardOnly && !hazardous.has(vessel.hazard.state)) return false;
  if (box === null) return true;
  const at = vessel.kinematics;
  return at !== null && inBox(box, at.lon, at.lat);
}

/** About 2 km: a map that shows a dock or two looks into a few of them. */
const cellDeg = 0.02;
const columns = 18_001;
const rowOf = (lat: number): number => Math.floor((lat + 90) / cellDeg);
const columnOf = (lon: number): number => Math.floor((lon + 180) / cellDeg);

/**
 * One step of the picture, shared by all clients: what changed since the step before, and each vessel's JSON made at
 * most once. A vessel that changes after its JSON was made is among the changes of the next step, so a text that is
 * given out until then is never the last word. Holds at most one text per vessel, for one interval.
 */
export class Stage {
  readonly atMs: number;
  readonly changes: PictureChanges;
  readonly #texts = new Map<number, string>();
  readonly #byMmsi = new Map<number, Vessel>();
  /** Vessels by place, so that a client does not look at all of them. */
  readonly #cells = new Map<number, Vessel[]>();

  constructor(atMs: number, changes: PictureChanges) {
    this.atMs = atMs;
    this.changes = changes;
    for (const vessel of changes.changed) {
      this.#byMmsi.set(vessel.mmsi, vessel);
      const at = vessel.kinematics;
      if (at === null) continue;
      const key = rowOf(at.lat) * columns + columnOf(at.lon);
      const cell = this.#cells.get(key);
      if (cell) cell.push(vessel);
      else this.#cells.set(key, [vessel]);
    }
  }

  /** The vessel if it changed in this step. */
  changed(mmsi: number): Vessel | undefined {
    return this.#byMmsi.get(mmsi);
  }

  /** Those that changed and lie in the box, and others near it. */
  *near([west, south, east, north]: Box): Iterable<Vessel> {
    const rows = rowOf(north) - rowOf(south) + 1;
    const across = columnOf(east) - columnOf(west) + 1;
    if (west > east || rows * across > this.#cells.size) {
      yield* this.changes.changed;
      return;
    }
    for (let row = rowOf(south); row <= rowOf(north); row++)
      for (let column = columnOf(west); column <= columnOf(east); column++)
        yield* this.#cells.get(row * columns + column) ?? [];
  }

  text(vessel: Vessel): string {
    let text = this.#texts.get(vessel.mmsi);
    if (text === undefined) {
      text = JSON.stringify(presentLive(vessel, this.atMs));
      this.#texts.set(vessel.mmsi, text);
    }
    return text;
  }
}

/** A `vessels` frame from texts of vessels. */
export function vesselsFrame(
  atMs: number,
  full: boolean,
  vessels: readonly string[],
  gone: readonly number[],
): string {
  const left = gone.map((mmsi) => `"${mmsiText(mmsi)}"`);
  return `{"type":"vessels","at":"${instant(atMs)}","full":${full},"vessels":[${vessels.join(',')}],"gone":[${left.join(',')}]}`;
}
