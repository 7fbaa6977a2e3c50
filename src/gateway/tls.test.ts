import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Authority, createAuthority } from '../../test/certificates.ts';
import { createWorld, type World } from '../../test/gateway-helpers.ts';
import { createManualTime, type ManualTime } from '../../test/manual-time.ts';
import { until } from '../../test/receiving.ts';
import { openTlsFiles, type TlsFiles } from '../lib/tls-files.ts';

let authority: Authority;
let ca: Buffer;
beforeAll(() => {
  authority = createAuthority();
  ca = readFileSync(authority.ca);
});

const log = { info: () => {}, warn: () => {} };
let cert: string;
let key: string;
let time: ManualTime;
let files: TlsFiles;
let world: World;
let port: number;

function install(name: string, ends?: string): void {
  const made = authority.issue(name, { use: 'serverAuth', ...(ends && { ends }) });
  copyFileSync(made.cert, cert);
  copyFileSync(made.key, key);
}

beforeEach(async () => {
  cert = join(authority.dir, 'server.pem');
  key = join(authority.dir, 'server.key');
  install('first');
  time = createManualTime(Date.now());
  const paths = { cert: { path: cert, setting: 'HW_TLS_CERT' }, key: { path: key, setting: 'HW_TLS_KEY' } };
  files = await openTlsFiles(paths, { ...time, log });
  world = await createWorld({ publicUrl: 'https://watch.port.example', tls: files });
  const address = await world.app.listen({ host: '127.0.0.1', port: 0 });
  port = Number(new URL(address).port);
});
afterEach(async () => {
  files.close();
  await world.app.close();
});

async function dial(options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connectTls({ host: '127.0.0.1', port, ca, ...options });
  await once(socket, 'secureConnect');
  return socket;
}
const serverName = async (): Promise<unknown> => {
  const socket = await dial();
  const { CN } = socket.getPeerCertificate().subject;
  socket.destroy();
  return CN;
};
const reread = async (): Promise<void> => {
  time.advance(10_000);
  await until(() => time.waiting().includes(10_000));
};
async function plain(text: string): Promise<string> {
  const socket = connectTcp(port, '127.0.0.1');
  socket.write(text);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  await once(socket, 'close');
  return answer;
}

test('X10 HTTP and WebSocket are served over TLS 1.2 and later, and browsers are told to stay with it', async () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const socket = await dial({ minVersion: version, maxVersion: version });
    expect(socket.getProtocol()).toBe(version);
    socket.destroy();
  }
  const asked = request({ host: '127.0.0.1', port, ca, path: '/healthz' }).end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');

  const live = new WebSocket(`wss://127.0.0.1:${port}/api/v1/live`, {
    ca,
    origin: 'https://watch.port.example',
  });
  const [hello] = await once(live, 'message');
  expect(JSON.parse(String(hello))).toMatchObject({ type: 'hello' });
  live.terminate();
});

test('X10 checklist W2: TLS 1.1 is refused, and ws:// on the port for TLS never becomes a WebSocket', async () => {
  const old = connectTls({
    ...{ host: '127.0.0.1', port, ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });
  const [error] = await once(old, 'error');
  expect(String((error as { code?: string }).code)).toMatch(
    /ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION|ECONNRESET/,
  );

  const live = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live`);
  const [refusal] = await once(live, 'error');
  expect(String(refusal)).toContain('Unexpected server response: 400');
});

test('X11 plain HTTP on the port for TLS: the page is sent to https, anything else is refused', async () => {
  expect(await plain('GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 308 Permanent Redirect\r\nLocation: https:\/\/watch\.port\.example\/\r\n/,
  );
  for (const line of [
    'GET /api/v1/vessels HTTP/1.1',
    'POST /api/v1/session HTTP/1.1',
    '!AIVDM,1,1,,A,x,0*00',
  ])
    expect(await plain(`${line}\r\nHost: x\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json[\s\S]*this port speaks TLS: use https:\/\/watch/,
    );
  expect(await serverName(), 'and TLS goes on').toBe('first');
});

test('X12 a replaced certificate counts for the next connection, without a restart; open ones go on', async () => {
  const open = await dial();
  install('second');
  await reread();
  expect(await serverName()).toBe('second');
  expect(files.degraded).toBeNull();
  open.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  expect(String((await once(open, 'data'))[0])).toMatch(/^HTTP\/1\.1 200/);
  open.destroy();
});

test('X12 a file that cannot be used is told and changes nothing, until it is mended', async () => {
  const other = authority.issue('other', { use: 'serverAuth' });
  copyFileSync(other.cert, cert);
  await reread();
  expect(files.degraded).toMatch(
    /^HW_TLS_CERT \(.*server\.pem\) and HW_TLS_KEY \(.*server\.key\) cannot be used/,
  );
  expect(await serverName()).toBe('first');
  writeFileSync(cert, 'no certificate');
  await reread();
  expect(files.degraded).toMatch(/^HW_TLS_CERT \(.*server\.pem\) cannot be used/);
  expect(await serverName()).toBe('first');
  copyFileSync(other.cert, cert);
  copyFileSync(other.key, key);
  await reread();
  expect([files.degraded, await serverName()]).toEqual([null, 'other']);
});

test('X12 a certificate that ends within a week is told before', async () => {
  expect(files.degraded).toBeNull();
  time.advance(24 * 86_400_000);
  expect(files.degraded).toMatch(/^HW_TLS_CERT: the certificate ends 20/);
});

test('X12 at start a bad file is an error that names setting and file', async () => {
  const open = (paths: { cert: string; key: string }): Promise<TlsFiles> =>
    openTlsFiles(
      {
        cert: { path: paths.cert, setting: 'HW_TLS_CERT' },
        key: { path: paths.key, setting: 'HW_TLS_KEY' },
      },
      { ...time, log },
    );
  await expect(open({ cert: '/nowhere.pem', key })).rejects.toThrow(
    'HW_TLS_CERT: /nowhere.pem cannot be read: ENOENT',
  );
  await expect(open({ cert, key: cert })).rejects.toThrow(/HW_TLS_CERT .* and HW_TLS_KEY .* cannot be used/);
});
