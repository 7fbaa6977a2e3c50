import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PEM files of a key and its certificate. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** An authority that lives as long as a test. */
export interface Authority {
  readonly dir: string;
  /** PEM file of its own certificate. */
  readonly ca: string;
  /** @param ends `YYMMDDhhmmssZ`; left out: in two hours or so */
  issue(
    name: string,
    more?: { readonly subject?: string; readonly ends?: string; readonly use?: 'clientAuth' | 'serverAuth' },
  ): Certificate;
  revoke(certificate: Certificate): void;
  /** PEM file of what it has revoked until now. @param ended it should have been replaced long ago */
  crl(ended?: true): string;
}

const settings = (dir: string): string => `
[ca]
default_ca = own
[own]
database = ${dir}/index.txt
new_certs_dir = ${dir}/issued
serial = ${dir}/serial
default_md = sha256
default_days = 30
default_crl_days = 30
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = optional
organizationName = optional
[req]
distinguished_name = empty
[empty]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
`;
const openssl = (...args: string[]): void =>
  void execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes an authority with openssl, in a directory of its own. */
export function createAuthority(name = 'port-ca'): Authority {
  const dir = mkdtempSync(join(tmpdir(), 'havenwacht-ca-'));
  const at = (file: string): string => join(dir, file);
  mkdirSync(at('issued'));
  writeFileSync(at('index.txt'), '');
  writeFileSync(at('serial'), '1000\n');
  writeFileSync(at('openssl.cnf'), settings(dir));
  const config = ['-config', at('openssl.cnf')];
  const own = ['-cert', at('ca.pem'), '-keyfile', at('ca.key')];
  openssl(
    'req',
    '-x509',
    ...config,
    ...newKey,
    '-extensions',
    'authority',
    '-days',
    '30',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
  );

  let issued = 0;
  return {
    dir,
    ca: at('ca.pem'),
    issue(commonName, { subject = `/CN=${commonName}`, ends, use = 'clientAuth' } = {}) {
      const file = at(`${++issued}`);
      const names = use === 'serverAuth' ? ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'] : [];
      openssl(
        'req',
        '-new',
        ...config,
        ...newKey,
        '-subj',
        subject,
        '-addext',
        `extendedKeyUsage=${use}`,
        ...names,
        '-keyout',
        `${file}.key`,
        '-out',
        `${file}.csr`,
      );
      const dates = ends === undefined ? [] : ['-startdate', '200101000000Z', '-enddate', ends];
      openssl(
        'ca',
        '-batch',
        '-notext',
        ...config,
        ...own,
        ...dates,
        '-in',
        `${file}.csr`,
        '-out',
        `${file}.pem`,
      );
      return { cert: `${file}.pem`, key: `${file}.key` };
    },
    revoke: ({ cert }) => openssl('ca', ...config, ...own, '-revoke', cert),
    crl(ended) {
      const times = ended ? ['-crl_lastupdate', '200101000000Z', '-crl_nextupdate', '200201000000Z'] : [];
      openssl('ca', '-gencrl', ...config, ...own, ...times, '-out', at('crl.pem'));
      return at('crl.pem');
    },
  };
}

/** What `tls.connect` takes of a certificate. */
export const shown = ({ cert, key }: Certificate) => ({ cert: readFileSync(cert), key: readFileSync(key) });
