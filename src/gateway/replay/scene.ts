import type { AlertEvent } from '../../model/alert.ts';
import type { PositionRow, VesselRow } from '../../model/archive.ts';
import type { Declaration } from '../../model/cargo.ts';
import type { ChroniclePage, Stay } from '../../model/chronicle.ts';
import type { Recollection, VesselThen } from '../../model/history.ts';
import type { Vessel } from '../../model/vessel.ts';
import { countsSinceMs } from '../history/picture-then.ts';
import { sightOf, type View, wanted } from '../live/stage.ts';
import { Lane } from './lane.ts';

/** A vessel as far as the archive knows it by the time of the replay. */
interface Known {
  position: PositionRow | null;
  description: VesselRow | null;
  /** Newest first. */
  declarations: readonly Declaration[];
  /** As it was last looked at; null: the picture did not have it. */
  vessel: Vessel | null;
  /** From then on its cargo or its zones are others, though nothing is told. */
  turnMs: number;
  /** The client shows it. */
  told: boolean;
}

/** What a client is to be told of vessels. */
export interface Seen {
  readonly vessels: readonly Vessel[];
  readonly gone: readonly number[];
}

/**
 * The picture of the past while it goes on. A vessel is always made anew of what was known of it at the time, as `GET /vessels?at=` makes it, so
 * that the two agree however the replay came there. What a client has not been told is kept as the vessel's id, never as what it was between.
 */
export class Scene {
  readonly #recollection: Recollection;
  readonly #view: View;
  readonly #known = new Map<number, Known>();
  /** Of all vessels: one that comes into the view may have been in its zones for long. */
  readonly #stays = new Map<number, readonly Stay[]>();
  readonly #owed = new Set<number>();
  readonly #positions = new Lane<PositionRow>(({ timeMs }) => timeMs);
  readonly #descriptions = new Lane<VesselRow>(({ timeMs }) => timeMs);
  readonly #entries = new Lane<Stay>(({ enteredMs }) => enteredMs);
  readonly #declarations = new Lane<Declaration>(({ declaredAtMs }) => declaredAtMs);
  readonly #alertEvents = new Lane<AlertEvent>(({ at }) => Date.parse(at));
  #atMs: number;
  #beforeMs: number;

  constructor(atMs: number, view: View, recollection: Recollection) {
    this.#atMs = atMs;
    this.#beforeMs = atMs + 1;
    this.#view = view;
    this.#recollection = recollection;
  }

  get atMs(): number {
    return this.#atMs;
  }

  /** What happened before it is here, passed or to come. */
  get beforeMs(): number {
    return this.#beforeMs;
  }

  get vessels(): number {
    return this.#known.size;
  }

  /** Rows to come. */
  get waiting(): number {
    const lanes = [this.#positions, this.#descriptions, this.#entries, this.#declarations, this.#alertEvents];
    return lanes.reduce((rows, lane) => rows + lane.waiting, 0);
  }

  /** There are vessels of which the client has not been told the latest. */
  get owes(): boolean {
    return this.#owed.size > 0;
  }

  knows(mmsi: number): boolean {
    return this.#known.has(mmsi);
  }

  introduce({ mmsi, position, description, declarations }: VesselThen): void {
    const unseen = { vessel: null, turnMs: Number.POSITIVE_INFINITY, told: false };
    this.#known.set(mmsi, { position, description, declarations, ...unseen });
    this.#owed.add(mmsi);
  }

  enter(stay: Stay): void {
    const others =
      this.#stays.get(stay.mmsi)?.filter(({ leftMs }) => (leftMs ?? Infinity) > this.#atMs) ?? [];
    this.#stays.set(stay.mmsi, [...others, stay]);
    if (this.#known.has(stay.mmsi)) this.#owed.add(stay.mmsi);
  }

  /** What follows. The vessels of its positions have been introduced. */
  append(page: ChroniclePage): void {
    this.#positions.append(page.positions);
    this.#descriptions.append(page.descriptions);
    this.#entries.append(page.stays);
    this.#declarations.append(page.declarations);
    this.#alertEvents.append(page.alertEvents);
    this.#beforeMs = page.beforeMs;
  }

  /** Goes on to `atMs`, which is before `beforeMs`. @returns what happened to alerts, in order */
  advance(atMs: number): readonly AlertEvent[] {
    this.#atMs = atMs;
    for (const position of this.#positions.until(atMs)) this.#learn(position.mmsi, { position });
    for (const description of this.#descriptions.until(atMs)) this.#learn(description.mmsi, { description });
    for (const stay of this.#entries.until(atMs)) this.enter(stay);
    for (const declaration of this.#declarations.until(atMs)) {
      const declarations = [declaration, ...(this.#known.get(declaration.mmsi)?.declarations ?? [])];
      this.#learn(declaration.mmsi, { declarations });
    }
    for (const [mmsi, known] of this.#known) if (this.#turns(known)) this.#owed.add(mmsi);
    return [...this.#alertEvents.until(atMs)];
  }

  #learn(mmsi: number, news: Partial<Known>): void {
    const known = this.#known.get(mmsi);
    if (known === undefined) return;
    Object.assign(known, news);
    this.#owed.add(mmsi);
  }

  /** It looks different by the passing of time alone. */
  #turns({ vessel, position, turnMs }: Known): boolean {
    if (vessel === null || position === null) return false;
    return (
      this.#atMs >= turnMs ||
      position.timeMs <= countsSinceMs(this.#atMs) ||
      this.#recollection.age(vessel, this.#atMs) ||
      !this.#recollection.shown(vessel, this.#atMs)
    );
  }

  /** Vessels that look different from what the client was told, those that wait for longest first, and at most so many. */
  take(most: number): Seen {
    const vessels: Vessel[] = [];
    const gone: number[] = [];
    for (const mmsi of this.#owed) {
      if (vessels.length >= most) break;
      this.#owed.delete(mmsi);
      const known = this.#known.get(mmsi);
      if (known === undefined) continue;
      known.vessel = this.#look(mmsi, known);
      const seen = known.vessel !== null && wanted(this.#view, sightOf(known.vessel));
      if (seen && known.vessel !== null) vessels.push(known.vessel);
      else if (known.told) gone.push(mmsi);
      known.told = seen;
    }
    return { vessels, gone };
  }

  #look(mmsi: number, known: Known): Vessel | null {
    const atMs = this.#atMs;
    const { position, description, declarations } = known;
    if (position === null || position.timeMs <= countsSinceMs(atMs)) return null;
    const stays = (this.#stays.get(mmsi) ?? []).filter(({ leftMs }) => (leftMs ?? Infinity) > atMs);
    const zones = [...new Set(stays.map(({ zoneId }) => zoneId))].sort();
    const vessel = this.#recollection.vessel({ mmsi, position, description, declarations, zones }, atMs);
    known.turnMs = Math.min(
      this.#recollection.judgedUntilMs(vessel, known, atMs),
      ...stays.map(({ leftMs }) => leftMs ?? Infinity),
    );
    return this.#recollection.shown(vessel, atMs) ? vessel : null;
  }
}
