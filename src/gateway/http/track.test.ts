import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, pagesOf, startMs, type World } from '../../../test/gateway-helpers.ts';
import { listen } from '../../../test/live-client.ts';
import type { TrackPoint } from '../../model/archive.ts';
import { TrackFeature } from '../../protocol/vessel.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.app.close());

const pointAt = (i: number): TrackPoint => ({
  timeMs: startMs - 3_600_000 + i * 1000,
  lon: 4.3 + i / 1e5,
  lat: 51.3,
  sogKn: i % 7 === 0 ? null : i % 7,
  cogDeg: 90,
  headingDeg: null,
  navStatus: 0,
});

/** An archive of `points`, that keeps to the interval as the real one does. */
function keep(points: readonly TrackPoint[], pageSize = 10): void {
  world.trackPages = (_mmsi, fromMs, toMs) => {
    const inside = points.filter((p) => p.timeMs >= fromMs && p.timeMs < toMs);
    const pages: TrackPoint[][] = [];
    for (let i = 0; i < inside.length; i += pageSize) pages.push(inside.slice(i, i + pageSize));
    return pagesOf(pages);
  };
}
const track = (query = '') => world.app.inject(`/api/v1/vessels/205278090/track${query}`);

test('H6 a track is a LineString with times, speeds and courses beside it', async () => {
  keep(Array.from({ length: 25 }, (_, i) => pointAt(i)));
  const answer = await track();
  const body = answer.json();
  expect(answer.statusCode).toBe(200);
  expect(Value.Check(TrackFeature, body)).toBe(true);
  expect(body.geometry.coordinates).toHaveLength(25);
  expect(body.properties.coordTimes[24]).toBe(new Date(pointAt(24).timeMs).toISOString());
  expect(body.properties.sogKn.slice(0, 3)).toEqual([null, 1, 2]);
  expect(body.properties.cogDeg).toHaveLength(25);
  expect(body.properties).toMatchObject({ from: '2026-11-22T10:00:00.000Z', to: '2026-11-23T10:00:00.000Z' });
});

test('H6 only from ≤ time < to; no points give no positions; one is given twice', async () => {
  keep(Array.from({ length: 25 }, (_, i) => pointAt(i)));
  const at = (i: number) => new Date(pointAt(i).timeMs).toISOString();
  expect((await track(`?from=${at(5)}&to=${at(8)}`)).json().properties.coordTimes).toEqual([
    at(5),
    at(6),
    at(7),
  ]);
  expect((await track(`?from=${at(5)}&to=${at(6)}`)).json()).toMatchObject({
    geometry: { coordinates: [pointAt(5), pointAt(5)].map(({ lon, lat }) => [lon, lat]) },
    properties: { coordTimes: [at(5), at(5)], sogKn: [5, 5] },
  });
  keep([]);
  expect((await track()).json()).toMatchObject({
    geometry: { coordinates: [] },
    properties: { coordTimes: [] },
  });
});

test('H6 points that arrive while the track is sent do not disturb it', async () => {
  const points = Array.from({ length: 12 }, (_, i) => pointAt(i));
  keep(points);
  const before = world.trackPages;
  world.trackPages = (...args) => {
    const pages = before(...args);
    points.push(pointAt(points.length));
    return pages;
  };
  const body = (await track()).json();
  expect(body.geometry.coordinates).toHaveLength(12);
  expect(body.properties.cogDeg).toHaveLength(12);
});

test.each([
  ['?from=2026-11-23T10:00:00Z&to=2026-11-23T10:00:00Z', /^from: must be before/],
  ['?from=2026-11-24T10:00:00Z', /^from: must be before/],
  ['?from=2026-10-01T00:00:00Z', /^from: at most 31 days/],
  ['?from=yesterday', /^from: must be a time/],
  ['?to=1763892000', /^to: must be a time/],
  ['?format=shp', /^format: must be one of geojson/],
  ['?toleranceM=-1', /^toleranceM: /],
])('H4 a bad interval is refused with the name of the field: %s', async (query, detail) => {
  const answer = await track(query);
  expect([answer.statusCode, answer.json().detail]).toEqual([400, expect.stringMatching(detail)]);
});

test('H7 an archive that does not answer gives 503 and no half body', async () => {
  world.trackPages = () => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('password=secret refused')) }),
  });
  const answer = await track();
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['retry-after']).toBe('5');
  expect(answer.body).not.toContain('secret');
});

test('H7 an archive that fails half way breaks the body off: no track that looks whole', async () => {
  let asked = 0;
  world.trackPages = async function* () {
    asked += 1;
    // longer than what is held: it is asked for again
    yield Array.from({ length: 20_001 }, (_, i) => pointAt(i));
    if (asked === 2) throw new Error('connection lost');
  };
  const url = (await listen(world, '/api/v1/vessels/205278090/track')).replace('ws:', 'http:');
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
});

test('H6 pages are asked for as the client takes them, and closed when it leaves', async () => {
  let given = 0;
  let closed = false;
  const page = Array.from({ length: 1000 }, (_, i) => pointAt(i));
  world.trackPages = async function* () {
    try {
      for (; given < 100_000; given += 1) yield page;
    } finally {
      closed = true;
    }
  };
  const url = (await listen(world, '/api/v1/vessels/205278090/track')).replace('ws:', 'http:');
  const abort = new AbortController();
  const answer = await fetch(url, { signal: abort.signal });
  const reader = answer.body?.getReader();
  await reader?.read();
  abort.abort();
  await expect.poll(() => closed).toBe(true);
  expect(given).toBeLessThan(100_000);
});
