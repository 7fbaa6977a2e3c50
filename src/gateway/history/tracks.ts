import { instant } from '../../lib/instant.ts';
import type { History, NearPoint, Recollection, Span } from '../../model/history.ts';
import { mmsiText } from '../../model/vessel.ts';
import type { Discloser } from '../access/disclosure.ts';
import { toCursor } from '../cursor.ts';
import { presentProperties } from '../present.ts';
import { createClip, type InsidePoint, type Shape } from './clip.ts';
import { widened } from './place.ts';

/** Vessels that are asked for together. */
const batchVessels = 50;
/** Points that are held before they are written. */
const heldPoints = 20_000;
/** Metres around a shape in which vessels are looked for: they may cross it between two reports. */
const aroundM = 500;

interface Clipped {
  readonly mmsi: number;
  readonly parts: readonly (readonly InsidePoint[])[];
}

const lastMs = ({ parts }: Clipped): number => parts.at(-1)?.at(-1)?.timeMs ?? 0;
const pointsOf = ({ parts }: Clipped): number => parts.reduce((sum, part) => sum + part.length, 0);

/** What of these vessels' tracks lies inside, one vessel after the other; those that only came near are left out. */
async function* clipped(points: AsyncIterable<readonly NearPoint[]>, shape: Shape): AsyncGenerator<Clipped> {
  let mmsi = -1;
  let clip = createClip(shape);
  for await (const page of points) {
    for (const point of page) {
      if (point.mmsi !== mmsi) {
        if (clip.parts.length > 0) yield { mmsi, parts: clip.parts };
        mmsi = point.mmsi;
        clip = createClip(shape);
      }
      clip.add(point);
    }
  }
  if (clip.parts.length > 0) yield { mmsi, parts: clip.parts };
}

/** A line has two points at least: one that is alone is given twice. */
const lines = <T>(parts: Clipped['parts'], of: (point: InsidePoint) => T): T[][] =>
  parts.map((part) => (part.length === 1 ? [...part, ...part] : part).map(of));

export interface TracksAsked extends Span {
  readonly shape: Shape;
  readonly afterMmsi: number;
  /** Vessels of one answer. */
  readonly limit: number;
  /** Points of one answer: the batch of vessels with which it has more is its last. */
  readonly mostPoints: number;
  readonly disclosing: Discloser;
}

/** Who was inside, with the part of the track inside, as a FeatureCollection in pieces: memory is a batch of vessels. */
export async function* tracksText(
  asked: TracksAsked,
  history: History,
  recollection: Recollection,
  gone: AbortSignal,
): AsyncGenerator<string, void, void> {
  const { shape, limit, mostPoints, fromMs } = asked;

  async function featuresOf(tracks: readonly Clipped[]): Promise<string[]> {
    const moments = tracks.map((track) => ({ mmsi: track.mmsi, atMs: lastMs(track) }));
    const known = await history.vesselsAt(moments, fromMs, gone);
    return known.map((then, i) => {
      const track = tracks[i];
      if (track?.mmsi !== then.mmsi) throw new Error('vessels came in another order than asked for');
      const { parts } = track;
      const vessel = recollection.vessel(then, lastMs(track));
      return JSON.stringify({
        type: 'Feature',
        id: mmsiText(then.mmsi),
        geometry: { type: 'MultiLineString', coordinates: lines(parts, ({ lon, lat }) => [lon, lat]) },
        properties: {
          ...presentProperties(vessel, lastMs(track), asked.disclosing(vessel)),
          firstAt: instant(parts[0]?.[0]?.timeMs ?? 0),
          lastAt: instant(lastMs(track)),
          coordTimes: lines(parts, ({ timeMs }) => instant(timeMs)),
          coordSogKn: lines(parts, ({ sogKn }) => sogKn),
          onBorder: lines(parts, ({ onBorder }) => onBorder),
        },
      });
    });
  }

  const area = widened(shape.bounds, aroundM);
  let { afterMmsi } = asked;
  let left = limit;
  let written = 0;
  // written with the first features: until then what goes wrong is a problem document
  let before = `{"type":"FeatureCollection","from":"${instant(fromMs)}","to":"${instant(asked.toMs)}","features":[`;
  let held: Clipped[] = [];
  let begun = false;
  async function flush(): Promise<string> {
    const features = await featuresOf(held);
    const text = before + (begun && features.length > 0 ? ',' : '') + features.join(',');
    begun ||= features.length > 0;
    held = [];
    before = '';
    return text;
  }
  let more = true;
  while (more && left > 0 && written < mostPoints) {
    const most = Math.min(batchVessels, left);
    const mmsis = await history.present(asked, area, afterMmsi, most, gone);
    for await (const track of clipped(history.near(mmsis, asked, area, gone), shape)) {
      held.push(track);
      written += pointsOf(track);
      if (held.reduce((sum, one) => sum + pointsOf(one), 0) >= heldPoints) yield await flush();
    }
    yield await flush();
    left -= mmsis.length;
    afterMmsi = mmsis.at(-1) ?? afterMmsi;
    more = mmsis.length === most;
  }
  yield `],"next":${more ? JSON.stringify(toCursor(afterMmsi)) : 'null'}}`;
}
