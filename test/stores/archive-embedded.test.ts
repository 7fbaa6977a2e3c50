import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { embeddedPools } from '../../src/archive/embedded.ts';
import { openArchive } from '../../src/archive/open.ts';
import { createPostgresArchive } from '../../src/archive/postgres.ts';
import { openArchiveWriter } from '../../src/archive/writer.ts';
import { batch, positions, readAll, silent } from './archive-rows.ts';

/** Making a database takes seconds: most tests begin with a copy of this one. */
let template: string;
let dataDir: string;
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'havenwacht-'));
  const archive = openArchive({ databaseUrl: null, dataDir: template, log: silent });
  await archive.prepare();
  await archive.close();
});
afterAll(() => rmSync(template, { recursive: true }));
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
  cpSync(template, dataDir, { recursive: true });
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const open = () => openArchive({ databaseUrl: null, dataDir, log: silent });

/** Lets the child work until it has acknowledged `rows`, then kills it. @returns the last number it said. */
async function killAfter(how: string, rows: number): Promise<number> {
  const script = join(import.meta.dirname, 'archive-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, how, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  let acknowledged = -1;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    if (acknowledged >= rows) child.kill('SIGKILL');
  }
  expect((await exit)[1]).toBe('SIGKILL');
  return acknowledged;
}

test('what was acknowledged survives kill -9, and the lock left behind does not bar the next start', async () => {
  const acknowledged = await killAfter('archive', 3_000);
  expect(readdirSync(dataDir)).toContain('archive.lock');
  const archive = open();
  await archive.prepare();
  const times = (await readAll(archive, 1)).map((point) => point.timeMs);
  expect(times.length).toBeGreaterThanOrEqual(acknowledged);
  expect(times.length % 200).toBe(0);
  await archive.close();
});

test('rows that waited in the spool when the process was killed are written by the next one', async () => {
  const acknowledged = await killAfter('spool', 1_000);
  const archive = open();
  const writer = await openArchiveWriter({ dir: join(dataDir, 'spool'), archive, log: silent });
  writer.start();
  expect(writer.health().waitingBatches).toBeGreaterThan(0);
  await writer.flush();
  expect((await readAll(archive, 1)).length).toBeGreaterThanOrEqual(acknowledged);
  await writer.close();
  expect(readdirSync(join(dataDir, 'spool'))).toEqual(['reserve']);
  await archive.close();
});

test('a second opening is refused and names the directory', async () => {
  const archive = open();
  expect(open).toThrow(`${join(dataDir, 'archive')} is already open in this process`);
  await archive.close();
  await open().close();
});

test('a database whose making was cut short is made again', async () => {
  rmSync(join(dataDir, 'archive', 'global'), { recursive: true });
  writeFileSync(join(dataDir, 'archive.unfinished'), '');
  const archive = open();
  await archive.prepare();
  await archive.write(batch({ positions: positions(1, 3) }));
  expect(await readAll(archive, 1)).toHaveLength(3);
  await archive.close();
});

test('a directory that is no database is an error that names it, and the process goes on', async () => {
  rmSync(join(dataDir, 'archive', 'PG_VERSION'));
  const archive = open();
  await expect(archive.prepare()).rejects.toThrow(
    `the embedded archive in ${join(dataDir, 'archive')} cannot be opened: it holds no database`,
  );
  await archive.close();
});

test('a session that is given up in a transaction leaves nothing behind, and an engine that hangs is replaced', async () => {
  const pools = embeddedPools(dataDir, silent);
  const archive = createPostgresArchive(pools, { hypertables: 'when-available', log: silent });
  await archive.prepare();
  await archive.write(batch({ positions: positions(1, 10) }));
  const given = await pools.write.connect();
  given.on('error', () => {});
  await given.query('BEGIN');
  await given.query('DELETE FROM havenwacht.positions');
  given.release(true);
  expect(await readAll(archive, 1)).toHaveLength(10);

  const stuck = await pools.write.connect();
  stuck.on('error', () => {});
  const endless = stuck.query('SELECT pg_sleep(3600)').catch((error: Error) => error.message);
  stuck.release(true);
  expect(await endless).toMatch(/did not answer in time|terminated/);
  expect(await readAll(archive, 1)).toHaveLength(10);
  await archive.close();
});
