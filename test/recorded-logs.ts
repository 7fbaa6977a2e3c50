import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { openBackfill } from '../src/archive/backfill.ts';
import { type ImportProcess, importLogs } from '../src/commands/import.ts';
import { createSimulation, type SimulationSettings, type TimedSentence } from '../src/sim/simulation.ts';
import { tagBlock } from './sentences.ts';

/** Logs with their times, and imports of them, for tests. */

/** Long after everything in the logs. */
export const laterMs = Date.UTC(2026, 10, 25);

/** Simulated port traffic of `minutes`. */
export const traffic = (settings: SimulationSettings, minutes: number): TimedSentence[] =>
  createSimulation(settings).advanceTimed(settings.startMs + minutes * 60_000);

/** A line as a station with a clock of whole seconds writes it down. */
export const tagged = ({ atMs, sentence }: TimedSentence, station = 'kallo', aheadS = 0): string =>
  `${tagBlock(`s:${station},c:${Math.floor(atMs / 1000) + aheadS}`)}${sentence}`;

export interface Folder {
  readonly path: string;
  /** Writes a file and gives its path. */
  file(name: string, content: string | Buffer): string;
  log(name: string, lines: readonly string[]): string;
  remove(): void;
}

export function folder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'import-'));
  const file: Folder['file'] = (name, content) => {
    writeFileSync(join(path, name), content);
    return join(path, name);
  };
  return {
    path,
    file,
    log: (name, lines) => file(name, lines.map((line) => `${line}\r\n`).join('')),
    remove: () => rmSync(path, { recursive: true }),
  };
}

export interface Imported {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** A number of the table at the end, NaN when it is not there. */
  value(row: string): number;
}

/** Runs the command as the process would. */
export async function imported(
  args: readonly string[],
  env: Record<string, string>,
  over: Partial<ImportProcess> = {},
): Promise<Imported> {
  let out = '';
  let err = '';
  const code = await importLogs(
    args,
    { HW_RETENTION_DAYS: '36500', ...env },
    {
      stdin: Readable.from([]),
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      isTerminal: false,
      onStop() {},
      yieldToOthers() {},
      clock: () => laterMs,
      open: openBackfill,
      ...over,
    },
  );
  return {
    ...{ code, out, err },
    value: (row) => Number(new RegExp(`^ *${row} +([\\d,]+)$`, 'm').exec(err)?.[1]?.replaceAll(',', '')),
  };
}

/** Every row that an import can write, in order. */
export async function rowsOf(pool: Pool): Promise<Record<string, unknown[]>> {
  const all = async (table: string, order: string): Promise<unknown[]> =>
    (await pool.query(`SELECT * FROM havenwacht.${table} ORDER BY ${order}`)).rows;
  return {
    positions: await all('positions', 'mmsi, time'),
    vessels: await all('vessels', 'mmsi'),
    history: await all('vessel_history', 'mmsi, time'),
    visits: await all('visits', 'mmsi, zone_id, entered_at'),
  };
}

export async function emptied(pool: Pool): Promise<void> {
  for (const table of ['positions', 'vessels', 'vessel_history', 'visits'])
    await pool.query(`DELETE FROM havenwacht.${table}`);
}
