import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, portOfTest, standingZones, type World } from '../../../test/gateway-helpers.ts';
import { listen } from '../../../test/live-client.ts';
import { TooLong } from '../../model/history.ts';
import type { Zone } from '../../model/zone.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.app.close());

/** Every question, with the statement that it begins with. */
const questions = [
  ['/history/tracks?zone=dock-1', 'present', /ask for a shorter time/],
  ['/history/visits?', 'visits', /ask for a shorter time/],
  ['/history/counts?zone=dock-1', 'entries', /ask for a shorter time/],
  ['/history/density?bbox=4,51,4.1,51.1', 'density', /ask for a shorter time or a smaller box/],
  ['/vessels?at=2026-11-23T09:00:00Z', 'present', /ask again when the archive has less to do/],
  ['/vessels/205278090?at=2026-11-23T09:00:00Z', 'vesselsAt', /ask again/],
  ['/vessels/205278090/track?format=gpx', 'vesselsAt', /ask for a shorter time/],
] as const;

test.each(questions)(
  'V53 a statement that takes too long is 422 and says the limit: %s',
  async (path, first, narrower) => {
    world.history = { ...world.history, [first]: () => Promise.reject(new TooLong(10)) };
    const answer = await world.app.inject(`/api/v1${path}`);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail).toMatch(/^the limit of 10 s for a step of this question was reached: /);
    expect(answer.json().detail).toMatch(narrower);
  },
);

test.each(questions)(
  'V53 an archive that does not answer is 503, and keeps its secrets: %s',
  async (path, first) => {
    world.history = { ...world.history, [first]: () => Promise.reject(new Error('password=secret refused')) };
    const answer = await world.app.inject(`/api/v1${path}`);
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.body).not.toContain('secret');
  },
);

test.each(questions)('V53 who leaves is not worked for any more: %s', async (path, first) => {
  let gone: AbortSignal | null = null;
  world.history = {
    ...world.history,
    [first]: (...asked: unknown[]) => {
      gone = asked.find((value) => value instanceof AbortSignal) ?? null;
      return new Promise((_resolve, reject) => gone?.addEventListener('abort', () => reject(gone?.reason)));
    },
  };
  const url = (await listen(world, `/api/v1${path}`)).replace('ws:', 'http:');
  const leaving = new AbortController();
  const answer = fetch(url, { signal: leaving.signal }).catch((error: unknown) => error);
  await expect.poll(() => gone?.aborted).toBe(false);
  leaving.abort();
  await answer;
  await expect.poll(() => gone?.aborted).toBe(true);
});

test('V53 a place where too many entered is 422', async () => {
  const lock = { ...(portOfTest.zones[0] as Zone), id: 'lock-1', kind: 'lock' } as const;
  const locked = await createWorld({}, undefined, standingZones([lock]));
  const wait = {
    mmsi: 1,
    enteredMs: 0,
    arrivedMs: null,
    slowS: 0,
    class: null,
    shipType: null,
    eriType: null,
  };
  locked.history = {
    ...locked.history,
    waits: async function* () {
      for (;;) yield Array.from({ length: 5_000 }, () => wait);
    },
  };
  const answer = await locked.app.inject('/api/v1/history/waiting?zone=lock-1');
  expect([answer.statusCode, answer.json().detail]).toEqual([
    422,
    'over 20000 entries, which is the limit: ask for a shorter time',
  ]);
  await locked.app.close();
});

test('V53 two densities are computed at once; a third is 429, and welcome when one is done', async () => {
  const done: (() => void)[] = [];
  world.history = {
    ...world.history,
    density: () => new Promise((resolve) => void done.push(() => resolve([]))),
  };
  const ask = () => world.app.inject('/api/v1/history/density?bbox=4,51,4.1,51.1');
  const first = ask();
  const second = ask();
  await expect.poll(() => done.length).toBe(2);
  const third = await ask();
  expect([third.statusCode, third.json().detail]).toEqual([
    429,
    '2 densities are computed already, which is the limit: ask again later',
  ]);
  done[0]?.();
  expect((await first).statusCode).toBe(200);
  const fourth = ask();
  await expect.poll(() => done.length).toBe(3);
  for (const finish of done) finish();
  expect([(await second).statusCode, (await fourth).statusCode]).toEqual([200, 200]);
});
