import * as as from './setting-kinds.ts';
import { given, optional } from './setting-row.ts';

const pem = 'a PEM file';

/** Encryption of HTTP, and certificates of receivers. Files that are replaced count without a restart. */
export const tlsRows = {
  tlsCert: optional({
    variable: 'HW_TLS_CERT',
    standard: null,
    read: as.text,
    accepts: pem,
    meaning:
      'certificate of the server, with those between it and its root; unset: HTTP is not encrypted here',
  }),
  tlsKey: optional({
    variable: 'HW_TLS_KEY',
    standard: null,
    read: as.text,
    accepts: pem,
    meaning: 'its private key',
  }),
  nmeaTls: given({
    variable: 'HW_NMEA_TLS',
    standard: 'off',
    read: as.endpointOrOff,
    accepts: 'host:port, e.g. 0.0.0.0:10111, or off',
    meaning: 'TLS listener for receivers that push NMEA and show a certificate',
  }),
  nmeaTlsCert: optional({
    variable: 'HW_NMEA_TLS_CERT',
    standard: null,
    read: as.text,
    accepts: pem,
    meaning: 'certificate of that listener; unset: HW_TLS_CERT',
  }),
  nmeaTlsKey: optional({
    variable: 'HW_NMEA_TLS_KEY',
    standard: null,
    read: as.text,
    accepts: pem,
    meaning: 'its private key; unset: HW_TLS_KEY',
  }),
  nmeaTlsCa: optional({
    variable: 'HW_NMEA_TLS_CA',
    standard: null,
    read: as.text,
    accepts: pem,
    meaning: 'the authority whose certificates receivers must show',
  }),
  nmeaTlsCrl: optional({
    variable: 'HW_NMEA_TLS_CRL',
    standard: null,
    read: as.text,
    accepts: pem,
    meaning: 'certificates that this authority has revoked (CRL)',
  }),
};

interface TlsSettings {
  readonly publicUrl: string | null;
  readonly tlsCert: string | null;
  readonly tlsKey: string | null;
  readonly nmeaTls: as.Endpoint | null;
  readonly nmeaTlsCert: string | null;
  readonly nmeaTlsKey: string | null;
  readonly nmeaTlsCa: string | null;
}

/** Combinations that no single variable shows. */
export function tlsConflicts(s: TlsSettings): string[] {
  const found: string[] = [];
  for (const [cert, key, name] of [
    [s.tlsCert, s.tlsKey, 'HW_TLS'],
    [s.nmeaTlsCert, s.nmeaTlsKey, 'HW_NMEA_TLS'],
  ] as const)
    if ((cert === null) !== (key === null))
      found.push(`${name}_CERT and ${name}_KEY belong together: one of them is not set.`);
  if (s.tlsCert !== null && s.publicUrl?.startsWith('http:'))
    found.push(`HW_PUBLIC_URL="${s.publicUrl}" is not https, but HW_TLS_CERT is set.`);
  if (s.nmeaTls !== null && s.nmeaTlsCa === null)
    found.push('HW_NMEA_TLS is set, but not HW_NMEA_TLS_CA: nobody could say which receivers may come in.');
  if (s.nmeaTls !== null && s.nmeaTlsCert === null && s.tlsCert === null)
    found.push('HW_NMEA_TLS is set, but neither HW_NMEA_TLS_CERT nor HW_TLS_CERT.');
  return found;
}
