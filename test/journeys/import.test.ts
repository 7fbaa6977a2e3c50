import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Readiness } from '../../src/protocol/health.ts';
import { asLive } from '../as-live.ts';
import { until } from '../receiving.ts';
import { type Folder, folder, tagged, traffic } from '../recorded-logs.ts';
import { freshDatabase } from '../services/database.ts';
import { describeWithServices } from '../services/urls.ts';
import { get, metricsOf, vesselsOf } from './live.ts';
import { type RunningServer, startServer } from './server.ts';

const startMs = Math.floor(Date.now() / 86_400_000 - 3) * 86_400_000;
const heard = traffic({ seed: 31, vessels: 40, startMs }, 15);
const lines = heard.map((line) => tagged(line));
const { positions } = asLive(heard);
/** Some vessel, and how many positions the log has of it. */
const mmsi = positions.find((row) => row.mmsi > 200_000_000)?.mmsi ?? 0;
const reports = positions.filter((row) => row.mmsi === mmsi).length;
const { PATH = '', HOME = '' } = process.env;

interface Command {
  readonly child: ChildProcess;
  readonly err: () => string;
  readonly ended: Promise<unknown>;
}

/** `havenwacht import` as a user starts it. */
function importing(args: readonly string[], env: Record<string, string>): Command {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'import', ...args], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { PATH, HOME, ...env },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return { child, err: () => err, ended: once(child, 'close').then(([code]) => code as unknown) };
}

/** Points of the vessel's track on the day of the log; null while the archive is being opened. */
async function pointsOf(server: RunningServer): Promise<number | null> {
  const day = [startMs, startMs + 86_400_000].map((ms) => new Date(ms).toISOString());
  const id = String(mmsi).padStart(9, '0');
  const response = await server.fetch(`/api/v1/vessels/${id}/track?from=${day[0]}&to=${day[1]}`);
  if (response.status !== 200) return null;
  const track = (await response.json()) as { geometry: { coordinates: unknown[] } | null };
  return track.geometry?.coordinates.length ?? 0;
}

let files: Folder;
let log: string;
beforeAll(() => {
  files = folder();
  log = files.log('log.nmea', lines);
});
afterAll(() => files.remove());

describe('import into the embedded archive', () => {
  test('J60 the command fills an archive that no server has opened yet, stops at Ctrl-C, and a server then shows the past', async () => {
    const data = folder();
    const env = { DATA_DIR: data.path };
    const waits = importing(['-'], env);
    waits.child.stdin?.write(`${lines.slice(0, 50).join('\n')}\n`);
    await until(() => existsSync(join(data.path, 'archive.lock')));
    waits.child.kill('SIGINT');
    expect(await waits.ended).toBe(130);
    expect(waits.err()).toMatch(/run it again with the same files/);

    const run = importing([log], env);
    expect(await run.ended).toBe(0);
    expect(run.err()).toMatch(/^positions written +[\d,]{5,}$/m);
    const server = await startServer({ dataDir: data.path });
    try {
      await until(async () => (await pointsOf(server)) !== null);
      expect(await pointsOf(server)).toBe(reports);
      expect(reports).toBeGreaterThan(3);
    } finally {
      await server.stop();
      data.remove();
    }
  });

  test('J62 while a server has the embedded archive the command says so and does nothing; afterwards it works', async () => {
    const data = folder();
    const server = await startServer({ dataDir: data.path });
    const refused = importing([log], { DATA_DIR: data.path });
    expect(await refused.ended).toBe(1);
    expect(refused.err()).toMatch(/archive is in use by process \d+; stop it first/);
    await server.stop();
    const run = importing([log], { DATA_DIR: data.path });
    expect(await run.ended).toBe(0);
    expect(run.err()).toMatch(/^positions written +[\d,]{5,}$/m);
    data.remove();
  });
});

describeWithServices('import beside a server', ({ databaseUrl }) => {
  test('J61 into the same TimescaleDB it raises no alert, touches no other store, and the server goes on', async () => {
    const database = await freshDatabase(databaseUrl);
    const env = { DATABASE_URL: database.url };
    const server = await startServer({ env: { ...env, HW_DEMO: 'on' } });
    const elsewhere = folder();
    const pool = new Pool({ connectionString: database.url, max: 1 });
    try {
      await until(async () => (await pointsOf(server)) !== null && (await vesselsOf(server)).length > 100);
      const run = importing([log], { ...env, DATA_DIR: elsewhere.path });
      expect(await run.ended).toBe(0);
      expect(await pointsOf(server)).toBe(reports);
      expect(await get<Readiness>(server, '/readyz')).toEqual({ ready: true, degraded: [] });
      expect(await metricsOf(server)).toMatch(/^havenwacht_archive_positions_total\{result="dropped"\} 0$/m);
      const { rows } = await pool.query(
        `SELECT (SELECT count(*)::int FROM havenwacht.alerts WHERE raised_at < to_timestamp($1::float8 / 1000)) AS alerts,
                (SELECT count(*)::int FROM havenwacht.visits WHERE entered_at < to_timestamp($1::float8 / 1000)) AS visits`,
        [startMs + 86_400_000],
      );
      expect(rows).toEqual([{ alerts: 0, visits: expect.any(Number) }]);
      expect(rows[0].visits).toBeGreaterThan(10);
      expect(existsSync(join(elsewhere.path, 'live.ndjson'))).toBe(false);
      expect(existsSync(join(elsewhere.path, 'alerts.journal'))).toBe(false);
      expect(existsSync(join(elsewhere.path, 'receivers.json'))).toBe(false);
    } finally {
      await pool.end();
      await server.stop('SIGKILL');
      elsewhere.remove();
      await database.drop();
    }
  });
});
