import { join } from 'node:path';
import { openArchive } from '../../src/archive/open.ts';
import { openArchiveWriter } from '../../src/archive/writer.ts';
import { batch, positions, START_MS, silent } from './archive-rows.ts';

/**
 * A process to be killed. `archive`: writes to the embedded archive without end; `spool`: hands rows to a writer whose archive is away.
 * Says how many rows have been acknowledged so far, a line each time.
 */
const [how, dataDir = ''] = process.argv.slice(2);
const ROWS = 200;

async function fillArchive(): Promise<void> {
  const archive = openArchive({ databaseUrl: null, dataDir, log: silent });
  await archive.prepare();
  for (let done = 0; ; done += ROWS) {
    console.log(done);
    await archive.write(batch({ positions: positions(1, ROWS, START_MS + done * 1_000) }));
  }
}

async function fillSpool(): Promise<void> {
  const archive = openArchive({ databaseUrl: 'postgresql://x@127.0.0.1:1/x', dataDir, log: silent });
  const writer = await openArchiveWriter({ dir: join(dataDir, 'spool'), archive, log: silent });
  writer.start();
  for (let done = 0; ; done += ROWS) {
    console.log(done);
    for (const row of positions(1, ROWS, START_MS + done * 1_000)) writer.position(row);
    await writer.flush().catch(() => {});
  }
}

await (how === 'archive' ? fillArchive() : fillSpool());
