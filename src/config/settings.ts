import { ConfigError } from './config-error.ts';
import { openIdConflicts } from './openid-settings.ts';
import { isLoopback } from './setting-kinds.ts';
import type { Given, Optional, Row } from './setting-row.ts';
import { table } from './settings-table.ts';
import { tlsConflicts } from './tls-settings.ts';

type Table = typeof table;
type ValueOf<R> = R extends Given<infer T> ? T : R extends Optional<infer T> ? T | null : never;

/** The settings of a process, as the table above gives them. */
export type Settings = { readonly [K in keyof Table]: ValueOf<Table[K]> };
export type Environment = Readonly<Record<string, string | undefined>>;

/** Hides what stands before the last `@` and any `password=`: also in text that is no URL, where a password may hide. */
const withoutPassword = (t: string): string =>
  t.replace(/^([a-z+]*:\/{0,2})?.*@/is, '$1***@').replace(/(password=)[^&\s]*/gi, '$1***');

/** Combinations that no single variable shows. */
function conflicts(s: Settings): string[] {
  const found: string[] = [];
  if (!isLoopback(s.host) && s.tlsCert === null && !s.insecureHttp)
    found.push(
      `HOST="${s.host}" is reachable from other machines, and HTTP is not encrypted: set HW_TLS_CERT and HW_TLS_KEY, ` +
        'put a proxy with TLS before 127.0.0.1, or set HW_INSECURE_HTTP=yes to accept that.',
    );
  if (s.demo === 'on' && s.nmeaTcp === null)
    found.push('HW_DEMO="on" sends its traffic through the TCP listener, but HW_NMEA_TCP is "off".');
  if (s.webhooks.length > 0 && s.webhookSecret === null)
    found.push(
      'HW_WEBHOOKS is set, but not HW_WEBHOOK_SECRET: without it nobody can tell that a call is ours.',
    );
  const open = s.webhooks.find(({ url }) => url.startsWith('http:'));
  if (open !== undefined && !s.webhookPrivate)
    found.push(
      `HW_WEBHOOKS: '${open.name}' is not https: alerts would go over the open internet unencrypted. ` +
        'Set HW_WEBHOOK_PRIVATE=yes for one in a network of your own.',
    );
  if (s.smtpUrl !== null && (s.mailFrom === null || s.mailTo.length === 0))
    found.push('HW_SMTP_URL is set, but not HW_MAIL_FROM and HW_MAIL_TO: mails need a sender and readers.');
  if (s.mailNextRole.length > 0 && s.smtpUrl === null)
    found.push('HW_MAIL_NEXT_ROLE is set, but not HW_SMTP_URL: there is no mail server to send by.');
  return [...found, ...tlsConflicts(s), ...openIdConflicts(s)];
}

function refuse(faults: readonly string[]): never {
  throw new ConfigError(['The settings cannot be used:', ...faults].join('\n  '));
}

function read(row: Row<unknown>, raw: string): unknown {
  const value = row.read(raw);
  if (value !== undefined) return value;
  const safe = row.secret ? withoutPassword(raw) : raw;
  throw new Error(`${row.variable}="${safe}" is not accepted: expected ${row.accepts}.`);
}

/**
 * Reads the environment. An empty variable counts as unset.
 * @throws ConfigError naming every bad variable, its value (without passwords) and what is accepted.
 */
export function readSettings(env: Environment): Settings {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, row] of Object.entries<Row<unknown>>(table)) {
    const raw = (env[row.variable] ?? '').trim() || row.standard;
    try {
      values[key] = raw === null ? null : read(row, raw);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      faults.push(error.message);
    }
  }
  if (faults.length > 0) refuse(faults);
  const settings = values as Settings;
  const clashes = conflicts(settings);
  if (clashes.length > 0) refuse(clashes);
  return settings;
}

/** Variables that begin with `HW_` and are not in the table: misspelt, or of another version. */
export function unknownSettings(env: Environment): string[] {
  const known = new Set(Object.values(table).map((row) => row.variable));
  return Object.keys(env).filter((name) => name.startsWith('HW_') && !known.has(name));
}

/** The table as text, for `serve --help`. */
export function settingsHelp(): string {
  const rows = Object.values<Row<unknown>>(table);
  const width = Math.max(...rows.map((row) => row.variable.length));
  const gap = ' '.repeat(width + 4);
  return rows
    .map((row) =>
      [
        `  ${row.variable.padEnd(width)}  ${row.meaning}`,
        `${gap}accepts ${row.accepts}`,
        `${gap}default ${row.standard || '–'}`,
      ].join('\n'),
    )
    .join('\n');
}

/**
 * Whether to simulate traffic: `auto` does so as long as no source is configured, that is, nothing to pull from and
 * a TCP listener that no receiver of the port can reach.
 */
export function demoWanted({ demo, sources, nmeaTcp, nmeaUdp }: Settings): boolean {
  if (demo !== 'auto') return demo === 'on';
  const unreachable = nmeaUdp === null || isLoopback(nmeaUdp.host);
  return sources.length === 0 && nmeaTcp !== null && isLoopback(nmeaTcp.host) && unreachable;
}

/** Origin that browsers may come from; `boundPort` is the port listened on, which differs when PORT is 0. */
export function publicOrigin(settings: Settings, boundPort: number): string {
  if (settings.publicUrl !== null) return settings.publicUrl;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const scheme = settings.tlsCert === null ? 'http' : 'https';
  return new URL(`${scheme}://${host}:${boundPort}`).origin;
}
