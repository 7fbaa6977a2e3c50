import { join } from 'node:path';
import { type Channel, openChannel, type Sender } from '../channels/channel.ts';
import { createCursorFile } from '../channels/cursor-file.ts';
import { createMail, isForMail, isForNextRole } from '../channels/mail.ts';
import { createMqtt } from '../channels/mqtt.ts';
import { createWebhook } from '../channels/webhook.ts';
import { ConfigError } from '../config/config-error.ts';
import { publicOrigin, type Settings } from '../config/settings.ts';
import { alertShown, alertsFor } from '../gateway/access/alerts.ts';
import { createBackoff } from '../lib/backoff.ts';
import { schedule } from '../lib/schedule.ts';
import type { Organisation, Reader, Subject } from '../model/access.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { AlertStreams, Clock, Log } from '../model/ports.ts';

interface Way {
  readonly name: string;
  /** Id of the organisation that it belongs to; null: that of all channels. */
  readonly organisation: string | null;
  readonly sender: Sender;
  readonly wants?: (event: AlertEvent) => boolean;
}

function ways(settings: Settings, clock: Clock, log: Log): Way[] {
  const { webhooks, webhookSecret, webhookPrivate: allowPrivate } = settings;
  const { smtpUrl, mailFrom: from, mailTo: to, mailNextRole, mqttUrl, mqttTopic: topic } = settings;
  const found: Way[] = webhooks.map(({ name, organisation, url }) => ({
    name: `webhook-${name}`,
    organisation,
    sender: createWebhook({ url, secret: webhookSecret ?? '', allowPrivate, clock }),
  }));
  const consoleUrl = publicOrigin(settings, settings.port);
  const mail = (name: string, to: readonly string[], wants: (event: AlertEvent) => boolean): void => {
    if (smtpUrl !== null && from !== null && to.length > 0)
      found.push({ name, organisation: null, sender: createMail({ smtpUrl, from, to, consoleUrl }), wants });
  };
  mail('mail', to, isForMail);
  mail('mail-next-role', mailNextRole, isForNextRole);
  if (mqttUrl !== null)
    found.push({ name: 'mqtt', organisation: null, sender: createMqtt({ url: mqttUrl, topic, log }) });
  return found;
}

/** A channel shows what the roles of its organisation see on duty: they are the ones who read it. */
const subjectOf = ({ id, roles }: Organisation): Subject => ({
  ...{ id: 'key/channel', name: 'channel', kind: 'key', purpose: 'duty', owes: [], session: null },
  ...{ organisation: id, roles },
});

/** Hands over events as far as the reader is shown them. */
const shownTo = (reader: Reader, sender: Sender): Sender => ({
  deliver: (event, epoch, signal) =>
    sender.deliver({ ...event, alert: alertShown(event.alert, reader) }, epoch, signal),
  close: () => sender.close(),
});

export interface ChannelHouse {
  readonly organisations: readonly Organisation[];
  /** As the policy sees it. */
  readonly readerOf: (subject: Subject) => Reader;
  readonly alertsOf: AlertStreams;
}

/**
 * Opens every channel of the settings; each goes on where it stopped, in the stream of its organisation.
 * @throws ConfigError when a channel is given to an organisation that is not in the policy
 */
export async function openChannels(
  settings: Settings,
  { organisations, readerOf, alertsOf }: ChannelHouse,
  clock: Clock,
  log: Log,
): Promise<readonly Channel[]> {
  function readerFor(name: string, id: string | null): Reader {
    const organisation = id === null ? organisations[0] : organisations.find((known) => known.id === id);
    if (organisation !== undefined) return readerOf(subjectOf(organisation));
    throw new ConfigError(`${name}: there is no organisation '${id}' in the policy.`);
  }
  const owned = ways(settings, clock, log).map(({ organisation, sender, ...way }) => {
    const reader = readerFor(way.name, organisation ?? settings.channelOrganisation);
    return { ...way, sender: shownTo(reader, sender), desk: alertsFor(reader, { alertsOf }) };
  });
  return Promise.all(
    owned.map((way) =>
      openChannel({
        ...way,
        cursor: createCursorFile(join(settings.dataDir, 'channels', `${way.name}.json`)),
        backoff: createBackoff(1_000, 300_000, Math.random),
        schedule,
        log,
      }),
    ),
  );
}
