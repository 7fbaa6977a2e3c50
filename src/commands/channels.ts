import { join } from 'node:path';
import { type Channel, openChannel, type Sender } from '../channels/channel.ts';
import { createCursorFile } from '../channels/cursor-file.ts';
import { createMail, isForMail, isForNextRole } from '../channels/mail.ts';
import { createMqtt } from '../channels/mqtt.ts';
import { createWebhook } from '../channels/webhook.ts';
import { publicOrigin, type Settings } from '../config/settings.ts';
import { createBackoff } from '../lib/backoff.ts';
import { schedule } from '../lib/schedule.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { AlertDesk, Clock, Log } from '../model/ports.ts';

interface Way {
  readonly name: string;
  readonly sender: Sender;
  readonly wants?: (event: AlertEvent) => boolean;
}

function ways(settings: Settings, clock: Clock, log: Log): Way[] {
  const { webhooks, webhookSecret, webhookPrivate: allowPrivate } = settings;
  const { smtpUrl, mailFrom: from, mailTo: to, mailNextRole, mqttUrl, mqttTopic: topic } = settings;
  const found: Way[] = webhooks.map(({ name, url }) => ({
    name: `webhook-${name}`,
    sender: createWebhook({ url, secret: webhookSecret ?? '', allowPrivate, clock }),
  }));
  const consoleUrl = publicOrigin(settings, settings.port);
  const mail = (name: string, to: readonly string[], wants: (event: AlertEvent) => boolean): void => {
    if (smtpUrl !== null && from !== null && to.length > 0)
      found.push({ name, sender: createMail({ smtpUrl, from, to, consoleUrl }), wants });
  };
  mail('mail', to, isForMail);
  mail('mail-next-role', mailNextRole, isForNextRole);
  if (mqttUrl !== null) found.push({ name: 'mqtt', sender: createMqtt({ url: mqttUrl, topic, log }) });
  return found;
}

/** Opens every channel of the settings; each goes on where it stopped. */
export async function openChannels(
  settings: Settings,
  desk: AlertDesk,
  clock: Clock,
  log: Log,
): Promise<readonly Channel[]> {
  return Promise.all(
    ways(settings, clock, log).map((way) =>
      openChannel({
        ...way,
        desk,
        cursor: createCursorFile(join(settings.dataDir, 'channels', `${way.name}.json`)),
        backoff: createBackoff(1_000, 300_000, Math.random),
        schedule,
        log,
      }),
    ),
  );
}
