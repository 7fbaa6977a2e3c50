import { mkdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { createAlertDesk } from '../../src/alerts/desk.ts';
import { openJournal } from '../../src/alerts/journal.ts';
import { noteApplication } from '../../src/cargo/notes.ts';
import { createRecordedSources } from '../../src/commands/recorded-sources.ts';
import { recentLimits, rehearse } from '../../src/commands/rehearsal.ts';
import { parsePort } from '../../src/config/port-file.ts';
import { createSnapshotStore } from '../../src/live/snapshot.ts';
import type { Log } from '../../src/model/ports.ts';
import { createPipeline } from '../../src/pipeline.ts';
import { createLedger } from '../../src/receivers/ledger.ts';
import { openRecent } from '../../src/receivers/recent.ts';
import { createWatches } from '../../src/rules/watches.ts';
import { createZoneWatch } from '../../src/rules/zone-watch.ts';
import { createCopies } from '../../src/traffic/copies.ts';
import { createPicture } from '../../src/traffic/picture.ts';
import { judgeByAis } from '../cargo-samples.ts';
import type { Act, Item } from './busy-watch.ts';
import { type Death, dyingFile } from './death.ts';

/** What a run is to do. */
export interface Job {
  readonly dataDir: string;
  readonly port: readonly object[];
  readonly items: readonly Item[];
  readonly from: number;
  /** Actions before this one have been answered: nobody repeats them. */
  readonly answered: number;
  readonly untilMs: number;
  /** Absent: the run comes to its end. */
  readonly death?: Death;
}

/**
 * A process to be killed: the parts of the server that stand between a receiver and the alert log, composed as the server does it,
 * with the real files. Its clock is that of the lines, and stands still while lines come that were heard before. Says how far it is.
 */
const complain = (fields: object, text: string): void =>
  void writeSync(2, `${text} ${JSON.stringify(fields)}\n`);
const log: Log = { info() {}, warn: complain, error: complain };
const { dataDir, port, items, from, answered, untilMs, death }: Job = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
);

mkdirSync(dataDir, { recursive: true });
const file = death === undefined ? {} : { openFile: dyingFile(death) };
const journal = await openJournal({ path: join(dataDir, 'alerts.journal'), log, ...file });
let nowMs = 0;
const limits = { maxAlerts: 1_000, maxEvents: 1_000, retryMs: 1_000 };
const desk = createAlertDesk(journal, limits, () => nowMs, log);
const { zones } = parsePort({ type: 'FeatureCollection', features: port }, 'port');
const recorded = createRecordedSources();
const recent = openRecent({
  ...{ dir: join(dataDir, 'recent'), log, ...recentLimits, isRecorded: recorded.isDeclared },
});
const picture = createPicture({ maxVessels: 1_000, forgetMs: 86_400_000 }, judgeByAis);
const parts = {
  ...{ picture, desk, log, zones: createZoneWatch(zones), behaviour: createWatches(zones) },
  ...{ archive: { position() {}, vessel() {}, visit() {} }, crosscheck: { consider() {} } },
  ...{ recordedAt: recorded.recordedAt, noteAboard: noteApplication, copies: createCopies() },
};
const store = createSnapshotStore({ dataDir, log, schedule: () => () => {} });
const startMs = items[from]?.atMs ?? 0;
const stored = (await store.load()).vessels;
const rehearsed = rehearse({
  ...{ parts, stored, recovered: journal.recovered, declare: recorded.declare },
  heard: recent.heard(startMs - recentLimits.windowMs, Number.POSITIVE_INFINITY),
});
const pipeline = createPipeline(parts);
nowMs = Math.max(rehearsed.untilMs ?? 0, Date.parse(journal.recovered.at(-1)?.at ?? '') || 0, startMs);
pipeline.resume(nowMs, true, rehearsed.known);
pipeline.recall(
  stored.filter(({ mmsi }) => (picture.get(mmsi)?.kinematics ?? null) === null),
  nowMs,
);
pipeline.conclude(nowMs);

const changes = picture.feed();
const tally = createLedger().tally('kallo', 'tcp-listener');
const link = recent.keep(pipeline.openLink)(tally);

function until(atMs: number): void {
  for (let s = Math.floor(nowMs / 1000) + 1; s * 1000 <= atMs; s++) {
    nowMs = s * 1000;
    pipeline.tick(nowMs);
    desk.tick(nowMs);
    if (s % 15 !== 0) continue;
    const { changed, gone } = changes();
    store.put(changed);
    store.remove(gone);
    void store.flush();
  }
  nowMs = Math.max(nowMs, atMs);
}

async function act({ act: what, cause, forS = 0 }: Act): Promise<void> {
  const found = [...desk.standing()].find((alert) => alert.cause === cause);
  if (found === undefined) throw new Error(`nobody can ${what} ${cause}: it does not stand`);
  const until = new Date(nowMs + forS * 1000).toISOString();
  const { outcome } =
    what === 'snooze'
      ? await desk.snooze(found.id, until, 'anna', 'expected')
      : await desk.act(found.id, what, 'anna', null);
  if (outcome !== 'done' && outcome !== 'unchanged') throw new Error(`${what} ${cause}: ${outcome}`);
}

for (const [i, item] of items.entries()) {
  if (i < from) continue;
  writeSync(1, `${i} `);
  until(item.atMs);
  if (death?.at === i) process.kill(process.pid, 'SIGKILL');
  if (item.line !== undefined) link.bytes(Buffer.from(`${item.line}\r\n`, 'latin1'), nowMs);
  else if (item.act !== undefined && i >= answered) await act(item.act);
  // the disk gets its turn
  await turn();
}
until(untilMs);
await desk.flush();
await journal.close();
recent.close();
writeSync(1, 'end');
