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

/**
 * One step of the picture, shared by all clients: what changed since the step before, and each vessel's JSON made at
 * most once. A vessel that changes after its JSON was made is among the changes of the next step, so a text that is
 * given out until then is never the last word. Holds at most one text per vessel, for one interval.
 */
export class Stage {
  readonly atMs: number;
  readonly changes: PictureChanges;
  readonly #texts = new Map<number, string>();

  constructor(atMs: number, changes: PictureChanges) {
    this.atMs = atMs;
    this.changes = changes;
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
