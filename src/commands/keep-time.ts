import type { WorkingAlertDesk } from '../alerts/desk.ts';
import type { CargoRegister } from '../cargo/register.ts';
import type { Archive } from '../model/archive.ts';
import type { Clock, Log } from '../model/ports.ts';
import type { Pipeline } from '../pipeline-parts.ts';
import type { LivePicture } from '../traffic/live-picture.ts';
import type { LiveStores } from './live-stores.ts';

export interface TimedParts {
  readonly pipeline: Pick<Pipeline, 'tick' | 'declared'>;
  readonly desk: Pick<WorkingAlertDesk, 'tick'>;
  readonly cargo: Pick<CargoRegister, 'due'>;
  readonly picture: Pick<LivePicture, 'feed'>;
  readonly stores: Pick<LiveStores, 'put'>;
  readonly archive: Pick<Archive, 'dropBefore' | 'summarise'>;
  readonly retentionDays: number;
  readonly clock: Clock;
  readonly log: Log;
}

const dayMs = 86_400_000;
const summaryEveryMs = 10 * 60_000;

/**
 * Everything that time alone does: once a second the picture, the alerts and the stores; every ten minutes what the archive counts by
 * hour; once a day the retention. Returns how to stop.
 */
export function keepTime(parts: TimedParts): () => void {
  const { pipeline, desk, cargo, picture, stores, archive, retentionDays, clock, log } = parts;
  const toStores = picture.feed();
  const everySecond = setInterval(() => {
    pipeline.tick(clock());
    desk.tick(clock());
    for (const mmsi of cargo.due(clock())) pipeline.declared(mmsi, clock());
    const { changed, gone } = toStores();
    stores.put(changed, gone);
  }, 1_000);
  const everyTenMinutes = setInterval(() => {
    archive
      .summarise(clock())
      .catch((error: unknown) =>
        log.warn({ err: error }, 'the density of the last hours is not written down yet'),
      );
  }, summaryEveryMs);
  const everyDay = setInterval(() => {
    archive
      .dropBefore(clock() - retentionDays * dayMs)
      .catch((error: unknown) => log.warn({ err: error }, 'old positions stay for another day'));
  }, dayMs);
  return () => {
    clearInterval(everySecond);
    clearInterval(everyTenMinutes);
    clearInterval(everyDay);
  };
}
