import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAlertDesk } from '../src/alerts/desk.ts';
import { openArchive } from '../src/archive/open.ts';
import { recall } from '../src/commands/recall.ts';
import { schedule } from '../src/lib/schedule.ts';
import { createRedisStore } from '../src/live/redis.ts';
import { createSnapshotStore } from '../src/live/snapshot.ts';
import type { Archive } from '../src/model/archive.ts';
import type { AlertLog, LiveStore, Log } from '../src/model/ports.ts';
import { createPipeline } from '../src/pipeline.ts';
import type { Pipeline } from '../src/pipeline-parts.ts';
import { createWatches } from '../src/rules/watches.ts';
import { createZoneWatch } from '../src/rules/zone-watch.ts';
import type { LivePicture } from '../src/traffic/live-picture.ts';
import { freshDatabase } from '../test/services/database.ts';
import type { BenchOptions, Row } from './lib/case.ts';
import { judgedPicture } from './lib/fusing.ts';
import { archiveRows, squareZones, storedFleet } from './lib/stored-fleet.ts';

/**
 * From a stored picture of 20,000 vessels to one whose vessels are judged and in their zones: `seconds` is what a restart costs, connecting
 * included. The archive holds a track of each vessel besides; opening an embedded database is counted apart (`openS`), as the server serves meanwhile.
 */
export const name = 'restart';

const VESSELS = 20_000;
/** Positions of a vessel in the archive. */
const TRACK = 30;
const limits = { maxVessels: 100_000, forgetMs: 86_400_000 };
const log: Log = {
  info: () => {},
  warn: (_, text) => console.error(text),
  error: (_, text) => console.error(text),
};
const noAlerts: AlertLog = { epoch: 'bench', recovered: [], append: async () => {}, close: async () => {} };

export async function* run({ smoke }: BenchOptions): AsyncIterable<Row> {
  const count = smoke ? 500 : VESSELS;
  const dir = mkdtempSync(join(tmpdir(), 'havenwacht-bench-'));
  const { REDIS_URL: redisUrl, DATABASE_URL: databaseUrl } = process.env;
  try {
    yield await fromStore('snapshot', count, () => createSnapshotStore({ dataDir: dir, log }));
    if (redisUrl !== undefined)
      yield await fromStore('Redis', count, () =>
        createRedisStore({ url: redisUrl, log, random: Math.random, epoch: 'bench' }),
      );
    yield await fromArchive(count, null, dir);
    if (databaseUrl !== undefined) {
      const database = await freshDatabase(databaseUrl);
      try {
        yield await fromArchive(count, database.url, dir);
      } finally {
        await database.drop();
      }
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const row = (from: string, count: number, seconds: number, extra: object = {}): Row => ({
  ...{ bench: name, case: `from ${from}`, perSecond: count / seconds, count, against: null, ratio: null },
  ...{ seconds: Number(seconds.toFixed(2)), ...extra },
});

async function fromStore(from: string, count: number, open: () => LiveStore): Promise<Row> {
  const writer = open();
  // what somebody else keeps there must not be mixed with invented vessels
  if ((await writer.load()).vessels.length > 0) throw new Error(`there is a picture in ${from} already`);
  writer.put(storedFleet(count, Date.now()));
  await writer.flush();
  await writer.close();
  const startMs = performance.now();
  const reader = open();
  const { vessels } = await reader.load();
  const { picture, pipeline } = begin();
  picture.restore(vessels);
  const loadedMs = performance.now();
  pipeline.resume(Date.now());
  const endMs = performance.now();
  check(picture, count);
  if (from === 'Redis') reader.remove(vessels.map(({ mmsi }) => mmsi));
  await reader.close();
  return row(from, count, (endMs - startMs) / 1000, { resumeS: ((endMs - loadedMs) / 1000).toFixed(2) });
}

async function fromArchive(count: number, databaseUrl: string | null, dataDir: string): Promise<Row> {
  const open = (): Archive => openArchive({ databaseUrl, dataDir, log });
  const writer = open();
  await writer.prepare();
  for (const batch of archiveRows(count, TRACK, Date.now())) await writer.write(batch);
  await writer.close();
  const archive = open();
  const openMs = performance.now();
  await archive.prepare();
  const startMs = performance.now();
  const { picture, pipeline } = begin();
  pipeline.resume(Date.now(), true);
  const settled = (): Promise<void> => Promise.resolve();
  const parts = { archive, settled, picture, pipeline, ...limits };
  await recall({ ...parts, clock: Date.now, schedule, random: Math.random, log }).over;
  const seconds = (performance.now() - startMs) / 1000;
  check(picture, count);
  const edition = archive.edition.split(' ')[0] ?? '';
  await archive.close();
  return row(`archive on ${edition}`, count, seconds, {
    openS: ((startMs - openMs) / 1000).toFixed(2),
    track: TRACK,
  });
}

function begin(): { picture: LivePicture; pipeline: Pipeline } {
  const picture = judgedPicture(limits);
  const desk = createAlertDesk(
    noAlerts,
    { maxAlerts: 20_000, maxEvents: 20_000, retryMs: 1_000 },
    Date.now,
    log,
  );
  const pipeline = createPipeline({
    ...{ picture, desk, log, zones: createZoneWatch(squareZones()) },
    behaviour: createWatches(squareZones()),
    archive: { position() {}, vessel() {}, visit() {} },
    crosscheck: { consider() {} },
  });
  return { picture, pipeline };
}

/** The benchmark counts nothing that is not there: each vessel, judged, with its age, and some of them in a zone. */
function check(picture: LivePicture, count: number): void {
  if (picture.size !== count) throw new Error(`${picture.size} of ${count} vessels came back`);
  const vessels = [...picture.all()];
  if (!vessels.every(({ hazard }) => hazard.state === 'suspected')) throw new Error('cargo was not judged');
  if (!vessels.some(({ zones }) => zones.length > 0)) throw new Error('no vessel is in a zone');
  if (!vessels.every(({ kinematics }) => Date.now() - (kinematics?.positionAtMs ?? 0) > 60_000))
    throw new Error('ages were lost');
}
