import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { openChannels } from '../../src/commands/channels.ts';
import { readSettings } from '../../src/config/settings.ts';
import type { Reader, Subject } from '../../src/model/access.ts';
import type { AlertEvent } from '../../src/model/alert.ts';
import { portOfTest } from '../gateway-helpers.ts';
import { deskOf } from '../hidden-alerts.ts';
import { readerOfTest } from '../readers.ts';
import { silent } from './desk.ts';

/** Channels get what their organisation may know of. */

const atMs = Date.UTC(2026, 10, 23, 10, 15, 30);
const [dock] = portOfTest.zones;
if (dock === undefined) throw new Error('the port of test has no zone');
const zones = [dock, { ...dock, id: 'trap', visibleTo: ['police'] }];
const organisations = ['port', 'police'].map((id) => readerOfTest('x', { organisation: id }).organisation);

let dir: string;
let received: { url: string; event: AlertEvent; text: string }[];
let server: ReturnType<typeof createServer>;
let url: string;
let asked: Subject[];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'havenwacht-channels-'));
  received = [];
  asked = [];
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (bytes) => {
      text += String(bytes);
    });
    request.on('end', () => {
      received.push({ url: request.url ?? '', event: JSON.parse(text) as AlertEvent, text });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true });
});

const settingsOf = (webhooks: string) =>
  readSettings({
    ...{ DATA_DIR: dir, HW_WEBHOOKS: webhooks, HW_WEBHOOK_SECRET: 'sixteen letters!' },
    HW_WEBHOOK_PRIVATE: 'yes',
  });
/** In the port nobody on duty sees cargo; in the police everybody does. */
function readerOf(subject: Subject): Reader {
  asked.push(subject);
  const { organisation } = subject;
  return readerOfTest('channel', { organisation, ...(organisation === 'port' && { sees: [] }) });
}

test('Q20 a channel gets the stream of its organisation, shown as that sees it on duty; the first is the default', async () => {
  const { desk, alertsOf } = deskOf(organisations, zones, () => atMs);
  const hooks = settingsOf(`all=${url}/port, watch@police=${url}/police`);
  const house = { organisations, readerOf, alertsOf };
  const channels: readonly Channel[] = await openChannels(hooks, house, () => atMs, silent);
  for (const [i, zoneId] of ['trap', 'dock-1', 'trap', 'dock-1'].entries())
    desk.consider(
      [
        {
          ...{ action: 'raise', cause: `${i}`, kind: 'zone.enter', severity: 'warning', position: null },
          ...{ mmsi: 205_000_001, zoneId, title: 'Tanker inside', text: 'SECRET', evidence: { cones: 2 } },
        },
      ],
      atMs,
    );
  await desk.flush();
  await expect.poll(() => received.length).toBe(6);
  const of = (path: string) => received.filter((call) => call.url === path);
  expect(of('/port').map(({ event }) => [event.seq, event.alert.seq, event.alert.zoneId])).toEqual([
    [1, 1, 'dock-1'],
    [2, 2, 'dock-1'],
  ]);
  expect(of('/police').map(({ event }) => event.seq)).toEqual([1, 2, 3, 4]);
  for (const { text } of received) expect(text).not.toContain('audience');
  for (const { text } of of('/port')) expect(text).not.toMatch(/SECRET|Tanker|cones/);
  expect(asked.map(({ organisation, roles, purpose }) => [organisation, roles, purpose])).toEqual([
    ['port', ['harbourmaster'], 'duty'],
    ['police', ['harbourmaster'], 'duty'],
  ]);
  await Promise.all(channels.map((channel) => channel.close()));
});

test('Q20 a channel of an organisation that is not there ends the start', async () => {
  const { alertsOf } = deskOf(organisations, zones, () => atMs);
  const house = { organisations, readerOf, alertsOf };
  const open = openChannels(settingsOf(`x@customs=${url}`), house, () => atMs, silent);
  await expect(open).rejects.toThrow("webhook-x: there is no organisation 'customs' in the policy");
});

test('Q21 given to another organisation a channel goes on with what is later than it had, in its own numbers', async () => {
  let nowMs = atMs;
  const { desk, alertsOf } = deskOf(organisations, zones, () => nowMs);
  const house = { organisations, readerOf, alertsOf };
  const raise = async (zoneId: string): Promise<void> => {
    nowMs += 1000;
    const words = { position: null, mmsi: 205_000_001, title: 't', text: 't', evidence: {} };
    const what = { action: 'raise', cause: `${nowMs}`, kind: 'zone.enter', severity: 'warning' } as const;
    desk.consider([{ ...what, ...words, zoneId }], nowMs);
    await desk.flush();
  };
  const police = await openChannels(settingsOf(`x@police=${url}/police`), house, () => nowMs, silent);
  for (const zoneId of ['trap', 'trap', 'dock-1']) await raise(zoneId);
  await expect.poll(() => police[0]?.delivered).toBe(3);
  await police[0]?.close();
  for (const zoneId of ['trap', 'dock-1']) await raise(zoneId);
  const port = await openChannels(settingsOf(`x=${url}/port`), house, () => nowMs, silent);
  await expect.poll(() => port[0]?.waiting).toBe(0);
  expect(received.map((call) => [call.url, call.event.seq])).toEqual([
    ['/police', 1],
    ['/police', 2],
    ['/police', 3],
    ['/port', 2],
  ]);
  await port[0]?.close();
});
