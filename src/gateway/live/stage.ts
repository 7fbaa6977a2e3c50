import { instant } from '../../lib/instant.ts';
import type { PictureChanges } from '../../model/ports.ts';
import type { HazardState, Vessel } from '../../model/vessel.ts';
import { mmsiText } from '../../model/vessel.ts';
import { type Disclosure, everything } from '../access/disclosure.ts';
import { type Box, inBox } from '../box.ts';
import { presentLive } from '../present.ts';

/** What a client wants to see of the vessels. */
export interface View {
  readonly box: Box | null;
  readonly hazardOnly: boolean;
}

/** `hazardOnly` leaves out what is known to carry nothing; unknown is never treated as safe. */
const hazardous: ReadonlySet<HazardState> = new Set(['confirmed', 'suspected', 'unknown']);

/** What is looked at of a vessel to see whether a client wants it; read once a stage, for all clients. */
export interface Sight {
  readonly vessel: Vessel;
  /** Null before the first position. */
  readonly at: { readonly lon: number; readonly lat: number } | null;
  readonly mayBeHazardous: boolean;
}

export const sightOf = (vessel: Vessel): Sight => ({
  vessel,
  at: vessel.kinematics,
  mayBeHazardous: hazardous.has(vessel.hazard.state),
});

export function wanted({ box, hazardOnly }: View, { at, mayBeHazardous }: Sight): boolean {
  if (hazardOnly && !mayBeHazardous) return false;
  return box === null || (at !== null && inBox(box, at.lon, at.lat));
}

interface VesselText {
  readonly zones: readonly string[];
  readonly text: Buffer;
}

/** About 2 km: a map that shows a dock or two looks into a few of them. */
const cellDeg = 0.02;
const columns = 18_001;
const rowOf = (lat: number): number => Math.floor((lat + 90) / cellDeg);
const columnOf = (lon: number): number => Math.floor((lon + 180) / cellDeg);

/**
 * One step of the picture, shared by all clients: what changed since the step before, and each vessel's JSON made at
 * most once for each disclosure, as the bytes that are sent. A vessel that changes after its JSON was made is among the changes of the next
 * step, so what is given out until then is never the last word. Holds at most one text per vessel and disclosure, for one interval.
 */
export class Stage {
  readonly atMs: number;
  readonly changes: PictureChanges;
  readonly #texts = new Map<number, VesselText>();
  /** Those for readers who do not see all of a vessel. */
  readonly #narrower = new Map<Disclosure, Map<number, VesselText>>();
  readonly #sights = new Map<number, Sight>();
  /** Those with a place, by it, so that a client does not look at all of them. */
  readonly #cells = new Map<number, Sight[]>();

  constructor(atMs: number, changes: PictureChanges) {
    this.atMs = atMs;
    this.changes = changes;
    for (const vessel of changes.changed) {
      const sight = sightOf(vessel);
      this.#sights.set(vessel.mmsi, sight);
      if (sight.at === null) continue;
      const key = rowOf(sight.at.lat) * columns + columnOf(sight.at.lon);
      const cell = this.#cells.get(key);
      if (cell) cell.push(sight);
      else this.#cells.set(key, [sight]);
    }
  }

  /** The vessel if it changed in this step. */
  changed(mmsi: number): Sight | undefined {
    return this.#sights.get(mmsi);
  }

  /** Gives at least those to `look` that changed and lie in the box; null: all that changed. */
  each(box: Box | null, look: (sight: Sight) => void): void {
    if (box === null) {
      for (const sight of this.#sights.values()) look(sight);
      return;
    }
    const [west, south, east, north] = box;
    const [firstRow, lastRow] = [rowOf(south), rowOf(north)];
    const [first, last] = [columnOf(west), columnOf(east)];
    if (west > east || (lastRow - firstRow + 1) * (last - first + 1) > this.#cells.size) {
      for (const sight of this.#sights.values()) look(sight);
      return;
    }
    for (let row = firstRow; row <= lastRow; row++)
      for (let column = first; column <= last; column++) {
        const cell = this.#cells.get(row * columns + column);
        if (cell) for (const sight of cell) look(sight);
      }
  }

  /** The vessel as a reader is shown it. A disclosure counts zones: a text that was made in others is none of it. */
  text(vessel: Vessel, disclosure: Disclosure): Buffer {
    const texts = disclosure === everything ? this.#texts : this.#textsOf(disclosure);
    const made = texts.get(vessel.mmsi);
    if (made !== undefined && made.zones === vessel.zones) return made.text;
    const text = Buffer.from(JSON.stringify(presentLive(vessel, this.atMs, disclosure)));
    texts.set(vessel.mmsi, { zones: vessel.zones, text });
    return text;
  }

  #textsOf(disclosure: Disclosure): Map<number, VesselText> {
    let texts = this.#narrower.get(disclosure);
    if (texts === undefined) {
      texts = new Map();
      this.#narrower.set(disclosure, texts);
    }
    return texts;
  }
}

const comma = 0x2c;

/** A `vessels` frame, of now or of a replay, from texts of vessels: bytes that are copied, for joining strings anew for each client costs four times that. */
export function vesselsFrame(
  atMs: number,
  full: boolean,
  vessels: readonly Buffer[],
  gone: readonly number[],
  replay = false,
): Buffer {
  const left = gone.map((mmsi) => `"${mmsiText(mmsi)}"`);
  const head = `{"type":"vessels",${replay ? '"replay":true,' : ''}"at":"${instant(atMs)}","full":${full},"vessels":[`;
  const tail = `],"gone":[${left.join(',')}]}`;
  let length = head.length + Math.max(0, vessels.length - 1) + tail.length;
  for (const text of vessels) length += text.length;
  const frame = Buffer.allocUnsafe(length);
  let at = frame.write(head, 'latin1');
  for (const [i, text] of vessels.entries()) {
    if (i > 0) frame[at++] = comma;
    frame.set(text, at);
    at += text.length;
  }
  frame.write(tail, at, 'latin1');
  return frame;
}
