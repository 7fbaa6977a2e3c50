import { loadavg } from 'node:os';
import pg from 'pg';
import { createDatabaseProcess, type DatabaseProcess } from '../../test/stores/database-process.ts';
import type { Row } from '../lib/case.ts';
import { until } from '../lib/until.ts';
import { type Attached, attach } from './attached.ts';

/** Reports a second while the database is away. */
const RATE = 1_000;
/** Alerts of a while, from which a p99 is taken: before, and while what waited is written. */
const WHILE_S = 60;

async function rowsIn(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: string }>('SELECT count(*) AS n FROM havenwacht.positions');
  await client.end();
  return Number(rows[0]?.n);
}

/** How soon it was noticed that the database is back, and how many rows a second were written from then until `sent` of them were. */
async function catchUpOf({ written }: Attached, from: number, sent: number) {
  const backMs = performance.now();
  await until(async () => (await written()) > from);
  const beganMs = performance.now();
  await until(async () => (await written()) >= sent);
  const perSecond = ((sent - from) * 1_000) / (performance.now() - beganMs);
  return { perSecond, noticedS: (beganMs - backMs) / 1_000 };
}

interface Fault {
  readonly title: string;
  begin(database: DatabaseProcess): unknown;
  end(database: DatabaseProcess): unknown;
}
export const faults: readonly Fault[] = [
  { title: 'stopped', begin: (database) => database.stop(), end: (database) => database.start() },
  { title: 'hanging', begin: (database) => database.hang(), end: (database) => database.goOn() },
];

/**
 * A database that goes away under a feed and comes back: every report sent must be in it, once. Alerts before, meanwhile, and while what waited
 * is written beside what is heard; and how fast that goes, beside the live rate.
 */
export async function* outages(seconds: number, these = faults): AsyncIterable<Row> {
  for (const fault of these) {
    const database = await createDatabaseProcess();
    const all = await attach(database.url, RATE);
    try {
      const whileS = Math.min(WHILE_S, seconds);
      let sent = (await all.send(whileS / 2)).sentences;
      const before = await all.send(whileS);
      sent += before.sentences;
      await until(async () => (await all.written()) === sent);
      await fault.begin(database);
      const during = await all.send(seconds);
      await fault.end(database);
      const from = await all.written();
      sent += during.sentences;
      const caughtUp = catchUpOf(all, from, sent);
      const after = await all.send(whileS);
      const { perSecond: catchUp, noticedS } = await caughtUp;
      sent += after.sentences;
      await until(async () => (await all.written()) === sent);
      const rows = await rowsIn(database.url);
      if (rows !== sent) throw new Error(`${fault.title}: ${rows} rows for ${sent} reports`);
      const common = { bench: 'archive', load: loadavg()[0] };
      const against = `alerts, database well (${fault.title})`;
      yield { ...common, case: against, ...before, against: null, ratio: null };
      const title = `alerts, database ${fault.title} ${seconds} s`;
      yield { ...common, case: title, ...during, against, ratio: before.p99Ms / during.p99Ms };
      const meanwhile = { ...after, against, ratio: before.p99Ms / after.p99Ms };
      yield { ...common, case: `alerts, catching up (${fault.title})`, ...meanwhile };
      const row = { case: `catching up (${fault.title})`, count: sent - from, perSecond: catchUp };
      yield {
        ...common,
        ...row,
        against: null,
        ratio: null,
        timesLive: catchUp / RATE,
        noticedS,
        rows,
        sent,
      };
    } finally {
      await all.end();
      await database.drop();
    }
  }
}
