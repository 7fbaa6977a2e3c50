import { once } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import { connect as connectTcp, type Socket } from 'node:net';
import { join } from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Authority, type Certificate, createAuthority, shown } from '../../test/certificates.ts';
import { createManualTime, type ManualTime } from '../../test/manual-time.ts';
import { createReception, type Reception, until } from '../../test/receiving.ts';
import { openTlsFiles, type TlsFiles } from '../lib/tls-files.ts';
import type { Listener } from './receiver.ts';
import { openTlsListener, type TlsListenerOptions } from './tls-listener.ts';

let authority: Authority;
let stranger: Authority;
let server: Certificate;
let crl: string;
beforeAll(() => {
  authority = createAuthority();
  stranger = createAuthority('another-ca');
  server = authority.issue('watch', { use: 'serverAuth' });
  crl = join(authority.dir, 'in-force.pem');
});

let reception: Reception;
let time: ManualTime;
let files: TlsFiles;
let listener: Listener;
const open: Socket[] = [];

const path = (file: string, name: string) => ({ path: file, setting: `HW_NMEA_TLS_${name}` });
async function listen(options: Partial<TlsListenerOptions> = {}): Promise<void> {
  listener = await openTlsListener(
    { host: '127.0.0.1', port: 0, allow: ['127.0.0.0/8'], files, ...options },
    reception,
  );
}

beforeEach(async () => {
  reception = createReception();
  time = createManualTime(Date.now());
  copyFileSync(authority.crl(), crl);
  files = await openTlsFiles(
    {
      ...{ cert: path(server.cert, 'CERT'), key: path(server.key, 'KEY') },
      ...{ ca: path(authority.ca, 'CA'), crl: path(crl, 'CRL') },
    },
    { ...time, log: reception.log },
  );
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  files.close();
  await listener.close();
});

/** @param certificate null: it shows none */
function dial(certificate: Certificate | null, options: ConnectionOptions = {}) {
  const { host, port } = listener.address;
  const socket = connect({
    ...{ host, port, rejectUnauthorized: false },
    ...(certificate && shown(certificate)),
    ...options,
  });
  socket.on('error', () => {});
  open.push(socket);
  return socket;
}
const refused = () => [...reception.ledger.all()].map(({ name, refused }) => ({ name, ...refused }));

test('X13 a receiver is let in by a certificate of the authority, and is named by it', async () => {
  await listen();
  dial(authority.issue('kallo')).end('!AIVDM,1,1,,A,from kallo,0*00\r\n');
  dial(authority.issue('lillo-2', { subject: '/O=Port/CN=lillo-2' })).end('from lillo\n');
  await until(() => reception.links.filter((link) => link.ended).length === 2);
  expect(reception.links.map(({ receiver }) => receiver).sort()).toEqual(['tls/kallo', 'tls/lillo-2']);
  expect(reception.links.find(({ receiver }) => receiver === 'tls/kallo')?.text()).toBe(
    '!AIVDM,1,1,,A,from kallo,0*00\r\n',
  );
  expect([...reception.ledger.all()]).toMatchObject([
    { kind: 'tls-listener', connections: 0, refused: {} },
    { kind: 'tls-listener', connections: 0, refused: {} },
  ]);
});

test('X14 whoever shows no certificate of a receiver is turned away and counted with the cause', async () => {
  await listen();
  const revoked = authority.issue('revoked');
  authority.revoke(revoked);
  copyFileSync(authority.crl(), crl);
  time.advance(10_000);
  await until(() => time.waiting().length === 1);
  const strangers: [Certificate | null, string][] = [
    [null, 'no-certificate'],
    [stranger.issue('kallo'), 'untrusted-certificate'],
    [authority.issue('watch', { use: 'serverAuth' }), 'untrusted-certificate'],
    [authority.issue('no name', { subject: '/O=Port' }), 'untrusted-certificate'],
    [authority.issue('bad', { subject: '/CN=tls<script>' }), 'untrusted-certificate'],
    [authority.issue('late', { ends: '240101000000Z' }), 'expired-certificate'],
    [revoked, 'revoked-certificate'],
  ];
  const counts: Record<string, number> = {};
  for (const [certificate, cause] of strangers) {
    const socket = dial(certificate);
    socket.write('!AIVDM,1,1,,A,x,0*00\r\n');
    await until(() => socket.closed);
    counts[cause] = (counts[cause] ?? 0) + 1;
    await until(
      () =>
        reception.ledger.tally('tls/127.0.0.1', 'tls-listener').refused[cause as 'silent'] === counts[cause],
    );
  }
  expect(refused()).toEqual([{ name: 'tls/127.0.0.1', ...counts }]);
  expect(reception.links).toEqual([]);
});

test('X14 what is not TLS, is too old a TLS, or says nothing, is no handshake; addresses and numbers hold before it', async () => {
  await listen({ handshakeMs: 50, maxPerAddress: 2, allow: ['127.0.0.1', '127.0.0.2'] });
  const { port } = listener.address;
  const plain = (localAddress: string): Socket => {
    const socket = connectTcp({ host: '127.0.0.1', port, localAddress });
    socket.on('error', () => {});
    open.push(socket);
    return socket;
  };
  const talks = plain('127.0.0.1');
  talks.write('!AIVDM,1,1,,A,x,0*00\r\n');
  await until(() => talks.closed);
  const old = dial(authority.issue('old'), {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });
  await until(() => old.closed);
  const waits = plain('127.0.0.1');
  await until(() => waits.closed);
  await until(() => reception.ledger.tally('tls/127.0.0.1', 'tls-listener').refused['no-handshake'] === 3);

  const far = plain('127.0.0.9');
  await until(() => far.closed);
  const many = [plain('127.0.0.2'), plain('127.0.0.2'), plain('127.0.0.2')];
  await until(() => many.every((socket) => socket.closed));
  const of2 = reception.ledger.tally('tls/127.0.0.2', 'tls-listener').refused;
  await until(() => of2['no-handshake'] === 2);
  expect(of2).toEqual({ 'too-many-connections': 1, 'no-handshake': 2 });
  expect(reception.ledger.tally('tls/127.0.0.9', 'tls-listener').refused).toEqual({ 'not-allowed': 1 });
  expect(reception.links).toEqual([]);
});

test('X15 who comes in by a revoked certificate is out when the list is replaced, also by a session of before', async () => {
  await listen();
  const lost = authority.issue('lost');
  const good = authority.issue('good');
  const first = dial(lost);
  let session: Buffer | undefined;
  first.on('session', (ticket) => {
    session = ticket;
  });
  first.write('a line\n');
  dial(good).write('a line\n');
  await until(() => reception.links.filter((link) => link.text() === 'a line\n').length === 2);

  authority.revoke(lost);
  copyFileSync(authority.crl(), crl);
  time.advance(10_000);
  await until(() => first.closed && reception.links.every((link) => link.ended));
  const again = dial(lost, session === undefined ? {} : { session });
  again.write('a line\n');
  await until(() => again.closed);
  await until(
    () => reception.ledger.tally('tls/127.0.0.1', 'tls-listener').refused['revoked-certificate'] === 1,
  );
  dial(good).write('back\n');
  await until(() => reception.links.length === 3 && reception.links[2]?.text() === 'back\n');
  expect(reception.links[2]?.receiver).toBe('tls/good');
});

test('X15 a list that has ended lets nobody in', async () => {
  copyFileSync(authority.crl(true), crl);
  time.advance(10_000);
  await until(() => time.waiting().length === 1);
  await listen();
  const socket = dial(authority.issue('kallo'));
  await until(() => socket.closed);
  expect(refused()).toEqual([{ name: 'tls/127.0.0.1', 'untrusted-certificate': 1 }]);
});

test('X15 a list that cannot be read changes nothing, and is told', async () => {
  await listen();
  const socket = dial(authority.issue('kallo'));
  socket.write('a line\n');
  await until(() => reception.links.length === 1);
  writeFileSync(crl, 'nothing');
  time.advance(10_000);
  await until(() => time.waiting().length === 1);
  expect(files.degraded).toMatch(/^HW_NMEA_TLS_CRL \(.*in-force\.pem\) cannot be used/);
  socket.write('more\n');
  await until(() => reception.links[0]?.text() === 'a line\nmore\n');
});

test('X13 limits are those of TCP: a receiver that falls silent is closed and counted under its name', async () => {
  await listen({ idleMs: 50 });
  const socket = dial(authority.issue('kallo'));
  socket.write('a line\n');
  await once(socket, 'close');
  await until(() => reception.links[0]?.ended === true);
  expect(reception.ledger.tally('tls/kallo', 'tls-listener').refused).toEqual({ silent: 1 });
});
