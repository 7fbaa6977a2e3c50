import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { Schedule } from './schedule.ts';

/** What a TLS listener needs, in PEM. */
export interface TlsMaterial {
  readonly cert: string;
  readonly key: string;
  /** Authorities whose certificates clients must show. */
  readonly ca?: string;
  /** What they have revoked. */
  readonly crl?: string;
}

/** Where it lies, and which setting says so. */
export interface TlsFile {
  readonly path: string;
  readonly setting: string;
}
export type TlsPaths = { readonly [K in keyof TlsMaterial]: TlsFile };

/** Files of certificates that may be replaced while the server runs. */
export interface TlsFiles {
  readonly material: TlsMaterial;
  /** Called with what was read anew, once it is known to be good. */
  onChange(listener: (material: TlsMaterial) => void): void;
  /** Null when the files are good and the certificate is valid for a week; else one sentence. */
  readonly degraded: string | null;
  close(): void;
}

interface Surroundings {
  readonly schedule: Schedule;
  readonly clock: () => number;
  readonly log: {
    info(fields: object, text: string): void;
    warn(fields: object, text: string): void;
  };
}

/** Looked at and not watched: links that are swapped, as certificate tools do it, tell a watch nothing. */
const lookEveryMs = 10_000;
const weekMs = 7 * 86_400_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @throws Error that names the setting and the file */
const textOf = ({ path, setting }: TlsFile): Promise<string> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    throw new Error(`${setting}: ${path} cannot be read: ${messageOf(error)}`, { cause: error });
  });

/** @throws Error that names the setting and the file */
async function read({ cert, key, ca, crl }: TlsPaths): Promise<TlsMaterial> {
  const material: TlsMaterial = {
    cert: await textOf(cert),
    key: await textOf(key),
    ...(ca && { ca: await textOf(ca) }),
    ...(crl && { crl: await textOf(crl) }),
  };
  const trial = (parts: Partial<TlsMaterial>, files: readonly (TlsFile | undefined)[]): void => {
    try {
      createSecureContext(parts);
    } catch (error) {
      const named = files.flatMap((file) => (file ? [`${file.setting} (${file.path})`] : [])).join(' and ');
      throw new Error(`${named} cannot be used: ${messageOf(error)}`, { cause: error });
    }
  };
  trial({ cert: material.cert }, [cert]);
  trial({ cert: material.cert, key: material.key }, [cert, key]);
  if (material.ca !== undefined) trial({ ca: authorities(material.ca, ca) }, [ca]);
  if (material.crl !== undefined) trial({ crl: material.crl }, [crl]);
  return material;
}

/** OpenSSL takes a file without any certificate for one that trusts nobody. */
function authorities(text: string, file: TlsFile | undefined): string {
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new Error(`${file?.setting}: ${file?.path} has no certificate`);
  return text;
}

const isSame = (a: TlsMaterial, b: TlsMaterial): boolean =>
  a.cert === b.cert && a.key === b.key && a.ca === b.ca && a.crl === b.crl;

/**
 * Reads the files, and again every ten seconds. What cannot be used is told and changes nothing.
 * @throws Error naming setting and file when they cannot be used at the start
 */
export async function openTlsFiles(
  paths: TlsPaths,
  { schedule, clock, log }: Surroundings,
): Promise<TlsFiles> {
  let material = await read(paths);
  let fault: string | null = null;
  let closed = false;
  const listeners: ((material: TlsMaterial) => void)[] = [];

  async function look(): Promise<void> {
    try {
      const found = await read(paths);
      if (closed) return;
      fault = null;
      if (!isSame(found, material)) {
        material = found;
        for (const listener of listeners) listener(found);
        log.info({ cert: paths.cert.path, until: endOf(found) }, 'the certificate was read anew');
      }
    } catch (error) {
      const reason = messageOf(error);
      if (fault !== reason && !closed)
        log.warn({ reason }, 'a certificate cannot be read: the one before stays');
      fault = reason;
    }
    if (!closed) cancel = schedule(lookEveryMs, () => void look());
  }
  let cancel = schedule(lookEveryMs, () => void look());

  return {
    get material() {
      return material;
    },
    onChange: (listener) => void listeners.push(listener),
    get degraded() {
      const end = endOf(material);
      return (
        fault ??
        (Date.parse(end) - clock() < weekMs ? `${paths.cert.setting}: the certificate ends ${end}` : null)
      );
    },
    close() {
      closed = true;
      cancel();
    },
  };
}

/** When the first certificate of the file ends. */
const endOf = ({ cert }: TlsMaterial): string => new Date(new X509Certificate(cert).validTo).toISOString();
