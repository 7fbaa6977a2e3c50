import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockDirectory } from '../lib/directory-lock.ts';
import type { Log } from '../model/ports.ts';
import type { EmbeddedSettings, FromEmbedded, ToEmbedded } from './embedded-protocol.ts';
import { type EmbeddedLine, EmbeddedSession } from './embedded-session.ts';
import { type Pools, quietPool } from './pools.ts';

/** The first start makes a database, and one after a kill replays its log. */
const OPENING_MS = 120_000;
/** One statement; an engine that takes longer hangs, and is replaced. */
const STATEMENT_MS = 120_000;
const CLOSING_MS = 10_000;

/**
 * PGlite under `<dataDir>/archive` behind the API of `pg`, in a thread of its own. It has one session, so writing and reading share one
 * pool of one. A thread that dies or hangs is replaced at the next use.
 * @throws when another process holds the directory
 */
export function embeddedPools(dataDir: string, log: Log): Pools {
  const dir = join(dataDir, 'archive');
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockDirectory(dir);
  const host = createHost({ dir }, log);
  let sessions = 0;
  const pool = quietPool(
    {
      max: 1,
      ssl: false,
      user: 'postgres',
      database: 'postgres',
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: OPENING_MS,
      query_timeout: STATEMENT_MS,
      stream: () => {
        sessions += 1;
        return new EmbeddedSession(sessions, host.line);
      },
    },
    log,
  );
  return {
    write: pool,
    read: pool,
    embedded: true,
    async close() {
      await pool.end();
      await host.close();
      unlock();
    },
  };
}

/** Node 20 cannot load TypeScript: from the sources, tsx loads the thread's module, as it loads everybody else's. */
function startWorker(settings: EmbeddedSettings): Worker {
  const options = { workerData: settings, name: 'archive' };
  if (import.meta.url.endsWith('.js')) {
    return new Worker(new URL('./embedded-worker.js', import.meta.url), options);
  }
  const file = JSON.stringify(new URL('./embedded-worker.ts', import.meta.url).href);
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return new Worker(`import(${tsx}).then((tsx) => tsx.tsImport(${file}, ${file}))`, {
    ...options,
    eval: true,
  });
}

interface Host {
  readonly line: EmbeddedLine;
  close(): Promise<void>;
}

/** Starts the thread when a session asks for it, and takes the sessions down with it when it ends. */
function createHost(settings: EmbeddedSettings, log: Log): Host {
  let worker: Worker | null = null;
  /** Two engines must never have the directory at once: the next thread waits for the last one's end. */
  let lastEnded: Promise<unknown> = Promise.resolve();
  let ready = false;
  const sessions = new Map<number, EmbeddedSession>();
  const post = (to: Worker | null, message: ToEmbedded): void => to?.postMessage(message);

  function begin(session: EmbeddedSession): void {
    post(worker, { say: 'begin', session: session.id });
    session.opened();
  }

  function hear(message: FromEmbedded): void {
    if (message.say === 'answer') sessions.get(message.session)?.answer(message.bytes);
    else if (message.say === 'failed') lose(`cannot be opened: ${message.reason}`);
    else if (message.say === 'ready') {
      ready = true;
      for (const session of sessions.values()) begin(session);
    }
  }

  function lose(what: string): void {
    const lost = worker;
    worker = null;
    ready = false;
    if (lost !== null) lastEnded = lost.terminate();
    const reason = `the embedded archive in ${settings.dir} ${what}`;
    log.error({}, reason);
    const cut = [...sessions.values()];
    sessions.clear();
    for (const session of cut) session.destroy(new Error(reason));
  }

  function startFor(session: EmbeddedSession): void {
    if (sessions.has(session.id)) worker ??= start();
  }

  function start(): Worker {
    const started = startWorker(settings);
    started.on('message', (message: FromEmbedded) => {
      if (started === worker) hear(message);
    });
    started.on('error', (error) => {
      if (started === worker) lose(`failed: ${error.message}`);
    });
    started.on('exit', (code) => {
      if (started === worker) lose(`ended with code ${code}`);
    });
    return started;
  }

  return {
    line: {
      begin(session) {
        sessions.set(session.id, session);
        if (ready) begin(session);
        else void lastEnded.then(() => startFor(session));
      },
      bytes: (session, bytes) =>
        worker?.postMessage({ say: 'bytes', session: session.id, bytes } satisfies ToEmbedded, [
          bytes.buffer as ArrayBuffer,
        ]),
      end(session, unanswered) {
        if (!sessions.delete(session.id)) return;
        if (unanswered && worker !== null) lose('did not answer in time and is started anew');
      },
    },
    async close() {
      const closing = worker;
      if (closing === null) return;
      worker = null;
      const ended = new Promise((resolve) => closing.once('exit', resolve));
      const deadline = setTimeout(() => void closing.terminate(), CLOSING_MS);
      if (ready) post(closing, { say: 'close' });
      else void closing.terminate();
      await ended;
      clearTimeout(deadline);
    },
  };
}
