import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';
import { copyIn } from '../../src/archive/copy-in.ts';
import { openArchive } from '../../src/archive/open.ts';
import { openArchiveWriter } from '../../src/archive/writer.ts';
import type { Archive, PositionRow } from '../../src/model/archive.ts';
import type { Log } from '../../src/model/ports.ts';
import { freshDatabase } from '../../test/services/database.ts';
import type { Row } from '../lib/case.ts';
import { median } from '../lib/median.ts';
import { BATCH, batchesOf, copyText } from './rows.ts';

const log: Log = {
  info: () => {},
  warn: (_, text) => console.error(text),
  error: (_, text) => console.error(text),
};
const statement = `COPY havenwacht.positions
  (time, mmsi, lon, lat, sog_kn, cog_deg, heading_deg, nav_status, receiver) FROM STDIN`;
/** Rows that a feed may be ahead of the archive: the writer's own bounds are for faults. */
const AHEAD = 5 * BATCH;
const HOUR_MS = 3_600_000;

/** Seconds that each way of writing the batches took, one after the other into the same hypertable: each an hour of its own. */
type Way = (batches: readonly (readonly PositionRow[])[]) => Promise<number>;

async function timed(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work();
  return (performance.now() - startMs) / 1_000;
}

/** A transaction a batch, the text made before. */
const byBareCopy =
  (pool: pg.Pool): Way =>
  async (batches) => {
    const texts = batches.map(copyText);
    const client = await pool.connect();
    const seconds = await timed(async () => {
      for (const text of texts) await copyIn(client, statement, [text]);
    });
    client.release();
    return seconds;
  };

const byArchive =
  (archive: Archive): Way =>
  (batches) =>
    timed(async () => {
      for (const positions of batches) {
        await archive.write({
          positions,
          vessels: [],
          visits: [],
          alertEvents: [],
          declarations: [],
          audit: [],
        });
      }
    });

/** Rows one by one, as the pipeline hands them over: memory, disk with fsync, archive. */
const byWriter =
  (archive: Archive, dir: string): Way =>
  async (batches) => {
    const writer = await openArchiveWriter({ dir, archive, log });
    writer.start();
    await writer.flush();
    let handed = 0;
    const seconds = await timed(async () => {
      for (const rows of batches) {
        for (const row of rows) writer.position(row);
        handed += rows.length;
        while (handed - writer.health().writtenPositions > AHEAD) await turn();
      }
      await writer.flush();
    });
    const { writtenPositions, droppedPositions } = writer.health();
    if (writtenPositions !== handed || droppedPositions > 0)
      throw new Error(`${writtenPositions} of ${handed} rows were written, ${droppedPositions} dropped`);
    await writer.close();
    return seconds;
  };

/** Ways of writing the same rows into the same hypertable, in turn, three times; each against a bare COPY. */
export async function* writing(databaseUrl: string, count: number, rounds: number): AsyncIterable<Row> {
  const database = await freshDatabase(databaseUrl);
  const dir = mkdtempSync(join(tmpdir(), 'havenwacht-bench-'));
  const archive = openArchive({ databaseUrl: database.url, dataDir: dir, log });
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  try {
    await archive.prepare();
    const ways: Record<string, Way> = {
      'bare COPY': byBareCopy(pool),
      'archive.write': byArchive(archive),
      'spool, fsync, archive': byWriter(archive, join(dir, 'spool')),
    };
    const seconds = Object.fromEntries(Object.keys(ways).map((way) => [way, [] as number[]]));
    let hour = 0;
    const nowMs = Date.now();
    for (let round = 0; round < rounds; round += 1) {
      for (const [title, way] of Object.entries(ways)) {
        hour += 1;
        const batches = [...batchesOf(count, nowMs - hour * HOUR_MS)];
        seconds[title]?.push(await way(batches));
      }
    }
    const { rows } = await pool.query<{ n: string }>('SELECT count(*) AS n FROM havenwacht.positions');
    if (Number(rows[0]?.n) !== count * hour) throw new Error(`${rows[0]?.n} rows for ${count * hour}`);
    const perSecond = (title: string): number => count / median(seconds[title] ?? []);
    const edition = archive.edition.split(' ')[0] ?? '';
    const against = `bare COPY, ${edition}`;
    for (const title of Object.keys(ways)) {
      const isBare = title === 'bare COPY';
      const ratio = isBare ? null : perSecond(title) / perSecond('bare COPY');
      const row = { bench: 'archive', case: `${title}, ${edition}`, count: count * rounds };
      yield { ...row, perSecond: perSecond(title), against: isBare ? null : against, ratio };
    }
  } finally {
    await pool.end();
    await archive.close();
    await database.drop();
    rmSync(dir, { recursive: true });
  }
}
