import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { unseal } from '../lib/sealed-line.ts';
import { rowsOf } from './batch.ts';
import { createRows, type Row } from './segment.ts';
import type { RowKind, Spool } from './spool.ts';

/** Files that earlier programs left waiting: a sealed line a row, `<number>-<kind>-<rows>.seg`, behind a line that names the format. */
const NAME = /^\d{12}-(positions|records)-(\d+)\.seg$/;
const FORMAT = 'havenwacht spool 1';
/** Lines between two looks at the event loop. */
const STRETCH = 500;
const LINE_FEED = 0x0a;

/**
 * Takes them over into the spool of today, each removed when its rows are on disk again; one with damage gives its whole rows and is kept
 * as `.damaged`.
 * @returns what could not be read, a sentence a file
 * @throws when the spool cannot be written
 */
export async function takeOverEarlierSpool(dir: string, spool: Spool): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const name of (await readdir(dir)).sort()) {
    const [, kind, rows] = NAME.exec(name) ?? [];
    if (kind === undefined) continue;
    const path = join(dir, name);
    const batch = await readEarlier(await readFile(path));
    if (rowsOf(batch) > 0) await spool.save(kind as RowKind, [batch]);
    const lost = Number(rows) - rowsOf(batch);
    if (lost === 0) {
      await rm(path);
      continue;
    }
    await rename(path, `${path}.damaged`);
    complaints.push(`${name}: ${lost} of its ${rows} rows cannot be read`);
  }
  return complaints;
}

/** The rows whose lines are whole, whatever became of the others. */
async function readEarlier(file: Buffer) {
  const rows = createRows();
  let lines = 0;
  for (let from = 0; from < file.length; lines += 1) {
    const end = file.indexOf(LINE_FEED, from) + 1 || file.length;
    const text = unseal(file.subarray(from, end));
    from = end;
    if (lines % STRETCH === 0) await turn();
    if (text !== null && text !== FORMAT) rows.add(JSON.parse(text) as Row);
  }
  return rows.batch;
}
