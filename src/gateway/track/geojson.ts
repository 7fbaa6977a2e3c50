import { instant } from '../../lib/instant.ts';
import { mmsiText } from '../../model/vessel.ts';
import type { TrackAbout } from './about.ts';
import type { ShownPages, ShownPoint } from './stretch.ts';

/** A question that can be asked again: the same points, up to (without) `toMs`. */
export type AskTrack = (toMs: number) => ShownPages;

/** A track of at most so many points is held and asked for once: a week at a report every half minute. */
const heldPoints = 20_000;

const number = (value: number | null): string => (value === null ? 'null' : String(value));
const position = ({ lon, lat }: ShownPoint): string => `[${lon},${lat}]`;
const columns: ReadonlyArray<readonly [string, (point: ShownPoint) => string]> = [
  ['coordTimes', (point) => `"${instant(point.timeMs)}"`],
  ['sogKn', (point) => number(point.sogKn)],
  ['computed', (point) => String(point.computed)],
  ['cogDeg', (point) => number(point.cogDeg)],
];

type Page = readonly ShownPoint[];

/** The beginning of a track, and how to read all of it. */
interface Held {
  readonly pages: readonly Page[];
  readonly whole: boolean;
  /** The pages that are held and, when these are not all, those behind them. */
  readonly all: () => ShownPages;
}

async function hold(pages: ShownPages): Promise<Held> {
  const held: Page[] = [];
  let points = 0;
  const rest = pages[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await rest.next();
    if (done === true) return { pages: held, whole: true, all: () => joined(held, null) };
    held.push(value);
    points += value.length;
    if (points > heldPoints) return { pages: held, whole: false, all: () => joined(held, rest) };
  }
}

async function* joined(held: readonly Page[], rest: AsyncIterator<Page> | null): AsyncGenerator<Page, void> {
  try {
    yield* held;
    for (;;) {
      const next = await rest?.next();
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    await rest?.return?.();
  }
}

/** What was written of an array, for the next pass to be held against. */
interface Written {
  points: number;
  lastMs: number;
}

/**
 * The items of an array that runs along the track, in pieces; with `nested` an array a stretch. A stretch of a single point is given twice: a
 * LineString has at least two positions (RFC 7946 §3.1.4).
 */
async function* arrayText(
  pages: ShownPages,
  nested: boolean,
  write: (point: ShownPoint) => string,
  written: Written,
): AsyncGenerator<string, void, void> {
  let alone = '';
  let text = '';
  for await (const page of pages) {
    for (const point of page) {
      const value = write(point);
      if (point.begins && written.points > 0) text += nested ? `${alone}],[` : `${alone},`;
      else if (written.points === 0) text += nested ? '[' : '';
      else text += ',';
      text += value;
      alone = point.begins ? `,${value}` : '';
      written.points += 1;
      written.lastMs = point.timeMs;
    }
    yield text;
    text = '';
  }
  yield `${alone}${nested && written.points > 0 ? ']' : ''}`;
}

/**
 * A track as the text of a GeoJSON Feature, in pieces, in constant memory: a LineString, or a MultiLineString when it has gaps, no
 * point, or is longer than what is held. The arrays that run beside the coordinates cannot be written in one pass without holding them: of a long track the archive is
 * asked once per array, up to the last point of the first pass.
 *
 * Throws when the archive fails or gave another number of points in a later pass: the answer then breaks off.
 */
export async function* geojsonOf(ask: AskTrack, about: TrackAbout): AsyncGenerator<string, void, void> {
  const mmsi = mmsiText(about.mmsi);
  const held = await hold(ask(about.toMs));
  const begins = held.pages.reduce((sum, page) => sum + page.filter((point) => point.begins).length, 0);
  const nested = !held.whole || begins !== 1;
  const type = nested ? 'MultiLineString' : 'LineString';
  const places: Written = { points: 0, lastMs: 0 };
  yield `{"type":"Feature","id":"${mmsi}","geometry":{"type":"${type}","coordinates":[`;
  yield* arrayText(held.all(), nested, position, places);
  yield `]},"properties":{"mmsi":"${mmsi}","from":"${instant(about.fromMs)}","to":"${instant(about.toMs)}"`;
  for (const [name, write] of columns) {
    yield `,"${name}":[`;
    const column: Written = { points: 0, lastMs: 0 };
    yield* arrayText(held.whole ? held.all() : ask(places.lastMs + 1), nested, write, column);
    if (column.points !== places.points)
      throw new Error(
        `the archive changed under a track of ${mmsi}: ${places.points}, then ${column.points} points`,
      );
    yield ']';
  }
  yield '}}';
}
