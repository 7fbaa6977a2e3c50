import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { position } from '../../test/stores/archive-rows.ts';
import { type AppendFile, openAppendFile } from '../lib/append-file.ts';
import { createRandom } from '../lib/random.ts';
import type { ArchiveBatch } from '../model/archive.ts';
import { emptyBatch } from './batch.ts';
import { openSpool, type Spool } from './spool.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'spool-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const rows = (from: number, count: number): ArchiveBatch => ({
  ...emptyBatch,
  positions: Array.from({ length: count }, (_, i) => position(1, from + i)),
});
const open = (openFile = openAppendFile, segmentBytes = 2_000): Promise<Spool> =>
  openSpool({ dir, segmentBytes, openFile });

/** Times of all positions that the next process finds. */
async function found(): Promise<number[]> {
  const spool = await open();
  const times: number[] = [];
  for (const segment of spool.waiting()) {
    const { batch } = await spool.load(segment);
    times.push(...batch.positions.map(({ timeMs }) => timeMs));
  }
  return times;
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** The real file, with a disk that fails when told to; counts what was asked of each file. */
function failingDisk() {
  const disk = { append: false, sync: false, opened: 0, closed: 0, asks: [] as string[] };
  const openFile = async (path: string): Promise<AppendFile> => {
    const file = await openAppendFile(path);
    disk.opened += 1;
    const name = path.slice(dir.length + 1);
    const fail = (what: string) => {
      throw Object.assign(new Error(`${what} fails`), { code: what === 'append' ? 'ENOSPC' : 'EIO' });
    };
    return {
      async append(bytes) {
        disk.asks.push(`append ${name}`);
        await file.append(disk.append ? bytes.subarray(0, 7) : bytes);
        if (disk.append) fail('append');
      },
      async sync() {
        disk.asks.push(`sync ${name}`);
        if (disk.sync) fail('sync');
        await file.sync();
      },
      truncate: (bytes) => file.truncate(bytes),
      close() {
        disk.closed += 1;
        return file.close();
      },
    };
  };
  return { disk, openFile };
}

test('V77 after a failed fsync nothing counts as written, that file is never trusted again, and the rows go into a new one', async () => {
  const { disk, openFile } = failingDisk();
  const spool = await open(openFile);
  await spool.save('positions', [rows(0, 3)]);
  const { bytes } = spool;
  disk.sync = true;
  await expect(spool.save('positions', [rows(3, 2)])).rejects.toThrow('sync fails');
  await expect(spool.save('positions', [rows(3, 2)]), 'a new file on the same disk').rejects.toThrow(
    'sync fails',
  );
  expect(spool.bytes).toBe(bytes);
  disk.sync = false;
  disk.asks.length = 0;
  await spool.save('positions', [rows(3, 2)]);
  expect(disk.asks.filter((ask) => ask.endsWith('0000000001-positions.seg'))).toEqual([]);
  await spool.close();
  expect(disk.closed, 'no file is left open').toBe(disk.opened);
  expect(await found()).toEqual(upTo(5));
});

test('V78 a full disk leaves no half record in front of the next one', async () => {
  const { disk, openFile } = failingDisk();
  const spool = await open(openFile);
  await spool.save('positions', [rows(0, 3)]);
  disk.append = true;
  await expect(spool.save('positions', [rows(3, 2)])).rejects.toThrow('append fails');
  await expect(spool.save('positions', [rows(3, 2)])).rejects.toThrow('append fails');
  disk.append = false;
  await spool.save('positions', [rows(3, 2)]);
  await spool.close();
  expect(await found()).toEqual(upTo(5));
  expect(readdirSync(dir)).toHaveLength(2);
});

test('V79 what a power cut leaves has every row that was saved, wherever it strikes', async () => {
  const random = createRandom(79);
  for (let cut = 0; cut < 300; cut += 1) {
    for (const name of readdirSync(dir)) rmSync(join(dir, name));
    const synced = new Map<string, number>();
    const written = new Map<string, number>();
    const openFile = async (path: string): Promise<AppendFile> => {
      const file = await openAppendFile(path);
      return {
        ...file,
        async append(bytes) {
          await file.append(bytes);
          written.set(path, (written.get(path) ?? 0) + bytes.length);
        },
        async sync() {
          synced.set(path, written.get(path) ?? 0);
        },
      };
    };
    const spool = await open(openFile);
    let saved = 0;
    for (let save = random.whole(1, 6); save > 0; save -= 1) {
      const count = random.whole(1, 9);
      await spool.save('positions', [rows(saved, count)]);
      saved += count;
    }
    // one more, which the disk never says it has
    const last = spool.save('positions', [rows(saved, random.whole(1, 9))]);
    const durable = new Map(synced);
    await last;
    for (const name of readdirSync(dir)) {
      const path = join(dir, name);
      const { length } = readFileSync(path);
      const safe = durable.get(path) ?? 0;
      truncateSync(path, random.whole(Math.min(safe, length), length));
      if (random.whole(0, 1) === 1) writeFileSync(path, Buffer.alloc(random.whole(0, 50)), { flag: 'a' });
    }
    await spool.close();
    const times = await found();
    expect(times.slice(0, saved), `cut ${cut}`).toEqual(upTo(saved));
  }
});

test('rows that came while others were delivered are not taken for delivered', async () => {
  const spool = await open();
  await spool.save('positions', [rows(0, 3)]);
  const [segment] = spool.waiting();
  if (segment === undefined) throw new Error('nothing waits');
  const load = await spool.load(segment);
  await spool.save('positions', [rows(3, 2)]);
  await spool.done(segment, load);
  expect((await spool.load(segment)).batch.positions.map(({ timeMs }) => timeMs)).toEqual([3, 4]);
  // the same from disk
  await spool.close();
  expect((await spool.load(segment)).batch.positions.map(({ timeMs }) => timeMs)).toEqual([3, 4]);
  await spool.done(segment, await spool.load(segment));
  expect(readdirSync(dir)).toEqual([]);
});
