import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openArchive } from '../../src/archive/open.ts';
import { type ArchiveWriterOptions, openArchiveWriter } from '../../src/archive/writer.ts';
import type { Archive, ArchiveBatch } from '../../src/model/archive.ts';
import { declarationOf } from '../cargo-samples.ts';
import { createLine } from '../line.ts';
import { createManualTime } from '../manual-time.ts';
import { until } from '../receiving.ts';
import { freshDatabase } from '../services/database.ts';
import { describeWithServices } from '../services/urls.ts';
import { alertEvent, position, positions, readAll, silent, vessel } from './archive-rows.ts';

let root: string;
let archive: Archive;
let absent: Archive;
let dir: string;
let mmsi = 0;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'havenwacht-'));
  archive = openArchive({ databaseUrl: null, dataDir: root, log: silent });
  await archive.prepare();
  absent = openArchive({ databaseUrl: 'postgresql://x@127.0.0.1:1/x', dataDir: root, log: silent });
});
afterAll(async () => {
  await archive.close();
  await absent.close();
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  mmsi += 1;
  dir = join(root, `spool-${mmsi}`);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = async (over: Partial<ArchiveWriterOptions> = {}) => {
  const writer = await openArchiveWriter({ dir, archive, log: silent, reserveBytes: 4_096, ...over });
  writer.start();
  return writer;
};
const files = (): string[] =>
  readdirSync(dir)
    .filter((name) => name !== 'reserve')
    .sort();

/** Rows in the spool of a process that ended while its archive was away, `perSegment` positions a file. */
async function leaveBehind(rows: number, perSegment: number): Promise<void> {
  const writer = await open({ archive: absent, schedule: createManualTime().schedule, segmentBytes: 1 });
  for (const [i, row] of positions(mmsi, rows).entries()) {
    writer.position(row);
    if ((i + 1) % perSegment === 0) await writer.flush().catch(() => {});
  }
  await writer.close();
}

test('nothing is opened before the start: rows gather on disk, and health says so', async () => {
  const writer = await openArchiveWriter({ dir, archive, log: silent, flushMs: 1 });
  for (const row of positions(mmsi, 3)) writer.position(row);
  await until(() => writer.health().waitingBatches === 1);
  expect(writer.health()).toMatchObject({ degraded: true, lastError: 'the archive is being opened' });
  writer.start();
  await writer.flush();
  expect(writer.health()).toMatchObject({ degraded: false, writtenPositions: 3 });
  await writer.close();
});

test('rows reach the archive by themselves, after flushMs or maxRows', async () => {
  const time = createManualTime();
  const writer = await open({ schedule: time.schedule, maxRows: 100 });
  for (const row of positions(mmsi, 130)) writer.position(row);
  await until(() => writer.health().writtenPositions === 100);
  time.advance(50);
  await until(() => time.waiting().includes(250));
  time.advance(250);
  await until(() => writer.health().writtenPositions === 130);
  expect(await readAll(archive, mmsi)).toHaveLength(130);
  await until(() => writer.health().waitingBatches === 0);
  expect(writer.health()).toEqual({
    degraded: false,
    waitingBatches: 0,
    waitingBytes: 0,
    savedPositions: 130,
    writtenPositions: 130,
    droppedPositions: 0,
    damagedFiles: 0,
    lastError: null,
  });
  await writer.close();
});

test('closing writes what was handed over', async () => {
  const writer = await open({ flushMs: 3_600_000 });
  for (const row of positions(mmsi, 7)) writer.position(row);
  await writer.close();
  expect(await readAll(archive, mmsi)).toHaveLength(7);
});

test('K23 a declaration handed over while the archive is away waits on disk, apart from positions', async () => {
  const writer = await open({ archive: absent });
  const declaration = declarationOf({ id: `d-${mmsi}`, mmsi });
  writer.declarations([]);
  writer.declarations([declaration, { ...declaration, withdrawnAtMs: 1, withdrawnBy: 'office' }]);
  await writer.close();
  expect(files()).toEqual(['0000000001-records.seg']);
  const written: ArchiveBatch[] = [];
  const next = await open({ archive: { ...archive, write: async (batch) => void written.push(batch) } });
  await next.flush();
  expect(written.map(({ declarations }) => declarations.map(({ withdrawnBy }) => withdrawnBy))).toEqual([
    [null, 'office'],
  ]);
  await next.close();
  expect(files()).toEqual([]);
});

test('without an archive the rows wait on disk, flush says why, and the next process writes them in order', async () => {
  const writer = await open({ archive: absent });
  for (const row of positions(mmsi, 5)) writer.position(row);
  writer.vessel(vessel(mmsi, 2, { name: 'NEW' }));
  writer.vessel(vessel(mmsi, 1, { name: 'OLD' }));
  writer.alertEvents([alertEvent(mmsi, '2026-11-23T10:00:00.000Z')]);
  await expect(writer.flush()).rejects.toThrow(/not in the archive yet: .*ECONNREFUSED/);
  expect(writer.health()).toMatchObject({ degraded: true, waitingBatches: 2, writtenPositions: 0 });
  expect(writer.health().lastError).toMatch(/ECONNREFUSED/);
  await writer.close();
  expect(files()).toEqual(['0000000001-positions.seg', '0000000001-records.seg']);

  writeFileSync(join(dir, '0000000003-positions.seg.tmp'), 'half');
  const next = await open();
  await next.flush();
  expect(await readAll(archive, mmsi)).toHaveLength(5);
  await next.close();
  expect(files()).toEqual([]);
});

test('V73 a damaged segment is put aside and told until a person took it away; the rest is written', async () => {
  await leaveBehind(60, 20);
  const [first = '', second = '', third = ''] = files();
  const bytes = readFileSync(join(dir, first));
  writeFileSync(join(dir, first), bytes.subarray(0, bytes.length - 30));
  writeFileSync(
    join(dir, second),
    readFileSync(join(dir, second), 'latin1').replace('kallo', 'kalla'),
    'latin1',
  );
  expect(third).toMatch(/3-positions/);
  const said: string[] = [];
  const log = { ...silent, error: (_fields: object, text: string) => void said.push(text) };
  const writer = await open({ log });
  await writer.flush();
  expect(await readAll(archive, mmsi)).toHaveLength(58);
  expect(said).toEqual(['a spool file is damaged: 1 of its rows cannot be read']);
  expect(writer.health()).toMatchObject({
    degraded: true,
    damagedFiles: 1,
    lastError: '1 damaged spool files wait to be looked at',
    droppedPositions: 1,
    writtenPositions: 58,
  });
  await writer.close();
  expect(files()).toEqual([`${second}.damaged`]);

  const next = await open();
  await next.flush();
  expect(next.health()).toMatchObject({ degraded: true, damagedFiles: 1 });
  rmSync(join(dir, `${second}.damaged`));
  next.position(position(mmsi, 5));
  await next.flush();
  expect(next.health()).toMatchObject({ degraded: false, damagedFiles: 0 });
  await next.close();
});

test('a row that the database never takes is put aside alone', async () => {
  const writer = await open();
  const rows = positions(mmsi, 50).map((row, i) => (i === 31 ? { ...row, navStatus: 70_000 } : row));
  for (const row of rows) writer.position(row);
  writer.vessel(vessel(mmsi, 1, { imo: 2 ** 40 }));
  writer.vessel(vessel(mmsi + 500, 1));
  await writer.flush();
  expect(await readAll(archive, mmsi)).toHaveLength(49);
  await writer.close();
  expect(files().map((name) => name.replace(/^\d+-/, ''))).toEqual([
    'positions.seg-0.refused',
    'records.seg-0.refused',
  ]);
  expect(writer.health()).toMatchObject({ degraded: false, writtenPositions: 49, droppedPositions: 1 });
});

test('V74 a full spool gives up the oldest positions, and keeps records', async () => {
  const bound = { maxBytes: 20_000, segmentBytes: 2_000 };
  const writer = await open({ archive: absent, ...bound, schedule: createManualTime().schedule });
  writer.alertEvents([alertEvent(mmsi + 900, '2026-11-23T10:00:00.000Z')]);
  const rows = positions(mmsi, 1_000);
  for (const [i, row] of rows.entries()) {
    writer.position(row);
    if (i % 20 === 19) await writer.flush().catch(() => {});
  }
  const { droppedPositions, waitingBytes } = writer.health();
  expect(waitingBytes).toBeLessThanOrEqual(20_000);
  expect(droppedPositions).toBeGreaterThan(700);
  await writer.close();
  expect(files()[0]).toMatch(/records/);
  const next = await open();
  await next.flush();
  const kept = await readAll(archive, mmsi);
  expect(kept.map((p) => p.timeMs)).toEqual(rows.slice(droppedPositions).map((row) => row.timeMs));
  expect(next.health().waitingBatches).toBe(0);
  await next.close();
});

test('V75 while the archive is away rows go to disk as often as ever, into few files, and memory keeps none', async () => {
  const time = createManualTime();
  const writer = await open({ archive: absent, segmentBytes: 20_000, schedule: time.schedule });
  for (const [i, row] of positions(mmsi, 1_000).entries()) {
    writer.position(row);
    if (i % 10 !== 9) continue;
    const before = writer.health().waitingBytes;
    time.advance(50);
    await until(() => writer.health().waitingBytes > before);
  }
  const { length } = files();
  expect(length).toBeGreaterThan(3);
  expect(length).toBeLessThan(10);
  await writer.close(0);
  const next = await open();
  await next.flush();
  expect(await readAll(archive, mmsi)).toHaveLength(1_000);
  await next.close();
});

test('a disk that fails costs nothing while the archive works, and only the oldest when neither does', async () => {
  const said: string[] = [];
  const log = { ...silent, warn: (_fields: object, text: string) => void said.push(text) };
  const writer = await open({ maxUnsavedRows: 100, log });
  renameSync(dir, `${dir}-away`);
  for (const row of positions(mmsi, 50)) writer.position(row);
  await writer.flush();
  expect(await readAll(archive, mmsi)).toHaveLength(50);
  expect(writer.health().writtenPositions).toBe(50);
  expect(said).toContain('the spool cannot be written');
  renameSync(`${dir}-away`, dir);
  writer.position(position(mmsi, 5));
  await writer.flush();
  await until(() => !writer.health().degraded);
  await writer.close();

  const lost = await open({ archive: absent, maxUnsavedRows: 100, maxRows: 40 });
  rmSync(dir, { recursive: true });
  for (const row of positions(mmsi, 200)) lost.position(row);
  expect(lost.health().droppedPositions).toBe(120);
  await lost.close();
});

describeWithServices('archive writer on a real server', ({ databaseUrl }) => {
  test('nothing is lost or doubled when the line is cut between COMMIT and its answer, again and again', async () => {
    const database = await freshDatabase(databaseUrl);
    const url = new URL(database.url);
    const proxy = await createLine(Number(url.port));
    url.port = String(proxy.port);
    url.hostname = '127.0.0.1';
    const remote = openArchive({ databaseUrl: url.href, dataDir: root, log: silent });
    const writer = await open({ archive: remote, random: () => 0 });
    await writer.flush();
    const rows = positions(mmsi, 400);
    for (const [i, row] of rows.entries()) {
      if (i % 20 === 0) proxy.loseReplyTo('COMMIT');
      writer.position(row);
      if (i % 20 === 19) {
        await writer.flush().catch(() => {});
        await until(() => writer.health().waitingBatches === 0);
      }
    }
    expect(proxy.lost).toBe(20);
    expect((await readAll(remote, mmsi)).map((p) => p.timeMs)).toEqual(rows.map((row) => row.timeMs));
    expect(writer.health()).toMatchObject({ degraded: false, writtenPositions: 400, droppedPositions: 0 });
    await writer.close();
    await remote.close();
    await proxy.close();
    await database.drop();
  });
});
