import type { Settings } from '../config/settings.ts';
import type { Schedule } from '../lib/schedule.ts';
import { openTlsFiles, type TlsFiles } from '../lib/tls-files.ts';
import type { Clock, Log } from '../model/ports.ts';

/** Certificates of the settings; null where a listener has none. */
export interface Certificates {
  readonly http: TlsFiles | null;
  readonly nmea: TlsFiles | null;
  degraded(): string | null;
  close(): void;
}

interface Surroundings {
  readonly schedule: Schedule;
  readonly clock: Clock;
  readonly log: Log;
}

/** @throws Error naming setting and file when one cannot be used */
export async function openCertificates(
  settings: Settings,
  surroundings: Surroundings,
): Promise<Certificates> {
  const { tlsCert, tlsKey, nmeaTls, nmeaTlsCert, nmeaTlsKey, nmeaTlsCa, nmeaTlsCrl } = settings;
  const own = tlsCert !== null &&
    tlsKey !== null && {
      cert: { path: tlsCert, setting: 'HW_TLS_CERT' },
      key: { path: tlsKey, setting: 'HW_TLS_KEY' },
    };
  const forReceivers = nmeaTlsCert !== null &&
    nmeaTlsKey !== null && {
      cert: { path: nmeaTlsCert, setting: 'HW_NMEA_TLS_CERT' },
      key: { path: nmeaTlsKey, setting: 'HW_NMEA_TLS_KEY' },
    };
  const shown = forReceivers || own;
  const http = own ? await openTlsFiles(own, surroundings) : null;
  const nmea =
    nmeaTls !== null && shown && nmeaTlsCa !== null
      ? await openTlsFiles(
          {
            ...shown,
            ca: { path: nmeaTlsCa, setting: 'HW_NMEA_TLS_CA' },
            ...(nmeaTlsCrl !== null && { crl: { path: nmeaTlsCrl, setting: 'HW_NMEA_TLS_CRL' } }),
          },
          surroundings,
        )
      : null;
  return {
    http,
    nmea,
    degraded: () => http?.degraded ?? nmea?.degraded ?? null,
    close() {
      http?.close();
      nmea?.close();
    },
  };
}
