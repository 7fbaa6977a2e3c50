import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReception, type Reception, until } from '../../test/receiving.ts';
import type { Listener } from './receiver.ts';
import { openTcpListener, type TcpListenerOptions } from './tcp-listener.ts';

let reception: Reception;
const open: (Listener | Socket)[] = [];
beforeEach(() => {
  reception = createReception();
});
afterEach(async () => {
  for (const thing of open.splice(0)) await ('close' in thing ? thing.close() : thing.destroy());
});

async function listen(options: Partial<TcpListenerOptions> = {}): Promise<Listener> {
  const settings = { host: '127.0.0.1', port: 0, allow: ['127.0.0.0/8', '::1'], ...options };
  const listener = await openTcpListener(settings, reception);
  open.push(listener);
  return listener;
}

function dial(listener: Listener, localAddress = '127.0.0.1'): Socket {
  const { host, port } = listener.address;
  const socket = connect(host.includes(':') ? { host, port } : { host, port, localAddress });
  socket.on('error', () => {});
  open.push(socket);
  return socket;
}

const refused = (name: string) => reception.ledger.tally(name, 'tcp-listener').refused;

test('bytes arrive in order with the time of reception, and a half-closed peer loses none of them', async () => {
  const listener = await listen();
  const text = Array.from({ length: 40_000 }, (_, i) => `!AIVDM,1,1,,A,line ${i},0*00\r\n`).join('');
  dial(listener).end(`${text}unfinished`);
  await until(() => reception.links[0]?.ended === true);
  const heard = reception.links[0];
  expect(heard?.text()).toBe(`${text}unfinished`);
  expect(new Set(heard?.times)).toEqual(new Set([reception.nowMs]));
  expect(heard?.receiver).toBe('tcp/127.0.0.1');
  expect(reception.ledger.tally('tcp/127.0.0.1', 'tcp-listener').connections).toBe(0);
});

test('connections are separate links; those of one address share a tally', async () => {
  const listener = await listen();
  for (let i = 0; i < 20; i++) dial(listener).end(`from ${i}\n`);
  await until(() => reception.links.filter((l) => l.ended).length === 20);
  const texts = reception.links.map((l) => l.text()).sort();
  expect(texts).toEqual(Array.from({ length: 20 }, (_, i) => `from ${i}\n`).sort());
  expect([...reception.ledger.all()]).toHaveLength(1);
});

test('a flood of garbage from one connection loses nothing of another', async () => {
  const listener = await listen();
  const flood = dial(listener);
  const garbage = Buffer.alloc(1 << 20, 0xa5);
  let flooding = true;
  const pour = (): void => {
    if (flooding && flood.write(garbage)) setImmediate(pour);
  };
  flood.on('drain', pour);
  pour();
  await until(() => (reception.links[0]?.chunks.length ?? 0) > 10);
  const lines = Array.from({ length: 500 }, (_, i) => `line ${i}\n`);
  const steady = dial(listener, '127.0.0.2');
  for (const line of lines) steady.write(line);
  steady.end();
  await until(() => reception.links[1]?.ended === true);
  flooding = false;
  expect(reception.links[1]?.text()).toBe(lines.join(''));
  expect(reception.links[0]?.ended).toBe(false);
});

test('checklist T1: an address that is not on the list is disconnected and counted under its own name', async () => {
  const listener = await listen({ allow: ['127.0.0.2'] });
  const stranger = dial(listener, '127.0.0.3');
  stranger.write('!AIVDM\n');
  await until(() => stranger.closed);
  expect(refused('tcp/127.0.0.3')).toEqual({ 'not-allowed': 1 });
  expect(reception.links).toHaveLength(0);
  expect(reception.said).toMatchObject([
    { level: 'warn', text: expect.stringContaining('HW_RECEIVERS_ALLOW') },
  ]);
  dial(listener, '127.0.0.2').end('welcome\n');
  await until(() => reception.links[0]?.text() === 'welcome\n');
});

test('the caps per address and in all hold, a place that becomes free is given again', async () => {
  const listener = await listen({ maxPerAddress: 2, maxConnections: 3 });
  const first = dial(listener);
  dial(listener);
  await until(() => reception.links.length === 2);
  const third = dial(listener);
  await until(() => third.closed);
  expect(refused('tcp/127.0.0.1')).toEqual({ 'too-many-connections': 1 });
  dial(listener, '127.0.0.2');
  await until(() => reception.links.length === 3);
  const beyond = dial(listener, '127.0.0.4');
  await until(() => beyond.closed);
  expect(refused('tcp/127.0.0.4')).toEqual({ 'too-many-connections': 1 });
  first.end();
  await until(() => reception.links[0]?.ended === true);
  dial(listener).end('again\n');
  await until(() => reception.links[3]?.text() === 'again\n');
  expect(reception.said, 'one log line for a flood').toHaveLength(1);
});

test('checklist T3: no first line in time: disconnected as silent; what was said counts', async () => {
  const listener = await listen({ firstLineMs: 30 });
  const slow = dial(listener);
  slow.write('half a li');
  const proper = dial(listener);
  proper.write('a line\n');
  await until(() => slow.closed);
  expect(reception.links.find((l) => l.ended)?.text()).toBe('half a li');
  expect(refused('tcp/127.0.0.1')).toEqual({ silent: 1 });
  proper.end('and one more\n');
  await until(() => reception.links.every((l) => l.ended));
  expect(reception.links.map((l) => l.text())).toContain('a line\nand one more\n');
});

test('checklist T3: a connection that fell silent is closed', async () => {
  const listener = await listen({ idleMs: 30 });
  const socket = dial(listener);
  socket.write('a line\n');
  await until(() => socket.closed);
  expect(refused('tcp/127.0.0.1')).toEqual({ silent: 1 });
  expect(reception.links[0]?.ended).toBe(true);
});

test('a reset connection ends its link and throws nothing', async () => {
  const listener = await listen();
  const socket = dial(listener);
  socket.write('a line\n');
  await until(() => reception.links[0]?.text() === 'a line\n');
  socket.resetAndDestroy();
  await until(() => reception.links[0]?.ended === true);
});

test('a busy port names the setting, the address and the ways out', async () => {
  const { port } = (await listen()).address;
  await expect(listen({ port })).rejects.toThrow(
    `HW_NMEA_TCP: 127.0.0.1:${port} is already in use; choose another address or 'off'`,
  );
  await expect(listen({ port, setting: 'HW_SOURCES' })).rejects.toThrow(
    /^HW_SOURCES: .* choose another address$/,
  );
  await expect(listen({ host: '192.0.2.1' })).rejects.toThrow('not an address of this machine');
  await expect(listen({ allow: ['10.0.0.0/99'] })).rejects.toThrow("'10.0.0.0/99'");
});

test('a name may be given to the connections of an address', async () => {
  const listener = await listen({ name: (address) => (address === '127.0.0.5' ? 'kallo' : undefined) });
  dial(listener, '127.0.0.5').end('x\n');
  await until(() => reception.links.length === 1);
  expect(reception.links[0]?.receiver).toBe('kallo');
  expect([...reception.ledger.all()]).toMatchObject([{ name: 'kallo', kind: 'tcp-listener' }]);
});

test('closing ends the links of all connections', async () => {
  const listener = await listen();
  dial(listener).write('x\n');
  dial(listener).write('y\n');
  await until(() => reception.links.length === 2);
  await listener.close();
  open.splice(open.indexOf(listener), 1);
  await until(() => reception.links.every((l) => l.ended));
});

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some((a) => a.address === '::1'));
test.runIf(hasIpv6)('IPv6, and IPv4 through an IPv6 listener under its plain name', async () => {
  const listener = await listen({ host: '::', allow: ['::1', '127.0.0.0/8'] });
  const { port } = listener.address;
  for (const host of ['::1', '127.0.0.1']) {
    const socket = connect({ host, port });
    open.push(socket);
    socket.end(`${host}\n`);
  }
  await until(() => reception.links.filter((l) => l.ended).length === 2);
  expect(reception.links.map((l) => l.receiver).sort()).toEqual(['tcp/127.0.0.1', 'tcp/::1']);
});
