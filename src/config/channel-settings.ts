import * as as from './setting-kinds.ts';
import { given, optional } from './setting-row.ts';
import { parseWebhooks } from './webhooks.ts';

/** Ways out of the house for alerts. */
export const channelRows = {
  webhooks: given({
    variable: 'HW_WEBHOOKS',
    standard: '',
    read: parseWebhooks,
    accepts: 'a comma list of name=https://host/path or name@organisation=https://host/path',
    meaning:
      'where every alert event that the organisation may know of is posted to, signed; each keeps its own place in the stream',
    secret: true,
  }),
  webhookSecret: optional({
    variable: 'HW_WEBHOOK_SECRET',
    standard: null,
    read: (t) => (t.length >= 16 ? t : undefined),
    accepts: 'at least 16 characters',
    meaning: 'key of the signature of webhooks',
    secret: true,
  }),
  webhookPrivate: given({
    variable: 'HW_WEBHOOK_PRIVATE',
    standard: 'no',
    read: as.yesOrNo,
    accepts: 'yes or no',
    meaning: 'webhooks may call addresses that are not public, and http',
  }),
  channelOrganisation: optional({
    variable: 'HW_CHANNEL_ORGANISATION',
    standard: null,
    read: (t) => (/^[\w-]{1,40}$/.test(t) ? t : undefined),
    accepts: 'the id of an organisation of the policy',
    meaning:
      'whose alerts go out by mail, MQTT and webhooks that name no other; unset: the first of the policy',
  }),
  smtpUrl: optional({
    variable: 'HW_SMTP_URL',
    standard: null,
    read: as.url('smtp:', 'smtps:'),
    accepts: 'smtp://[user:password@]host[:port] or smtps://…',
    meaning: 'mail server for alarms and for alerts that nobody acknowledged',
    secret: true,
  }),
  mailFrom: optional({
    variable: 'HW_MAIL_FROM',
    standard: null,
    read: as.mailAddress,
    accepts: 'an e-mail address',
    meaning: 'sender of these mails',
  }),
  mailTo: given({
    variable: 'HW_MAIL_TO',
    standard: '',
    read: as.mailAddresses,
    accepts: 'a comma list of e-mail addresses',
    meaning: 'who gets them',
  }),
  mailNextRole: given({
    variable: 'HW_MAIL_NEXT_ROLE',
    standard: '',
    read: as.mailAddresses,
    accepts: 'a comma list of e-mail addresses',
    meaning: 'who is mailed when an alert reaches the next role (HW_NEXT_ROLE)',
  }),
  mqttUrl: optional({
    variable: 'HW_MQTT_URL',
    standard: null,
    read: as.url('mqtt:', 'mqtts:'),
    accepts: 'mqtt://[user:password@]host[:port] or mqtts://…',
    meaning: 'broker that every alert event is published to',
    secret: true,
  }),
  mqttTopic: given({
    variable: 'HW_MQTT_TOPIC',
    standard: 'havenwacht',
    read: (t) => (/^[\w-]+(\/[\w-]+)*$/.test(t) ? t : undefined),
    accepts: 'letters, digits, _ and -, in levels divided by /',
    meaning: 'topics are HW_MQTT_TOPIC/alerts/KIND',
  }),
};
