import { DatabaseError, type PoolClient } from 'pg';
import { instant } from '../lib/instant.ts';
import type { PositionRow } from '../model/archive.ts';
import { copyIn } from './copy-in.ts';

/** Rows a piece of text: about a millisecond of work. */
const STRETCH = 500;
const UNIQUE_VIOLATION = '23505';
const statement = `COPY havenwacht.positions
  (time, mmsi, lon, lat, sog_kn, cog_deg, heading_deg, nav_status, receiver) FROM STDIN`;

/**
 * Positions by COPY, the fastest way in, within the caller's transaction. COPY knows no ON CONFLICT: when one of the rows is there already (as
 * after a repeated write), nothing is written, and the transaction is as before.
 * @returns whether the rows were written
 */
export async function copyPositions(client: PoolClient, rows: readonly PositionRow[]): Promise<boolean> {
  await client.query('SAVEPOINT positions');
  try {
    await copyIn(client, statement, textOf(rows));
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === UNIQUE_VIOLATION)) throw error;
    await client.query('ROLLBACK TO positions');
    return false;
  }
}

/** Lines of COPY's text format. */
function* textOf(rows: readonly PositionRow[]): Generator<string> {
  for (let from = 0; from < rows.length; from += STRETCH) {
    let text = '';
    for (let i = from; i < rows.length && i < from + STRETCH; i += 1) text += lineOf(rows[i] as PositionRow);
    yield text;
  }
}

function lineOf({
  timeMs,
  mmsi,
  lon,
  lat,
  sogKn,
  cogDeg,
  headingDeg,
  navStatus,
  receiver,
}: PositionRow): string {
  const movement = `${sogKn ?? NULL}\t${cogDeg ?? NULL}\t${headingDeg ?? NULL}\t${navStatus ?? NULL}`;
  return `${instant(timeMs)}\t${mmsi}\t${lon}\t${lat}\t${movement}\t${escaped(receiver)}\n`;
}

const NULL = '\\N';
const SPECIAL = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (value: string): string => value.replace(SPECIAL, (char) => escapes[char] ?? char);
