import { existsSync, fsyncSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { syncDirectory } from '../lib/replace-file.ts';
import type { EmbeddedSettings, FromEmbedded, ToEmbedded } from './embedded-protocol.ts';

/**
 * The thread that owns PGlite. PGlite computes on the thread that calls it; here it may, for nobody else waits.
 */

/** PGlite has no background checkpointer: without one of ours the write-ahead log would grow without end. */
const CHECKPOINT_AFTER_BYTES = 16 * 1024 * 1024;

/** PGlite's file system leaves `fsync` out, and its start parameters turn it off: a COMMIT would only reach the page cache. */
class DurableFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args);
    const fsync = (stream: { readonly nfd: number }): number => {
      fsyncSync(stream.nfd);
      return 0;
    };
    const preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (mod: { readonly NODEFS: object }): void => {
        if ('stream_ops' in mod.NODEFS) Object.assign(mod.NODEFS.stream_ops ?? {}, { fsync });
      },
    ];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  // The default, fdatasync, never reaches the file system's fsync.
  ...['-c', 'wal_sync_method=fsync', '-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB'],
];

async function open(dir: string): Promise<PGlite> {
  const pglite = new PGlite({ fs: new DurableFS(dir), startParams });
  await pglite.waitReady;
  return pglite;
}

/**
 * A database whose making was cut short looks whole: as long as the mark beside it stands, it is thrown away and made again. Nothing was
 * accepted into it before. The files of a new database are copied without being forced to disk; that is done here.
 */
async function openWhole(dir: string): Promise<PGlite> {
  const mark = `${dir}.unfinished`;
  if (existsSync(mark)) rmSync(dir, { recursive: true, force: true });
  else if (existsSync(join(dir, 'PG_VERSION'))) return open(dir);
  else if (existsSync(dir)) throw new Error('it holds no database; move it away');
  writeFileSync(mark, '');
  await syncDirectory(dirname(dir));
  const pglite = await open(dir);
  await pglite.exec('CHECKPOINT');
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    await syncDirectory(join(entry.parentPath, entry.name));
  }
  await syncDirectory(dir);
  rmSync(mark);
  await syncDirectory(dirname(dir));
  return pglite;
}

async function serve(settings: EmbeddedSettings, say: (message: FromEmbedded) => void): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('to be run as a worker thread');
  const pglite = await openWhole(settings.dir);
  let bytesSinceCheckpoint = 0;
  let turn: Promise<void> = Promise.resolve();

  /** A session that went away may have left a transaction and prepared statements in PGlite's only one. */
  async function begin(): Promise<void> {
    if (pglite.isInTransaction()) await pglite.exec('ROLLBACK');
    await pglite.exec('DISCARD ALL');
  }

  async function exchange(session: number, bytes: Uint8Array): Promise<void> {
    const chunks: Uint8Array[] = [];
    await pglite.execProtocolRawStream(bytes, { onRawData: (chunk) => chunks.push(chunk.slice()) });
    say({ say: 'answer', session, bytes: new Uint8Array(Buffer.concat(chunks)) });
    bytesSinceCheckpoint += bytes.length;
    if (bytesSinceCheckpoint < CHECKPOINT_AFTER_BYTES || pglite.isInTransaction()) return;
    bytesSinceCheckpoint = 0;
    await pglite.exec('CHECKPOINT');
  }

  async function heed(message: ToEmbedded): Promise<void> {
    if (message.say === 'begin') return begin();
    if (message.say === 'bytes') return exchange(message.session, message.bytes);
    await pglite.close();
    say({ say: 'closed' });
    port?.close();
  }

  say({ say: 'ready' });
  port.on('message', (message: ToEmbedded) => {
    turn = turn.then(() => heed(message));
    // A failure here is a broken database engine: the thread ends, and its owner starts another.
    turn.catch((error: unknown) => {
      setImmediate(() => {
        throw error;
      });
    });
  });
}

const say = (message: FromEmbedded): void =>
  parentPort?.postMessage(message, message.say === 'answer' ? [message.bytes.buffer as ArrayBuffer] : []);
serve(workerData as EmbeddedSettings, say).catch((error: unknown) =>
  say({ say: 'failed', reason: error instanceof Error ? error.message : String(error) }),
);
