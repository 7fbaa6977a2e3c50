import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gpx, kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import { parse } from 'csv-parse/sync';
import type { FeatureCollection, Geometry, LineString } from 'geojson';
import { expect, test } from 'vitest';
import type { TrackPoint } from '../../model/archive.ts';
import type { TrackAbout } from './about.ts';
import { csvOf } from './csv.ts';
import { geojsonOf } from './geojson.ts';
import { gpxOf } from './gpx.ts';
import { kmlOf } from './kml.ts';
import { inStretches, type ShownPages } from './stretch.ts';

const startMs = Date.parse('2026-11-23T10:00:00Z');
const about: TrackAbout = { mmsi: 5_278_090, name: 'A', fromMs: startMs, toMs: startMs + 86_400_000 };

/** A report every ten seconds; `silences` minutes of silence come before the points of these numbers. */
function points(count: number, silences: Readonly<Record<number, number>> = {}): TrackPoint[] {
  let timeMs = startMs;
  return Array.from({ length: count }, (_, i) => {
    timeMs += 10_000 + (silences[i] ?? 0) * 60_000;
    return {
      ...{ timeMs, lon: 4.3 + i * 1e-4, lat: 51.3 - i * 1e-5, sogKn: i % 5 === 2 ? null : 6.4 },
      ...{ cogDeg: i % 7 === 3 ? null : 98.2, headingDeg: 97, navStatus: i % 9 === 4 ? null : 0 },
    };
  });
}
async function* pages(all: readonly TrackPoint[], size = 7): AsyncGenerator<readonly TrackPoint[]> {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}
const shown = (all: readonly TrackPoint[]): ShownPages => inStretches(pages(all));

async function text(pieces: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
}
const geojson = async (all: readonly TrackPoint[]) =>
  JSON.parse(await text(geojsonOf((toMs) => shown(all.filter((p) => p.timeMs < toMs)), about)));
/** Strict: a document that is not well-formed throws. */
const xml = (source: string) =>
  new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(source, 'text/xml');

/** Lines and times as an independent reader finds them. */
function linesOf({ features }: FeatureCollection<Geometry | null>) {
  const [feature] = features;
  const { geometry, properties } = feature ?? {};
  const times: unknown = properties?.['coordinateProperties']?.times;
  if (geometry?.type === 'LineString') return { lines: [geometry.coordinates], times: [times] };
  if (geometry?.type === 'GeometryCollection')
    return { lines: geometry.geometries.map((line) => (line as LineString).coordinates), times };
  if (geometry?.type !== 'MultiLineString') throw new Error(`a ${geometry?.type} is no track`);
  return { lines: geometry.coordinates, times };
}
const round = (value: number | undefined) => Math.round((value ?? 0) * 1e7) / 1e7;
const ms = (time: string): number => Date.parse(time);

const track = points(3_000, { 40: 30, 1700: 200 });
const stretches = [track.slice(0, 40), track.slice(40, 1_700), track.slice(1_700)];
const places = stretches.map((s) => s.map(({ lon, lat }) => [round(lon), round(lat)]));
const times = stretches.map((s) => s.map(({ timeMs }) => timeMs));

test('V40 V41 GPX that an independent reader opens has every point, its time, and a segment a stretch', async () => {
  const source = await text(gpxOf(shown(track), about));
  const read = linesOf(gpx(xml(source) as never));
  expect(read.lines.map((line) => line.map(([lon, lat]) => [round(lon), round(lat)]))).toEqual(places);
  expect((read.times as string[][]).map((line) => line.map(ms))).toEqual(times);
});

test('V40 V41 KML that an independent reader opens has every point, its time, and what is no way between tracks', async () => {
  const source = await text(kmlOf(shown(track), about));
  const { lines, times: found } = linesOf(kml(xml(source) as never));
  // a stretch of over 1,000 points is several tracks, end to end
  const joined: number[][][] = [];
  const joinedTimes: number[][] = [];
  lines.forEach((line, i) => {
    const own = line.map(([lon, lat]) => [round(lon), round(lat)]);
    const at = ((found as string[][])[i] ?? []).map(ms);
    if (at[0] !== undefined && at[0] === joinedTimes.at(-1)?.at(-1)) {
      joined.at(-1)?.push(...own.slice(1));
      joinedTimes.at(-1)?.push(...at.slice(1));
    } else {
      joined.push(own);
      joinedTimes.push(at);
    }
  });
  expect(joined).toEqual(places);
  expect(joinedTimes).toEqual(times);
  expect(lines).toHaveLength(5);
});

test('V40 V41 CSV that an independent reader opens has a record a point, with the number of its stretch', async () => {
  const records: Record<string, string>[] = parse(await text(csvOf(shown(track), about)), {
    columns: true,
    record_delimiter: '\r\n',
  });
  expect(records.map(({ time = '', lon, lat }) => [ms(time), Number(lon), Number(lat)])).toEqual(
    track.map(({ timeMs, lon, lat }) => [timeMs, round(lon), round(lat)]),
  );
  expect(records.map(({ stretch }) => Number(stretch))).toEqual(
    stretches.flatMap((s, i) => s.map(() => i + 1)),
  );
  expect(records[0]).toMatchObject({ mmsi: '005278090', name: 'A', sogKn: '6.4', headingDeg: '97' });
  expect(records[3]?.['cogDeg']).toBe('');
});

test('V41 GeoJSON has a line a stretch and times beside each; without a gap it is one line', async () => {
  const body = await geojson(track);
  expect(body.geometry.type).toBe('MultiLineString');
  expect(body.geometry.coordinates).toEqual(stretches.map((s) => s.map(({ lon, lat }) => [lon, lat])));
  expect(body.properties.coordTimes.map((line: string[]) => line.map(ms))).toEqual(times);
  const whole = await geojson(track.slice(0, 40));
  expect(whole.geometry.type).toBe('LineString');
  expect(whole.properties.coordTimes.map(ms)).toEqual(times[0]);
});

test('V41 a stretch of one point is a line of two equal ones, wherever it stands', async () => {
  for (const silences of [{ 1: 60 }, { 3: 60, 4: 60 }, { 5: 60 }]) {
    const { geometry, properties } = await geojson(points(6, silences));
    for (const line of geometry.coordinates) expect(line.length).toBeGreaterThan(1);
    const lengths = (lines: unknown[][]) => lines.map((line) => line.length);
    for (const name of ['coordTimes', 'sogKn', 'computed', 'cogDeg'])
      expect(lengths(properties[name])).toEqual(lengths(geometry.coordinates));
  }
});

test('V41 a vessel that reports seldom is not silent when it is as seldom as ever, and 10 minutes are never a gap', async () => {
  const at = (...minutes: number[]): TrackPoint[] =>
    minutes.map((minute) => ({ ...(points(1)[0] as TrackPoint), timeMs: startMs + minute * 60_000 }));
  const begins = async (all: readonly TrackPoint[]) => {
    const found: number[] = [];
    for await (const page of shown(all)) for (const p of page) if (p.begins) found.push(p.timeMs);
    return found.map((timeMs) => (timeMs - startMs) / 60_000);
  };
  expect(await begins(at(0, 0.1, 0.2, 10.2, 10.3))).toEqual([0]);
  expect(await begins(at(0, 0.1, 0.2, 10.3))).toEqual([0, 10.3]);
  const everySix = Array.from({ length: 60 }, (_, i) => i * 6);
  expect(await begins(at(...everySix, 383, 433))).toEqual([0, 433]);
});

test('V43 a speed that was not sent is that from the point before, and says so', async () => {
  const [a, b, c] = points(3) as [TrackPoint, TrackPoint, TrackPoint];
  // 0.001° of latitude are 111.2 m: 21.6 kn in ten seconds
  const north = { ...b, lon: a.lon, lat: a.lat + 0.001, sogKn: null };
  const { properties } = await geojson([{ ...a, sogKn: null }, north, c]);
  expect(properties.sogKn).toEqual([null, 21.6, expect.any(Number)]);
  expect(properties.computed).toEqual([false, true, true]);
  const csv: Record<string, string>[] = parse(await text(csvOf(shown([a, north]), about)), { columns: true });
  expect(csv.map(({ sogKn, sogComputed }) => [sogKn, sogComputed])).toEqual([
    ['6.4', 'false'],
    ['21.6', 'true'],
  ]);
  expect(await text(gpxOf(shown([a, north]), about))).toContain('<cmt>speed computed</cmt>');
});

test.each(['=1+1', '+SUM(A1)', '-2', '@X', '\tX'])(
  'V44 checklist T5: no spreadsheet takes the name %j for a formula',
  async (name) => {
    const source = await text(csvOf(shown(points(1)), { ...about, name }));
    const [record] = parse(source, { columns: true }) as Record<string, string>[];
    expect(record?.['name']).toBe(`'${name}`);
  },
);

test.each(['A,B', 'A "B"', 'A\r\nB', "D'URSEL", '<&>"\'', '</name>', 'A\u0000B'])(
  'V44 the name %j comes through as it is, where it can be written',
  async (name) => {
    const named = { ...about, name };
    const one = points(2);
    const [record] = parse(await text(csvOf(shown(one), named)), { columns: true }) as Record<
      string,
      string
    >[];
    expect(record?.['name']).toBe(name);
    const written = name.replace('\u0000', ' ').replace('\r\n', '\n');
    const nameIn = (source: string) => xml(source).getElementsByTagName('name')[0]?.textContent;
    expect(nameIn(await text(gpxOf(shown(one), named)))).toBe(written);
    expect(nameIn(await text(kmlOf(shown(one), named)))).toBe(written);
  },
);

test('V40 no points are a document without points in each format', async () => {
  expect(await geojson([])).toMatchObject({ geometry: { type: 'MultiLineString', coordinates: [] } });
  expect(parse(await text(csvOf(shown([]), about)), { columns: true })).toEqual([]);
  expect(() => xml('<a>')).toThrow();
  expect(xml(await text(gpxOf(shown([]), about))).getElementsByTagName('trk')).toHaveLength(1);
  expect(xml(await text(kmlOf(shown([]), about))).getElementsByTagName('gx:MultiTrack')).toHaveLength(1);
});

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Most bytes of heap that are alive while an answer is read. */
async function heapOf(pieces: AsyncIterable<string>): Promise<number> {
  let most = 0;
  let read = 0;
  for await (const piece of pieces) {
    expect(piece.length).toBeGreaterThanOrEqual(0);
    if (read++ % 50 !== 0) continue;
    gc();
    most = Math.max(most, process.memoryUsage().heapUsed);
  }
  return most;
}

/** A track that is made as it is read. */
async function* endless(count: number, toMs: number): AsyncGenerator<readonly TrackPoint[]> {
  const page = points(1_000);
  for (let i = 0; i < count; i += page.length) {
    const found = page
      .map((point, j) => ({ ...point, timeMs: startMs + (i + j) * 10_000 }))
      .filter(({ timeMs }) => timeMs < toMs);
    if (found.length > 0) yield found;
  }
}

test.each([
  ['geojson', (ask: (toMs: number) => ShownPages) => geojsonOf(ask, { ...about, toMs: 4e12 })],
  ['csv', (ask: (toMs: number) => ShownPages) => csvOf(ask(4e12), about)],
  ['gpx', (ask: (toMs: number) => ShownPages) => gpxOf(ask(4e12), about)],
  ['kml', (ask: (toMs: number) => ShownPages) => kmlOf(ask(4e12), about)],
])('V40 ten times the track takes no more memory: %s', async (_format, write) => {
  const of = (count: number) => heapOf(write((toMs) => inStretches(endless(count, toMs))));
  await of(30_000);
  const small = await of(30_000);
  const large = await of(300_000);
  expect(large / small).toBeLessThan(1.1);
});
