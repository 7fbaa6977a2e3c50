import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { statesForAll } from '../alerts/streams.ts';
import { buildApp } from '../app.ts';
import { openArchive } from '../archive/open.ts';
import { openArchiveWriter } from '../archive/writer.ts';
import { createBacktests } from '../backtest/backtests.ts';
import { noteApplication } from '../cargo/notes.ts';
import { summarise } from '../cargo/summary.ts';
import { overlay } from '../config/overlay.ts';
import { demoWanted, publicOrigin, type Settings } from '../config/settings.ts';
import { createCrosscheck } from '../crosscheck/crosscheck.ts';
import { rateLimitsOf } from '../gateway/rate-limits.ts';
import { lockDirectory } from '../lib/directory-lock.ts';
import { schedule } from '../lib/schedule.ts';
import { waitAtMost } from '../lib/wait-at-most.ts';
import type { Port } from '../model/zone.ts';
import { createPipeline } from '../pipeline.ts';
import { createLedger } from '../receivers/ledger.ts';
import { createPosted } from '../receivers/posted.ts';
import type { Listener } from '../receivers/receiver.ts';
import { openRecent } from '../receivers/recent.ts';
import { openMemoryFile } from '../receivers/watch/memory-file.ts';
import { createReceiverWatch } from '../receivers/watch/watch.ts';
import { unknownZones } from '../rules/encounter/areas.ts';
import { createWatches, watchDefaults, watchShapes } from '../rules/watches.ts';
import { createZoneWatch } from '../rules/zone-watch.ts';
import { type Demo, runDemo } from '../sim/demo.ts';
import { createCopies } from '../traffic/copies.ts';
import { createPicture } from '../traffic/picture.ts';
import { openChannels } from './channels.ts';
import { type Closers, createClosers } from './closers.ts';
import { degradations } from './degradations.ts';
import { openDesks } from './desks.ts';
import { openDoors } from './doors.ts';
import { draftZone } from './draft-zone.ts';
import { handOver } from './hand-over.ts';
import { keepTime } from './keep-time.ts';
import { listen } from './listen.ts';
import { openLiveStores } from './live-stores.ts';
import { recall } from './recall.ts';
import { openReceivers } from './receivers.ts';
import { createRecollection } from './recollection.ts';
import { createRecordedSources } from './recorded-sources.ts';
import { recentLimits, rehearse, unplacedOf } from './rehearsal.ts';
import { followZones } from './rezone.ts';

export interface RunningServer {
  /** Drains what waits for disk and database, tells the clients, and ends. */
  stop(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');
const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
const dayMs = 86_400_000;
/** Names of receivers that push from this machine. */
const loopbackPush = /^tcp\/(127\.|::1$)/;
const pictureLimits = { maxVessels: 100_000, forgetMs: dayMs };
/** After so long the archive is asked although rows of an earlier run wait for it still. */
const drainMs = 120_000;
const demoTraffic = { seed: 1, vessels: 120 };

/** Puts the rooms together as the settings say, and starts them from the inside out: receivers come last. */
export async function startServer(settings: Settings, port: Port, log: Logger): Promise<RunningServer> {
  const closers = createClosers();
  try {
    await start(settings, port, log, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
  return { stop: () => closers.close() };
}

async function start(settings: Settings, port: Port, log: Logger, closers: Closers): Promise<void> {
  const { dataDir, databaseUrl, retentionDays } = settings;
  const portFile = `${basename(settings.portFile ?? 'built-in port')}:`;
  const watches = overlay(watchDefaults, port.watch, portFile, 'watch', watchShapes);
  const clock = Date.now;
  mkdirSync(dataDir, { recursive: true });
  closers.add(lockDirectory(join(dataDir, 'serve')));

  const doors = await openDoors(settings, port, { clock, log }, closers);
  const { policy, readerOf, audit, access } = doors;
  const desks = await openDesks(settings, port, doors, { clock, log }, closers);
  const { journal, desk, cargo, zones, active, securityLevels, alertsOf } = desks;
  for (const zone of unknownZones(watches.encounter, zones.desk.list()))
    log.warn({ zone }, 'watch.encounter of the port file names a zone that is not there');
  const archive = openArchive({ databaseUrl, dataDir, retentionDays, log });
  closers.add(() => archive.close());
  const writer = await openArchiveWriter({ dir: join(dataDir, 'spool'), archive, log });
  closers.add(() => writer.close());
  const stores = openLiveStores({ dataDir, redisUrl: settings.redisUrl, epoch: journal.epoch, log });
  closers.add(() => stores.close());
  const loading = stores.load();

  const ledger = createLedger();
  const crosscheck = createCrosscheck({ share: settings.crosscheck, random: Math.random, log });
  closers.add(() => crosscheck.close());
  // demo traffic comes over loopback, and ends with the demo
  const isSimulated = (name: string): boolean => demoWanted(settings) && loopbackPush.test(name);
  const watch = createReceiverWatch({ ledger, isSimulated });
  const picture = createPicture(pictureLimits, cargo.judge, watch.canHear);
  const memory = await openMemoryFile(watch, { path: join(dataDir, 'receivers.json'), log });
  closers.add(() => memory.close());
  const recorded = createRecordedSources();
  const recent = openRecent({
    ...{ dir: join(dataDir, 'recent'), log, ...recentLimits, isRecorded: recorded.isDeclared },
  });
  closers.add(() => recent.close());
  const parts = {
    picture,
    zones: createZoneWatch(active.list()),
    behaviour: createWatches(active.list(), watches, { bbox: port.bbox, reaches: watch.reaches }),
    desk,
    archive: writer,
    crosscheck,
    log,
    receivers: watch,
    recordedAt: recorded.recordedAt,
    noteAboard: noteApplication,
    copies: createCopies(),
  };
  const pipeline = createPipeline(parts);

  await handOver({ desks, audit: audit.chain, writer, stores, pipeline, clock });
  const channels = await openChannels(settings, { ...policy, readerOf, alertsOf }, clock, log);
  closers.add(() => Promise.all(channels.map((channel) => channel.close())));
  const stored = await loading;
  const askArchive = stored.length === 0;
  const heard = recent.heard(clock() - recentLimits.windowMs, clock());
  const rehearsed = rehearse({
    ...{ parts, heard, stored, recovered: journal.recovered, declare: recorded.declare },
  });
  pipeline.resume(clock(), true, rehearsed.known);
  pipeline.recall(unplacedOf(stored, picture), clock());
  if (!askArchive) pipeline.conclude(clock());

  closers.add(followZones({ desk: active, pipeline, clock }));

  const deps = { ledger, openLink: recent.keep(pipeline.openLink), clock, log };
  const posted = createPosted(deps);
  closers.add(() => posted.close());
  const { liveClients: sockets, liveClientsPerUser: socketsPerPerson } = settings;
  let demo: Demo | null = null;
  const app = await buildApp(
    {
      version,
      host: settings.host,
      publicUrl: publicOrigin(settings, settings.port),
      ...(doors.certificates.http && { tls: doors.certificates.http }),
      liveIntervalMs: settings.liveIntervalMs,
      liveLimits: { sockets, socketsPerPerson, socketsPerKey: socketsPerPerson * 4 },
      consoleDir: join(root, 'dist/console'),
      baseMap: settings.baseMap,
      trustProxy: settings.trustProxy,
      rateLimits: rateLimitsOf(settings.requestsPerS),
      log,
    },
    {
      gatekeeper: access.gatekeeper,
      sessions: access.sessions,
      accounts: access.accounts,
      keys: access.keys,
      openId: doors.openId?.desk ?? null,
      clock,
      port,
      ...desks.people,
      audit: audit.chain,
      securityLevels,
      picture,
      takeChanges: picture.feed(),
      alertsOf,
      alertStates: () => statesForAll(desk.all()),
      cargoSummary: () => summarise(picture.all(), port.bbox, clock()),
      track: (...range) => archive.track(...range),
      history: archive.history,
      chronicle: archive.chronicle,
      recollection: createRecollection(pictureLimits.forgetMs),
      backtests: createBacktests({ past: archive.past, clock: () => performance.now() }),
      draftZone,
      archiveHealth: () => writer.health(),
      posted,
      receivers: () => ledger.all(),
      crosscheck: () => crosscheck.results,
      degraded: () =>
        degradations(writer.health(), stores, desk, cargo, zones, securityLevels, channels, doors),
      channels: () => channels,
      ready: () => true,
      demo: () => demo !== null,
    },
  );
  closers.add(() => app.close());
  const boundPort = await listen(app, settings.host, settings.port);
  const receivers = await openReceivers(settings, deps, recorded, doors.certificates);
  closers.add(() => receivers.close());
  // last: opening a database takes seconds, and a busy port is told at once
  writer.start();
  if (askArchive) {
    const settled = () => waitAtMost(writer.flush(), drainMs, schedule);
    const parts = { archive, settled, picture, pipeline, ...pictureLimits };
    const { stop } = recall({ ...parts, clock, schedule, random: Math.random, log });
    closers.add(stop);
  }

  closers.add(keepTime({ pipeline, desk, cargo, picture, stores, archive, clock, log, ...settings }));

  if (demoWanted(settings) && receivers.tcp !== null) {
    demo = runDemo({ ...receivers.tcp.address, ...demoTraffic, clock, log });
    closers.add(demo.stop);
  }
  const console = publicOrigin(settings, boundPort);
  const addresses = {
    nmeaTcp: addressText(receivers.tcp),
    nmeaUdp: addressText(receivers.udp),
    nmeaTls: addressText(receivers.tls),
  };
  log.info(
    { console, ...addresses, demo: demo !== null, vessels: picture.size },
    `Havenwacht is on watch. Console: ${console}`,
  );
  await access.announce(console);
}

const addressText = (listener: Listener | null): string =>
  listener === null ? 'off' : `${listener.address.host}:${listener.address.port}`;
