import { accountSettings } from './account-settings.ts';
import { auditSettings } from './audit-settings.ts';
import { channelRows } from './channel-settings.ts';
import { parseEscalation } from './escalation.ts';
import { openIdRows } from './openid-settings.ts';
import * as as from './setting-kinds.ts';
import { given, optional } from './setting-row.ts';
import { parseSources } from './sources.ts';
import { tlsRows } from './tls-settings.ts';
import { webRows } from './web-settings.ts';

const endpoint = 'host:port, e.g. 0.0.0.0:10110 or [::1]:10110, or off';
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every setting of the server: the key is its name in the code. */
export const table = {
  host: given({
    variable: 'HOST',
    standard: '127.0.0.1',
    read: as.host,
    accepts: 'an IP address or a host name',
    meaning: 'where HTTP and WebSocket listen',
  }),
  port: given({
    variable: 'PORT',
    standard: '8080',
    read: as.wholeNumber(0, 65_535),
    accepts: 'a whole number from 0 (the system chooses) to 65535',
    meaning: 'port of HTTP and WebSocket',
  }),
  logLevel: given({
    variable: 'LOG_LEVEL',
    standard: 'info',
    read: as.oneOf(...levels),
    accepts: levels.join(', '),
    meaning: 'how much is logged',
  }),
  dataDir: given({
    variable: 'DATA_DIR',
    standard: './data',
    read: as.text,
    accepts: 'a directory',
    meaning: 'embedded archive, spool, journal',
  }),
  databaseUrl: optional({
    variable: 'DATABASE_URL',
    standard: null,
    read: as.url('postgres:', 'postgresql:'),
    accepts: 'postgres://user:password@host:port/database',
    meaning: 'PostgreSQL/TimescaleDB archive; unset: embedded PGlite under DATA_DIR',
    secret: true,
  }),
  redisUrl: optional({
    variable: 'REDIS_URL',
    standard: null,
    read: as.url('redis:', 'rediss:'),
    accepts: 'redis://[user:password@]host:port[/db] or rediss://…',
    meaning: 'live picture outside this process; unset: in this process',
    secret: true,
  }),
  portFile: optional({
    variable: 'HW_PORT_FILE',
    standard: null,
    read: as.text,
    accepts: 'a GeoJSON file',
    meaning: 'zones and rules of the port; unset: built-in example of Antwerp',
  }),
  policyFile: optional({
    variable: 'HW_POLICY_FILE',
    standard: null,
    read: as.text,
    accepts: 'a JSON file',
    meaning: 'who may see and do what; unset: built-in example of Antwerp',
  }),
  nmeaTcp: given({
    variable: 'HW_NMEA_TCP',
    standard: '127.0.0.1:10110',
    read: as.endpointOrOff,
    accepts: endpoint,
    meaning: 'TCP listener for receivers that push NMEA',
  }),
  nmeaUdp: given({
    variable: 'HW_NMEA_UDP',
    standard: '127.0.0.1:10110',
    read: as.endpointOrOff,
    accepts: endpoint,
    meaning: 'UDP listener for receivers that push NMEA',
  }),
  sources: given({
    variable: 'HW_SOURCES',
    standard: '',
    read: parseSources,
    accepts:
      'a comma list of tcp://host:port?name=x, udp://0.0.0.0:port?name=x, file:///path?speed=1; &time=recorded where the times in the lines are right',
    meaning: 'receivers to pull from',
  }),
  receiversAllow: given({
    variable: 'HW_RECEIVERS_ALLOW',
    standard: '127.0.0.0/8,::1/128',
    read: as.networks,
    accepts: 'a comma list of networks, e.g. 10.0.3.0/24,fd00::/8',
    meaning: 'who may push NMEA',
  }),
  publicUrl: optional({
    variable: 'HW_PUBLIC_URL',
    standard: null,
    read: as.origin,
    accepts: 'http(s)://host[:port] without a path',
    meaning: 'origin allowed for browsers; unset: http://HOST:PORT',
  }),
  retentionDays: given({
    variable: 'HW_RETENTION_DAYS',
    standard: '90',
    read: as.wholeNumber(1, 36_500),
    accepts: 'a whole number from 1 to 36500',
    meaning: 'positions older than this are dropped',
  }),
  liveClients: given({
    variable: 'HW_LIVE_CLIENTS',
    standard: '500',
    read: as.wholeNumber(1, 10_000),
    accepts: 'a whole number from 1 to 10000',
    meaning: 'most WebSocket clients at once; one that stops reading may hold 3 MB',
  }),
  liveClientsPerUser: given({
    variable: 'HW_LIVE_CLIENTS_PER_USER',
    standard: '5',
    read: as.wholeNumber(1, 10_000),
    accepts: 'a whole number from 1 to 10000',
    meaning: 'most WebSocket clients of one account at once; a key may have four times as many',
  }),
  liveIntervalMs: given({
    variable: 'HW_LIVE_INTERVAL_MS',
    standard: '1000',
    read: as.wholeNumber(100, 60_000),
    accepts: 'a whole number from 100 to 60000',
    meaning: 'how often position changes go to live clients',
  }),
  demo: given({
    variable: 'HW_DEMO',
    standard: 'auto',
    read: as.oneOf('auto', 'on', 'off'),
    accepts: 'auto, on, off',
    meaning: 'simulated traffic; auto: as long as no source is configured',
  }),
  crosscheck: given({
    variable: 'HW_CROSSCHECK',
    standard: '0.01',
    read: as.share,
    accepts: 'a number from 0 (none) to 1 (all)',
    meaning: 'share of live messages that a second decoder reads again; disagreements are counted and logged',
  }),
  ...channelRows,
  escalation: given({
    variable: 'HW_ESCALATION',
    standard: '',
    read: parseEscalation,
    accepts:
      'a comma list of severity=seconds/seconds/seconds (one to three rising times, at most 86400) or severity=off, ' +
      'with the severities info, caution, warning, alarm',
    meaning:
      'when an alert that nobody acknowledges escalates; not named: warning and alarm at 30/120/300, info and caution off',
  }),
  nextRole: given({
    variable: 'HW_NEXT_ROLE',
    standard: 'harbourmaster',
    read: (t) => (/^[\p{L}][\p{L}\d .-]{0,39}$/u.test(t) ? t : undefined),
    accepts: 'up to 40 letters, digits, spaces, dots and hyphens, beginning with a letter',
    meaning: 'whom the second step of an escalation calls, as the log and the mail say it',
  }),
  insecureHttp: given({
    variable: 'HW_INSECURE_HTTP',
    standard: 'no',
    read: as.yesOrNo,
    accepts: 'yes or no',
    meaning: 'listen beyond loopback although HTTP is not encrypted',
  }),
  ...accountSettings,
  baseMap: optional({
    variable: 'HW_BASE_MAP',
    standard: null,
    read: as.baseMap,
    accepts: 'https://…/{z}/{x}/{y}.png|attribution',
    meaning: 'online base map of the console; unset: none, the port file is drawn',
  }),
  ...auditSettings,
  ...tlsRows,
  ...openIdRows,
  ...webRows,
};
