import { join } from 'node:path';
import { type Channel, openChannel } from '../channels/channel.ts';
import { createCursorFile } from '../channels/cursor-file.ts';
import { createWebhook } from '../channels/webhook.ts';
import type { Settings } from '../config/settings.ts';
import { createBackoff } from '../lib/backoff.ts';
import { schedule } from '../lib/schedule.ts';
import type { AlertDesk, Clock, Log } from '../model/ports.ts';

/** Opens every channel of the settings; each goes on where it stopped. */
export async function openChannels(
  settings: Settings,
  desk: AlertDesk,
  clock: Clock,
  log: Log,
): Promise<readonly Channel[]> {
  const { dataDir, webhooks, webhookSecret, webhookPrivate: allowPrivate } = settings;
  return Promise.all(
    webhooks.map(({ name, url }) =>
      openChannel({
        name,
        desk,
        cursor: createCursorFile(join(dataDir, 'channels', `${name}.json`)),
        deliver: createWebhook({ url, secret: webhookSecret ?? '', allowPrivate, clock }),
        backoff: createBackoff(1_000, 300_000, Math.random),
        schedule,
        log,
      }),
    ),
  );
}
