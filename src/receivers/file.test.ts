import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createManualTime } from '../../test/manual-time.ts';
import { createReception, type Reception, until } from '../../test/receiving.ts';
import { openFile } from './file.ts';

let dir: string;
let reception: Reception;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'receiver-file-'));
});
afterAll(() => rm(dir, { recursive: true }));
beforeEach(() => {
  reception = createReception();
});

const long = Array.from({ length: 20_000 }, (_, i) => `!AIVDM,1,1,,A,line ${i},0*00`).join('\n');
async function save(name: string, content: string | Buffer): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, content);
  return path;
}

test.each([
  ['plain.nmea', long],
  ['packed.nmea.gz', gzipSync(long)],
])('%s streams to its end, and other work gets its turn in between', async (name, content) => {
  const path = await save(name, content);
  let turns = 0;
  let running = true;
  const count = (): void => {
    turns++;
    if (running) setImmediate(count);
  };
  setImmediate(count);
  const file = await openFile({ path }, reception);
  await file.done;
  running = false;
  const [heard] = reception.links;
  expect(heard?.text()).toBe(long);
  expect(heard?.ended).toBe(true);
  expect(heard?.receiver).toBe(`file/${name}`);
  expect(turns).toBeGreaterThanOrEqual(heard?.chunks.length ?? 0);
  expect(heard?.chunks.length).toBeGreaterThan(3);
});

test('a steady pace hands on a line at its time, the last one without a line feed too', async () => {
  const time = createManualTime();
  const path = await save('steady', 'a\nb\r\nc');
  const file = await openFile(
    { path, name: 'slow', linesPerSecond: 2 },
    { ...reception, clock: time.clock, schedule: time.schedule },
  );
  const heard = reception.links[0];
  for (const text of ['a\n', 'a\nb\r\n']) {
    await until(() => time.waiting().length === 1);
    expect(heard?.text()).toBe(text);
    expect(time.waiting()).toEqual([500]);
    time.advance(500);
  }
  await file.done;
  expect(heard?.text()).toBe('a\nb\r\nc');
  expect(heard?.times).toEqual([0, 500, 1000]);
});

test('the recorded pace times two', async () => {
  const time = createManualTime();
  const path = await save('tagged', '\\c:1555624740*3B\\a\n\\c:1555624750*3B\\b\nc\n');
  const file = await openFile(
    { path, speed: 2 },
    { ...reception, clock: time.clock, schedule: time.schedule },
  );
  await until(() => time.waiting().length === 1);
  time.advance(5000);
  await file.done;
  expect(reception.links[0]?.times).toEqual([0, 5000, 5000]);
});

test('a damaged archive gives what is whole, and says so', async () => {
  const packed = gzipSync(long);
  const path = await save('cut.nmea.gz', packed.subarray(0, packed.length / 2));
  const file = await openFile({ path }, reception);
  await file.done;
  const text = reception.links[0]?.text() ?? '';
  expect(text.length).toBeGreaterThan(10_000);
  expect(long.startsWith(text)).toBe(true);
  expect(reception.links[0]?.ended).toBe(true);
  expect(reception.said).toMatchObject([{ level: 'error', fields: { path } }]);
});

test('closing stops a file that waits', async () => {
  const time = createManualTime();
  const path = await save('waits', 'a\nb\nc\n');
  const file = await openFile(
    { path, linesPerSecond: 1 },
    { ...reception, clock: time.clock, schedule: time.schedule },
  );
  await until(() => time.waiting().length === 1);
  await file.close();
  expect(reception.links[0]?.text()).toBe('a\n');
  expect(reception.links[0]?.ended).toBe(true);
});

test('a file that is not there is named', async () => {
  const path = join(dir, 'absent');
  await expect(openFile({ path }, reception)).rejects.toThrow(
    `HW_SOURCES: file://${path} cannot be read: ENOENT`,
  );
  await expect(openFile({ path: dir }, reception)).rejects.toThrow('is a directory');
  expect(reception.links).toHaveLength(0);
});
