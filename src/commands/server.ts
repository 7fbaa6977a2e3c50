import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { createAlertDesk } from '../alerts/desk.ts';
import { openJournal } from '../alerts/journal.ts';
import { buildApp } from '../app.ts';
import { lockDirectory } from '../archive/directory-lock.ts';
import { openArchive } from '../archive/open.ts';
import { openArchiveWriter } from '../archive/writer.ts';
import { demoWanted, publicOrigin, type Settings } from '../config/settings.ts';
import type { Degradation } from '../model/ports.ts';
import type { Port } from '../model/zone.ts';
import { createPipeline } from '../pipeline.ts';
import { createLedger } from '../receivers/ledger.ts';
import { createZoneWatch } from '../rules/zone-watch.ts';
import { type Demo, runDemo } from '../sim/demo.ts';
import { createPicture } from '../traffic/picture.ts';
import { listen } from './listen.ts';
import { openLiveStores } from './live-stores.ts';
import { openReceivers } from './receivers.ts';

export interface RunningServer {
  /** Drains what waits for disk and database, tells the clients, and ends. */
  stop(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');
const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
const secondMs = 1_000;
const dayMs = 86_400_000;
/** Events handed to the archive once more at start: those of the moment of a crash may not have reached it. */
const eventsToRepeat = 1_000;
const demoTraffic = { seed: 1, vessels: 120 };

/** Puts the rooms together as the settings say, and starts them from the inside out: receivers come last. */
export async function startServer(settings: Settings, port: Port, log: Logger): Promise<RunningServer> {
  const { dataDir } = settings;
  const clock = Date.now;
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockDirectory(join(dataDir, 'serve'));

  const journal = await openJournal({ path: join(dataDir, 'alerts.journal'), log });
  const desk = createAlertDesk(journal, { maxAlerts: 20_000, maxEvents: 20_000, retryMs: 1_000 }, clock, log);
  const archive = openArchive({ databaseUrl: settings.databaseUrl, dataDir, log });
  const writer = await openArchiveWriter({ dir: join(dataDir, 'spool'), archive, log });
  const stores = openLiveStores({ dataDir, redisUrl: settings.redisUrl, epoch: journal.epoch, log });
  const picture = createPicture({ maxVessels: 100_000, forgetMs: dayMs });
  const zones = createZoneWatch(port.zones);
  const ledger = createLedger();
  const pipeline = createPipeline({ picture, zones, desk, archive: writer, log });

  writer.alertEvents(journal.recovered.slice(-eventsToRepeat));
  desk.subscribe((events) => {
    writer.alertEvents(events);
    stores.alerts(events);
  });
  picture.restore(await stores.load());
  pipeline.resume(clock());

  const degraded = (): Degradation[] => {
    const archiveFault = writer.health().degraded ? (writer.health().lastError ?? 'behind') : null;
    const parts = { archive: archiveFault, live: stores.degraded(), alerts: desk.degraded };
    return Object.entries(parts).flatMap(([part, detail]) => (detail === null ? [] : [{ part, detail }]));
  };
  let demo: Demo | null = null;
  const app = await buildApp(
    {
      version,
      host: settings.host,
      publicUrl: publicOrigin(settings, settings.port),
      liveIntervalMs: settings.liveIntervalMs,
      consoleDir: join(root, 'dist/console'),
      baseMap: settings.baseMap,
      log,
    },
    {
      clock,
      port,
      picture,
      takeChanges: picture.feed(),
      alerts: desk,
      track: (...range) => archive.track(...range),
      archiveHealth: () => writer.health(),
      receivers: () => ledger.all(),
      degraded,
      ready: () => true,
      demo: () => demo !== null,
    },
  );
  const boundPort = await listen(app, settings.host, settings.port);
  const receivers = await openReceivers(settings, { ledger, openLink: pipeline.openLink, clock, log });

  const toStores = picture.feed();
  const second = setInterval(() => {
    pipeline.tick(clock());
    const { changed, gone } = toStores();
    stores.put(changed, gone);
  }, secondMs);
  const forget = (): void => {
    archive
      .dropBefore(clock() - settings.retentionDays * dayMs)
      .catch((error: unknown) =>
        log.warn({ err: error }, 'old positions could not be dropped; tried again tomorrow'),
      );
  };
  const daily = setInterval(forget, dayMs);

  if (demoWanted(settings) && receivers.tcp !== null)
    demo = runDemo({ ...receivers.tcp.address, ...demoTraffic, clock, log });
  log.info(
    {
      console: publicOrigin(settings, boundPort),
      nmeaTcp: addressText(receivers.tcp),
      nmeaUdp: addressText(receivers.udp),
      demo: demo !== null,
      vessels: picture.size,
    },
    `Havenwacht is on watch. Console: ${publicOrigin(settings, boundPort)}`,
  );

  return {
    async stop() {
      clearInterval(second);
      clearInterval(daily);
      await demo?.stop();
      await receivers.close();
      await app.close();
      await desk.flush();
      await Promise.allSettled([stores.close(), writer.close()]);
      await archive.close();
      await journal.close();
      unlock();
    },
  };
}

const addressText = (listener: { address: { host: string; port: number } } | null): string =>
  listener === null ? 'off' : `${listener.address.host}:${listener.address.port}`;
