import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualTime } from '../../../test/manual-time.ts';
import { createShore, dayS, steady } from '../../../test/receiver-feeds.ts';
import type { ReceiverMemory } from './memory.ts';
import { openMemoryFile } from './memory-file.ts';

let dir: string;
let path: string;
const said: string[] = [];
const log = {
  info() {},
  warn: (_fields: object, text: string) => void said.push(text),
  error() {},
};
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hw-receivers-'));
  path = join(dir, 'receivers.json');
  said.length = 0;
});
afterEach(() => rm(dir, { recursive: true }));

/** What a reader of the file is given. */
async function given(): Promise<ReceiverMemory[]> {
  const memories: ReceiverMemory[] = [];
  const reader = {
    remember: (all: Iterable<ReceiverMemory>) => void memories.push(...all),
    memories: () => memories,
  };
  const file = await openMemoryFile(reader, { path, log });
  await file.close();
  return memories;
}

function learned(): ReturnType<typeof createShore> {
  const shore = createShore();
  shore.poisson('kallo', steady(2));
  shore.poisson('lillo', steady(0.2), 'tcp-client');
  shore.run(dayS, 10);
  return shore;
}

test('R7 what was learned is the same after writing and reading, coverage too', async () => {
  const { watch } = learned();
  await (await openMemoryFile(watch, { path, log })).close();
  const memories = await given();
  expect(memories).toEqual(watch.memories());
  expect(memories.map(({ name, kind }) => [name, kind])).toEqual([
    ['kallo', 'tcp-listener'],
    ['lillo', 'tcp-client'],
  ]);
  expect(memories[0]?.perS.filter((perS) => perS > 1)).toHaveLength(24);
  expect(memories[0]?.coverage?.centre[0]).toBeCloseTo(4.3);
  expect(memories[0]?.coverage?.centre[1]).toBeCloseTo(51.25);
  expect(said).toEqual([]);
});

test('R7 it is written every interval', async () => {
  const time = createManualTime();
  const { watch } = learned();
  const file = await openMemoryFile(watch, { path, log, schedule: time.schedule, intervalMs: 60_000 });
  await expect(readFile(path)).rejects.toThrow('ENOENT');
  time.advance(60_000);
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('"kallo"');
  await file.close();
  expect(time.waiting()).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['half a file', '{"version":1,"receivers":[{"name":"kal'],
  ['another version', '{"version":2,"receivers":[]}'],
  ['no object', 'null'],
])('R7 a damaged file is an empty one, and that is said: %s', async (_what, text) => {
  await writeFile(path, text);
  expect(await given()).toEqual([]);
  expect(said).toEqual(['what was learned of the receivers cannot be read: it is learned anew']);
});

test('R7 a damaged entry costs no other', async () => {
  const good = learned().watch.memories();
  const [first] = good;
  const bad = [
    null,
    7,
    { ...first, name: '' },
    { ...first, kind: 'radio' },
    { ...first, perS: [1, 2] },
    { ...first, days: [...(first?.days ?? []).slice(1), null] },
    { ...first, longest: -1 },
    { ...first, count: 'many' },
  ];
  await writeFile(path, JSON.stringify({ version: 1, receivers: [...bad, ...good] }));
  expect(await given()).toEqual(good);
  expect(said).toEqual(['what was learned of some receivers is damaged']);
});

test('R7 a damaged coverage is left out, and the rhythm stays', async () => {
  const [first] = learned().watch.memories();
  const entries = [{ centre: [400, 0], reachKm: first?.coverage?.reachKm }, { centre: [4, 51] }, 'far'].map(
    (coverage) => ({ ...first, coverage }),
  );
  await writeFile(path, JSON.stringify({ version: 1, receivers: entries }));
  expect((await given()).map(({ coverage, perS }) => [coverage, perS.length])).toEqual(
    entries.map(() => [null, 24]),
  );
});

test('R7 a disk that takes nothing is said once and stops nothing', async () => {
  const time = createManualTime();
  const { watch } = learned();
  await rm(dir, { recursive: true });
  const file = await openMemoryFile(watch, { path, log, schedule: time.schedule, intervalMs: 60_000 });
  for (let i = 0; i < 3; i++) {
    await expect.poll(() => time.waiting()).toHaveLength(1);
    time.advance(60_000);
  }
  await file.close();
  expect(said).toEqual(['what was learned of the receivers cannot be saved']);
  dir = await mkdtemp(join(tmpdir(), 'hw-receivers-'));
});
