import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, openChannel, type Sender } from '../../src/channels/channel.ts';
import { createCursorFile } from '../../src/channels/cursor-file.ts';
import { createMail, isForMail, isForNextRole, textOf } from '../../src/channels/mail.ts';
import { createMqtt } from '../../src/channels/mqtt.ts';
import type { AlertEvent } from '../../src/model/alert.ts';
import { deskWith, silent } from './desk.ts';

let dir: string;
let ends: (() => unknown)[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'havenwacht-channel-'));
  ends = [];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  rmSync(dir, { recursive: true });
});

async function channelOf(
  desk: ReturnType<typeof deskWith>['desk'],
  sender: Sender,
  wants: (event: AlertEvent) => boolean = () => true,
): Promise<Channel> {
  const channel = await openChannel({
    name: 'way',
    desk,
    sender,
    wants,
    cursor: createCursorFile(join(dir, 'way.json')),
    backoff: { next: () => 1, reset: () => {} },
    schedule: (_, run) => {
      const timer = setTimeout(run, 5);
      return () => clearTimeout(timer);
    },
    log: silent,
  });
  ends.push(() => channel.close());
  return channel;
}

/** A mail server that keeps what it takes, and refuses recipients while told to. */
async function startSmtp() {
  const mails: string[] = [];
  const state = { refuses: false };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) => done(state.refuses ? new Error('mailbox full') : null),
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (piece: Buffer) => {
        text += piece.toString();
      });
      stream.on('end', () => {
        mails.push(text);
        done();
      });
    },
  });
  server.on('error', () => {});
  const net = server.listen(0, '127.0.0.1');
  await once(net, 'listening');
  ends.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { mails, state, port: (net.address() as AddressInfo).port };
}

const mailTo = (port: number): Sender =>
  createMail({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from: 'watch@port.example',
    to: ['duty@port.example', 'fire@port.example'],
    consoleUrl: 'https://watch.port.example',
  });

describe('mail', () => {
  test('A47 an alarm is mailed when it begins and when it ends, with what, where and what to do', async () => {
    const smtp = await startSmtp();
    const { desk, add } = deskWith(100);
    const channel = await channelOf(desk, mailTo(smtp.port), isForMail);
    await add('a');
    await expect.poll(() => smtp.mails.length).toBe(1);
    desk.consider([{ action: 'clear', cause: 'a' }], Date.UTC(2026, 10, 23, 11));
    await expect.poll(() => smtp.mails.length).toBe(2);
    await expect.poll(() => channel.delivered).toBe(2);
    const [begun = '', over = ''] = smtp.mails;
    expect(begun).toContain('Subject: [ALARM] entered\r\n');
    expect(begun).toContain('To: duty@port.example, fire@port.example');
    expect(begun).toContain('Message-ID: <e1-1@havenwacht>');
    expect(begun).toContain('51.2, 4.4 (lat, lon)');
    expect(begun).toContain('Acknowledge it at https://watch.port.example');
    expect(over).toContain('Subject: [ALARM] entered (over)');
  });

  test('A47 other severities are mailed only when nobody acknowledged them', async () => {
    const { desk, add, kept } = deskWith(100);
    await add('a');
    const [raised] = kept;
    if (raised === undefined || desk.seq !== 1) throw new Error('an event was expected');
    const escalated = (severity: 'warning' | 'alarm', escalation: number): AlertEvent => ({
      ...raised,
      event: 'escalated',
      alert: { ...raised.alert, severity, escalation },
    });
    expect(isForMail({ ...raised, alert: { ...raised.alert, severity: 'warning' } })).toBe(false);
    expect(isForMail({ ...raised, event: 'acknowledged' })).toBe(false);
    expect(isForMail(escalated('warning', 2))).toBe(false);
    expect(isForMail(escalated('warning', 3))).toBe(true);
  });

  test('A49 the next role is mailed when those on watch did not answer, and the mail says so', async () => {
    const { add, kept } = deskWith(100);
    await add('a');
    const [begun] = kept;
    if (begun === undefined) throw new Error('an event was expected');
    const at = (level: number): AlertEvent => ({
      ...begun,
      event: 'escalated',
      note: 'calls the harbourmaster',
      alert: { ...begun.alert, escalation: level },
    });
    expect([begun, at(1), at(2), at(3)].map(isForNextRole)).toEqual([false, false, true, false]);
    expect(textOf(at(2), 'https://watch.port.example')).toContain('Therefore calls the harbourmaster');
    expect(textOf(begun, 'https://watch.port.example')).not.toContain('Therefore');
  });

  test('A41 a mail server that refuses every recipient is asked again until it takes the mail', async () => {
    const smtp = await startSmtp();
    smtp.state.refuses = true;
    const { desk, add } = deskWith(100);
    const channel = await channelOf(desk, mailTo(smtp.port), isForMail);
    await add('a');
    await expect.poll(() => channel.degraded).toContain('mailbox full');
    smtp.state.refuses = false;
    await expect.poll(() => smtp.mails.length).toBe(1);
    await expect.poll(() => channel.degraded).toBeNull();
  });
});

/** An MQTT broker, and what was published to it. */
async function startBroker(port = 0) {
  const broker = await Aedes.createBroker();
  const published: { topic: string; body: AlertEvent; qos: number }[] = [];
  broker.on('publish', (packet, client) => {
    if (client !== null)
      published.push({
        topic: packet.topic,
        qos: packet.qos,
        body: JSON.parse(packet.payload.toString()) as AlertEvent,
      });
  });
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    broker.handle(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
    await new Promise<void>((resolve) => broker.close(() => resolve()));
  };
  return { published, stop, port: (server.address() as AddressInfo).port };
}

describe('MQTT', () => {
  test('A48 every event is published with QoS 1 under its kind, also those of an outage of the broker', async () => {
    const first = await startBroker();
    const { desk, add } = deskWith(100);
    const sender = createMqtt({
      url: `mqtt://127.0.0.1:${first.port}`,
      topic: 'port/watch',
      log: silent,
      reconnectMs: 20,
    });
    const channel = await channelOf(desk, sender);
    await add('a', 'b');
    await expect.poll(() => channel.delivered).toBe(2);
    expect(first.published.map(({ topic, qos, body }) => [topic, qos, body.seq])).toEqual([
      ['port/watch/alerts/zone.enter', 1, 1],
      ['port/watch/alerts/zone.enter', 1, 2],
    ]);
    await first.stop();
    await add('c', 'd');
    await expect.poll(() => channel.degraded, { timeout: 10_000 }).toContain('alert 3 is not accepted');
    const second = await startBroker(first.port);
    ends.unshift(second.stop);
    await expect.poll(() => channel.waiting, { timeout: 10_000 }).toBe(0);
    const seqs = [...new Set(second.published.map(({ body }) => body.seq))];
    expect(seqs).toEqual([3, 4]);
    expect(channel.degraded).toBeNull();
  });
});
