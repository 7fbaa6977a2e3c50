import type { TrackPoint } from '../../model/archive.ts';
import { instant } from '../present.ts';

/** A query that can be asked again: points of one vessel, oldest first, up to (without) `toMs`. */
export type TrackPages = (toMs: number) => AsyncIterable<readonly TrackPoint[]>;

const number = (value: number | null): string => (value === null ? 'null' : String(value));
const position = ({ lon, lat }: TrackPoint): string => `[${lon},${lat}]`;
const columns: ReadonlyArray<readonly [string, (point: TrackPoint) => string]> = [
  ['times', (point) => `"${instant(point.timeMs)}"`],
  ['sogKn', (point) => number(point.sogKn)],
  ['cogDeg', (point) => number(point.cogDeg)],
];

/**
 * A track as the text of a GeoJSON Feature, in pieces, in constant memory. The arrays that run beside the coordinates
 * cannot be written in one pass without holding them, so the archive is asked once per array, up to the last
 * point of the first pass. A single point is given twice: a LineString has at least two positions (RFC 7946 §3.1.4).
 *
 * Throws when the archive fails or gave another number of points in a later pass: the answer then breaks off.
 */
export async function* trackText(
  pages: TrackPages,
  mmsi: string,
  fromMs: number,
  toMs: number,
): AsyncGenerator<string, void, void> {
  let text = `{"type":"Feature","id":"${mmsi}","geometry":{"type":"LineString","coordinates":[`;
  let count = 0;
  let lastMs = fromMs - 1;
  let single = '';
  for await (const page of pages(toMs)) {
    for (const point of page) {
      single = position(point);
      text += count++ === 0 ? single : `,${single}`;
      lastMs = point.timeMs;
    }
    yield text;
    text = '';
  }
  if (count === 1) text += `,${single}`;
  yield `${text}]},"properties":{"mmsi":"${mmsi}","from":"${instant(fromMs)}","to":"${instant(toMs)}"`;

  for (const [name, write] of columns) {
    text = `,"${name}":[`;
    let seen = 0;
    for await (const page of count === 0 ? [] : pages(lastMs + 1)) {
      for (const point of page) {
        const value = write(point);
        text += seen++ === 0 ? value : `,${value}`;
        if (count === 1) text += `,${value}`;
      }
      yield text;
      text = '';
    }
    if (seen !== count)
      throw new Error(`the archive changed under a track of ${mmsi}: ${count}, then ${seen} points`);
    yield `${text}]`;
  }
  yield '}}';
}
