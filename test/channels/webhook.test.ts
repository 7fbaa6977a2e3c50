import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, openChannel } from '../../src/channels/channel.ts';
import { createCursorFile } from '../../src/channels/cursor-file.ts';
import { refusePrivateHost } from '../../src/channels/private-address.ts';
import { createWebhook } from '../../src/channels/webhook.ts';
import type { AlertEvent } from '../../src/model/alert.ts';
import { atMs, deskWith, silent } from './desk.ts';

const secret = 'a secret of the watch room';

interface Call {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A receiver on loopback that answers as it is told to, and a way to wait for its calls. */
async function startReceiver() {
  const calls: Call[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const state = { status: 200, location: '' };
  const server: Server = createServer((request, answer) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      if (state.location !== '') answer.setHeader('location', state.location);
      answer.writeHead(state.status).end();
      for (const { count, resolve } of waiting) if (calls.length >= count) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    state,
    port,
    url: `http://127.0.0.1:${port}/alerts`,
    /** Resolves when so many calls have come. */
    called: (count: number) =>
      new Promise<void>((resolve) => {
        if (calls.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

let dir: string;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let open: Channel[];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'havenwacht-channel-'));
  receiver = await startReceiver();
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((channel) => channel.close()));
  await receiver.stop();
  rmSync(dir, { recursive: true });
});

const path = () => join(dir, 'channels', 'ops.json');
async function channelOf(
  desk: ReturnType<typeof deskWith>['desk'],
  { allowPrivate = true, url = receiver.url, pauses = [] as number[] } = {},
): Promise<Channel> {
  const channel = await openChannel({
    name: 'ops',
    desk,
    cursor: createCursorFile(path()),
    sender: createWebhook({ url, secret, allowPrivate, clock: () => atMs }),
    // the pauses are those of the test: the next attempt follows at once, in a turn of its own
    backoff: { next: () => pauses.push(1), reset: () => {} },
    schedule: (_, run) => {
      const timer = setImmediate(run);
      return () => clearImmediate(timer);
    },
    log: silent,
  });
  open.push(channel);
  return channel;
}
const seqs = (): number[] => receiver.calls.map(({ body }) => (JSON.parse(body) as AlertEvent).seq);

describe('webhooks', () => {
  test('A40 every event is posted in order, and signed over time and body', async () => {
    const { desk, add } = deskWith(100);
    await channelOf(desk);
    await add('a', 'b', 'c');
    await receiver.called(3);
    expect(seqs()).toEqual([1, 2, 3]);
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.calls;
    expect(JSON.parse(body)).toMatchObject({
      type: 'alert',
      epoch: 'e1',
      seq: 1,
      event: 'raised',
      alert: { mmsi: '205278090' },
    });
    expect(headers['havenwacht-delivery']).toBe('e1-1');
    const [, seconds, sent] =
      /^t=(\d+),v1=([\da-f]{64})$/.exec(String(headers['havenwacht-signature'])) ?? [];
    expect(Number(seconds)).toBe(atMs / 1000);
    expect(sent).toBe(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
  });

  test('A41 what is not accepted is sent again until it is, and what comes meanwhile waits behind it', async () => {
    const { desk, add } = deskWith(100);
    const pauses: number[] = [];
    const channel = await channelOf(desk, { pauses });
    receiver.state.status = 503;
    await add('a');
    await receiver.called(3);
    expect(channel.degraded).toContain('alert 1 is not accepted: answered with 503');
    await add('b');
    expect(channel.waiting).toBe(2);
    receiver.state.status = 204;
    const refused = receiver.calls.length;
    await receiver.called(refused + 2);
    await add('c');
    await expect.poll(() => seqs().at(-1)).toBe(3);
    await expect.poll(() => channel.waiting).toBe(0);
    expect(channel.degraded).toBeNull();
    expect(channel.delivered).toBe(3);
    expect([...new Set(seqs())]).toEqual([1, 2, 3]);
    expect(seqs()).toEqual([...seqs()].sort((a, b) => a - b));
    expect(pauses.length).toBeGreaterThanOrEqual(2);
  });

  test('A42 after a restart it goes on behind what was accepted, with all that came meanwhile', async () => {
    const { desk, add, kept } = deskWith(100);
    const first = await channelOf(desk);
    await add('a', 'b');
    await expect.poll(() => first.delivered).toBe(2);
    await first.close();
    await add('c', 'd');
    const after = deskWith(100, kept);
    await channelOf(after.desk);
    await receiver.called(4);
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  test('A42 a channel that is new begins with the next event; a damaged cursor with the first', async () => {
    const { desk, add } = deskWith(100);
    await add('a', 'b');
    const first = await channelOf(desk);
    await add('c');
    await receiver.called(1);
    expect(seqs()).toEqual([3]);
    await expect.poll(() => first.delivered).toBe(1);
    await first.close();
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual({
      ...{ after: 3, epoch: 'e1', at: new Date(atMs).toISOString() },
    });
    writeFileSync(path(), '{"af');
    await channelOf(desk);
    await receiver.called(4);
    expect(seqs()).toEqual([3, 1, 2, 3]);
  });

  test('A43 after an outage longer than what is kept every alert still comes, with its latest event', async () => {
    const { desk, add } = deskWith(4);
    const channel = await channelOf(desk);
    receiver.state.status = 500;
    for (let i = 0; i < 20; i++) await add(`c${i}`);
    receiver.state.status = 200;
    await expect.poll(() => channel.waiting).toBe(0);
    expect([...new Set(seqs())].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('A44 checklist H15: a redirection is not followed', async () => {
    const { desk, add } = deskWith(100);
    const elsewhere = await startReceiver();
    receiver.state.status = 307;
    receiver.state.location = elsewhere.url;
    const channel = await channelOf(desk);
    await add('a');
    await receiver.called(2);
    expect(channel.degraded).toContain('answered with 307');
    expect(elsewhere.calls).toEqual([]);
    await elsewhere.stop();
  });

  test.each([
    '127.0.0.1',
    '[::1]',
    '10.1.2.3',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '[fd00::1]',
    '[fe80::1]',
    '[::ffff:10.0.0.1]',
    '[64:ff9b::a00:1]',
    '0.0.0.0',
  ])('A45 checklist H15: %s is refused unless addresses that are not public are allowed', (host) => {
    expect(() => refusePrivateHost(new URL(`http://${host}/`).hostname)).toThrow('no public address');
  });

  test('A45 a public address is not refused', () => {
    expect(() => refusePrivateHost('8.8.8.8')).not.toThrow();
    expect(() => refusePrivateHost('[2606:4700::1111]')).not.toThrow();
    expect(() => refusePrivateHost('hooks.example.org')).not.toThrow();
  });

  test('A45 checklist H15: a name that leads to this machine is refused when it is called, and nothing arrives', async () => {
    const { desk, add } = deskWith(100);
    const url = `http://localhost:${receiver.port}/`;
    const pauses: number[] = [];
    const channel = await channelOf(desk, { allowPrivate: false, url, pauses });
    await add('a');
    await expect
      .poll(() => channel.degraded)
      .toMatch(/localhost is (127\.0\.0\.1|::1), which is no public address/);
    expect(receiver.calls).toEqual([]);
  });

  test('A46 closing waits for nobody', async () => {
    const { desk, add } = deskWith(100);
    receiver.state.status = 500;
    const channel = await channelOf(desk);
    await add('a');
    await receiver.called(1);
    await channel.close();
    expect(channel.delivered).toBe(0);
  });
});
