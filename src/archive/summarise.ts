import type { Pool, PoolClient } from 'pg';
import type { PositionRow } from '../model/archive.ts';
import { numbers } from './columns.ts';
import { transaction } from './session.ts';
import { densityOf } from './summaries.ts';

/** Density by hour where the server does not keep it by itself. Each hour is its own transaction, so that a writer never waits long. */

const hourMs = 3_600_000;
/** Hours that one call looks at: more than a year. */
const mostHours = 10_000;
const at = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;

/** Notes which hours these positions change; in the transaction that writes them. */
export async function noteHours(client: PoolClient, positions: readonly PositionRow[]): Promise<void> {
  if (positions.length === 0) return;
  const hours = [...new Set(positions.map(({ timeMs }) => Math.floor(timeMs / hourMs)))];
  await client.query(
    `INSERT INTO havenwacht.density_marks SELECT to_timestamp(hour * 3600) FROM unnest($1::float8[]) AS t (hour)`,
    [numbers(hours, (hour) => hour)],
  );
}

/**
 * Writes down the hours that are over and whose positions changed. What is committed meanwhile has a mark of its own, and its hour is written
 * again. When another process is at it, nothing is done.
 */
export async function summariseHours(pool: Pool, nowMs: number): Promise<void> {
  const currentMs = Math.floor(nowMs / hourMs) * hourMs;
  const { rows } = await pool.query<{ ms: number }>(
    `SELECT (extract(epoch FROM hour) * 1000)::float8 AS ms FROM havenwacht.density_marks
      WHERE hour < ${at('$1')} GROUP BY hour ORDER BY hour LIMIT $2`,
    [currentMs, mostHours],
  );
  for (const { ms } of rows) {
    if (!(await transaction(pool, (client) => summariseHour(client, ms)))) return;
  }
  if (rows.length === mostHours) return;
  await pool.query(`UPDATE havenwacht.density_state SET until = ${at('$1')} WHERE until < ${at('$1')}`, [
    currentMs,
  ]);
}

/** @returns false when another process is at it */
async function summariseHour(client: PoolClient, ms: number): Promise<boolean> {
  const { rows } = await client.query<{ open: boolean }>(
    `SELECT since <= ${at('$1')} AS open FROM havenwacht.density_state FOR UPDATE SKIP LOCKED`,
    [ms],
  );
  if (rows[0] === undefined) return false;
  const marks = await client.query(`DELETE FROM havenwacht.density_marks WHERE hour = ${at('$1')}`, [ms]);
  if (!rows[0].open || marks.rowCount === 0) return true;
  await client.query(`DELETE FROM havenwacht.density_kept WHERE hour = ${at('$1')}`, [ms]);
  await client.query(
    `INSERT INTO havenwacht.density_kept ${densityOf(`time >= ${at('$1')} AND time < ${at('$2')}`)}`,
    [ms, ms + hourMs],
  );
  return true;
}

/** Before positions older than `beforeMs` go: their hours stay as they were written down, and go before `summariesBeforeMs`. */
export async function sealHours(pool: Pool, beforeMs: number, summariesBeforeMs: number): Promise<void> {
  await pool.query(`UPDATE havenwacht.density_state SET since = ${at('$1')} WHERE since < ${at('$1')}`, [
    beforeMs,
  ]);
  await pool.query(`DELETE FROM havenwacht.density_kept WHERE hour < ${at('$1')}`, [summariesBeforeMs]);
}
