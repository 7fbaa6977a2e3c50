import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { encodeApplication } from '../../src/ais/applications/encode.ts';
import { toSentences, wrap } from '../../src/ais/sentences.ts';
import type { AlertView } from '../../src/protocol/alert.ts';
import type { ReceiverView } from '../../src/protocol/receiver.ts';
import type { VesselDetail } from '../../src/protocol/vessel.ts';
import { position } from '../../src/traffic/samples.test-data.ts';
import { until } from '../receiving.ts';
import { tagBlock } from '../sentences.ts';
import { bargeLines, bargeMmsi } from './barge.ts';
import { get } from './live.ts';
import { type RunningServer, startServer } from './server.ts';

/** What `serve` puts together, through real sockets: each of these fails when one room is not given to another. */

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(given: Parameters<typeof startServer>[0] = {}): Promise<RunningServer> {
  const server = await startServer(given);
  closers.push(() => server.stop('SIGKILL'));
  return server;
}

const mmsi = 205_000_001;
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');
/** Null until the vessel is known. */
async function vesselOf(server: RunningServer, id: number | string = mmsi) {
  const response = await server.fetch(`/api/v1/vessels/${id}`);
  return response.status === 404 ? null : ((await response.json()) as VesselDetail).properties;
}
const heard = (server: RunningServer, id: number | string = mmsi) =>
  expect.poll(() => vesselOf(server, id), { timeout: 30_000 });

/** Recorded half a minute ago, in whole seconds, as TAG blocks have it. */
function recorded(id: number) {
  const atMs = Math.floor(Date.now() / 1000) * 1000 - 30_000;
  const [line = ''] = toSentences(position(id), { channel: 'A' });
  return { at: new Date(atMs).toISOString(), line: `${tagBlock(`c:${atMs / 1000}`)}${line}\r\n` };
}

test('J50 over a TCP source declared as recorded a vessel is where it was then', async () => {
  const { at, line } = recorded(mmsi);
  const feed = createServer((socket) => {
    socket.on('error', () => {});
    socket.write(line);
  }).listen(0, '127.0.0.1');
  await once(feed, 'listening');
  closers.push(() => feed.close());
  const { port } = feed.address() as AddressInfo;
  const server = await start({ env: { HW_SOURCES: `tcp://127.0.0.1:${port}?name=log&time=recorded` } });
  await heard(server).toMatchObject({ positionAt: at });
});

test('J50 T34 over a UDP source too, and the same peer at the live listener is live', async () => {
  const sender = createSocket('udp4').bind(0, '127.0.0.1');
  await once(sender, 'listening');
  closers.push(() => sender.close());
  const port = await freeUdpPort();
  const server = await start({ env: { HW_SOURCES: `udp://127.0.0.1:${port}?time=recorded` } });
  const old = recorded(mmsi);
  sender.send(old.line, port, '127.0.0.1');
  await heard(server).toMatchObject({ positionAt: old.at });
  const live = recorded(mmsi + 1);
  sender.send(live.line, server.udpPort, '127.0.0.1');
  await heard(server, mmsi + 1).not.toBeNull();
  const positionAt = Date.parse((await vesselOf(server, mmsi + 1))?.positionAt ?? '');
  expect(positionAt - Date.parse(live.at)).toBeGreaterThanOrEqual(30_000);
  const { items } = await get<{ items: ReceiverView[] }>(server, '/api/v1/receivers');
  const names = items.map(({ name }) => name).sort();
  expect(names).toEqual(['udp/127.0.0.1', `udp:127.0.0.1:${port}/127.0.0.1`]);
});

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

test('J51 a vessel beyond what its receiver hears is doubted', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
  const hours = Array.from({ length: 24 }, () => 0);
  // as an earlier run leaves it: 40 km in every direction
  const receiver = {
    ...{ name: 'tcp/127.0.0.1', kind: 'tcp-listener', lastHeardMs: Date.now() - 1_000, arrivals: 1_000 },
    ...{ heardForS: 200_000, silentS: 1, count: 10, seconds: 100, longest: 60, stretches: 5 },
    ...{ perS: hours, days: hours },
    coverage: { centre: [4.3, 51.3], reachKm: Array.from({ length: 36 }, () => 40) },
  };
  writeFileSync(join(dataDir, 'receivers.json'), JSON.stringify({ version: 1, receivers: [receiver] }));
  const server = await start({ dataDir });
  let i = 0;
  /** Trust of two vessels that report from 22 km and from 111 km to the north. */
  const trust = async () => {
    i++;
    const report = (id: number, lat: number) =>
      toSentences(position(id, { lat: lat + i / 1e5, sogKn: 5, utcSecond: i % 60 }), { channel: 'A' });
    await server.send(text([...report(mmsi, 51.5), ...report(mmsi + 1, 52.3)]));
    return [await vesselOf(server), await vesselOf(server, mmsi + 1)].map((vessel) => vessel?.trustReasons);
  };
  await expect.poll(trust, { timeout: 60_000 }).toEqual([[], ['range']]);
});

test('J52 persons and dangerous cargo that a vessel sends are shown', async () => {
  const server = await start();
  const ship = { mmsi, destinationMmsi: 2_059_991 };
  const persons = encodeApplication(ship, 200, 55, {
    ...{ crew: 4, passengers: 12, personnel: 1 },
  });
  await server.send(text(wrap(persons, { channel: 'A' })));
  await heard(server).toMatchObject({ hazard: { personsOnBoard: 17, state: 'unknown' } });
  const cargo = encodeApplication(ship, 1, 25, {
    ...{ unit: 2, amount: 120, cargos: [{ code: 1, imdg_class: 30 }] },
  });
  await server.send(text(wrap(cargo, { channel: 'B' })));
  await heard(server).toMatchObject({
    hazard: { state: 'confirmed', imdgClasses: ['3'], personsOnBoard: 17 },
  });
});

test('J53 without its snapshot a server fills what it hears from its archive, and ends no alert meanwhile', async () => {
  const answered = (server: RunningServer) =>
    until(() => server.log.some((line) => line.includes('the picture was filled from the archive')));
  const first = await start();
  await answered(first);
  await first.send(bargeLines(2));
  await heard(first, bargeMmsi).toMatchObject({ hazard: { state: 'confirmed', cones: 2 } });
  const alerts = async (server: RunningServer) =>
    (await get<{ items: AlertView[] }>(server, '/api/v1/alerts')).items.filter(
      ({ mmsi: of }) => of === bargeMmsi,
    );
  await until(async () => (await alerts(first)).length > 0);
  const raised = await alerts(first);
  expect(await first.stop()).toBe(0);
  rmSync(join(first.dataDir, 'live.ndjson'), { force: true });

  const second = await start({ dataDir: first.dataDir });
  const positionOnly = bargeLines().split('\r\n')[0] ?? '';
  await second.send(`${positionOnly}\r\n`);
  expect(await vesselOf(second, bargeMmsi)).not.toBeNull();
  await heard(second, bargeMmsi).toMatchObject({
    ...{ class: 'inland', eni: '06105234', hazard: { state: 'confirmed', cones: 2 } },
  });
  await answered(second);
  await second.send(bargeLines(2));
  expect(await alerts(second)).toEqual(raised);
});
