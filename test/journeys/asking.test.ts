import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { gpx, kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import { parse } from 'csv-parse/sync';
import { afterEach, expect, test } from 'vitest';
import { toSentences } from '../../src/ais/sentences.ts';
import type { AisMessage } from '../../src/model/messages.ts';
import type { PassageCollection, VisitView, WaitReport } from '../../src/protocol/history.ts';
import type { TrackFeature, VesselCollection } from '../../src/protocol/vessel.ts';
import { position, voyage } from '../../src/traffic/samples.test-data.ts';
import { tagBlock } from '../sentences.ts';
import { get } from './live.ts';
import { startServer } from './server.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const mmsi = 205_000_063;
const reports = 40;
const lines = (message: AisMessage): string[] => toSentences(message, { channel: 'A' });
const text = (all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('');

test('J63 what a log recorded hours ago can be asked for in every way, and so can what happens now', async () => {
  const startMs = Math.floor(Date.now() / 1000) * 1000 - 3 * 3_600_000;
  const atMs = (i: number): number => startMs + i * 60_000;
  const log = Array.from({ length: reports }, (_, i) =>
    lines(position(mmsi, { lon: 4.3 + i / 1_000, lat: 51.3, sogKn: null })).map(
      (line) => `${tagBlock(`c:${atMs(i) / 1000}`)}${line}`,
    ),
  );
  const feed = createServer((socket) => {
    socket.on('error', () => {});
    socket.write(text(log.flat()));
  }).listen(0, '127.0.0.1');
  await once(feed, 'listening');
  closers.push(() => feed.close());
  const { port } = feed.address() as AddressInfo;
  const server = await startServer({
    env: { HW_SOURCES: `tcp://127.0.0.1:${port}?name=log&time=recorded` },
  });
  closers.push(() => server.stop('SIGKILL'));

  const ask = async (path: string): Promise<string> =>
    (await server.fetch(`/api/v1/vessels/${mmsi}/track${path}`)).text();
  const iso = (ms: number): string => new Date(ms).toISOString();
  const span = `from=${iso(startMs)}&to=${iso(startMs + 3_600_000)}`;
  const records = async (): Promise<Record<string, string>[]> =>
    parse(await ask(`?format=csv&${span}`), { columns: true });
  await expect.poll(async () => (await records()).length, { timeout: 60_000 }).toBe(reports);

  const csv = await records();
  expect(csv.map(({ time = '' }) => Date.parse(time))).toEqual(log.map((_, i) => atMs(i)));
  // 0.001° of longitude a minute are 2.3 kn
  expect(csv[1]).toMatchObject({ sogKn: '2.3', sogComputed: 'true', stretch: '1' });
  const track = JSON.parse(await ask(`?${span}`)) as TrackFeature;
  expect(track.geometry).toMatchObject({ type: 'LineString' });
  expect(track.geometry.coordinates).toHaveLength(reports);
  const straight = JSON.parse(await ask(`?toleranceM=20&${span}`)) as TrackFeature;
  expect(straight.geometry.coordinates.length).toBeLessThan(5);
  for (const [format, read] of [
    ['gpx', gpx],
    ['kml', kml],
  ] as const) {
    const document = new DOMParser().parseFromString(await ask(`?format=${format}&${span}`), 'text/xml');
    const [feature] = read(document as never).features;
    expect(feature?.properties?.['coordinateProperties'].times.flat()).toHaveLength(reports);
  }

  const here = await get<PassageCollection>(
    server,
    `/api/v1/history/tracks?bbox=4.31,51.29,4.32,51.31&${span}`,
  );
  expect(here.features).toHaveLength(1);
  const [line = []] = here.features[0]?.geometry.coordinates ?? [];
  expect([line[0]?.[0], line.at(-1)?.[0]]).toEqual([4.31, 4.32].map((lon) => expect.closeTo(lon, 5)));
  const then = await get<VesselCollection>(server, `/api/v1/vessels?at=${iso(atMs(5) + 1_000)}`);
  expect(then.features).toMatchObject([
    {
      geometry: { coordinates: [expect.closeTo(4.305, 5), expect.closeTo(51.3, 5)] },
      properties: { ageS: 1 },
    },
  ]);
  const density = await get<{ cells: number[][] }>(
    server,
    `/api/v1/history/density?bbox=4.29,51.29,4.35,51.31&format=json&${span}`,
  );
  const minutes = density.cells.reduce((sum, [, , , own = 0]) => sum + own, 0);
  // the last report stands for six minutes
  expect(minutes).toBeCloseTo(reports - 1 + 6, 1);

  // now it lies in a lock
  await server.send(
    text([
      ...lines(voyage(mmsi)),
      ...lines(
        position(mmsi, { lon: 4.3967, lat: 51.2397, sogKn: 0, utcSecond: new Date().getUTCSeconds() }),
      ),
    ]),
  );
  const visits = async () =>
    (await get<{ items: VisitView[] }>(server, '/api/v1/history/visits?zone=royerssluis')).items;
  await expect.poll(visits, { timeout: 30_000 }).toHaveLength(1);
  expect(await visits()).toMatchObject([{ mmsi: String(mmsi), open: true, leftAt: null }]);
  const counts = await get<{ items: { entries: number }[] }>(
    server,
    '/api/v1/history/counts?zone=royerssluis',
  );
  expect(counts.items).toMatchObject([{ entries: 1 }]);
  const waits = await get<WaitReport>(server, '/api/v1/history/waiting?zone=royerssluis');
  expect(waits.byHour).toMatchObject([{ entries: 1, unknown: 0, medianWaitS: 0 }]);
  const inside = await get<PassageCollection>(server, '/api/v1/history/tracks?zone=royerssluis');
  expect(inside.features.map(({ properties }) => properties.zones)).toEqual([
    ['royers-noord', 'royerssluis'],
  ]);
});
