import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { toSentences } from '../../src/ais/sentences.ts';
import type { AisMessage } from '../../src/model/messages.ts';
import { position } from '../../src/traffic/samples.test-data.ts';
import { pictureOf } from '../replay-client.ts';
import { tagBlock } from '../sentences.ts';
import { bargeLines, bargeMmsi } from './barge.ts';
import { get, vesselsOf, type Watch, watch } from './live.ts';
import { startServer } from './server.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const mmsi = 205_000_063;
const minutes = 40;
const iso = (ms: number): string => new Date(ms).toISOString();
const lines = (message: AisMessage): string[] => toSentences(message, { channel: 'A' });
const text = (all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('');

const ended = ({ frames }: Watch): boolean =>
  frames.some((frame) => frame.type === 'replay' && frame.state === 'ended');
const begun = ({ frames }: Watch): boolean =>
  frames.some((frame) => frame.type === 'vessels' && frame.full && frame.replay);
/** What a client got of the past, and what of now. */
const partsOf = ({ frames }: Watch) => ({
  past: frames.filter((frame) => 'replay' in frame),
  now: frames.filter((frame) => !('replay' in frame)),
});

test('J70 two clients see two times of the past at their own speed, with who acknowledged, and a third sees what happens now', async () => {
  // a log of three hours ago, a report a minute
  const logMs = Math.floor(Date.now() / 1000) * 1000 - 3 * 3_600_000;
  const feed = createServer((socket) => {
    socket.on('error', () => {});
    const log = Array.from({ length: minutes }, (_, i) =>
      lines(position(mmsi, { lon: 4.3 + i / 1_000, lat: 51.3 })).map(
        (line) => `${tagBlock(`c:${logMs / 1000 + i * 60}`)}${line}`,
      ),
    );
    socket.write(text(log.flat()));
  }).listen(0, '127.0.0.1');
  await once(feed, 'listening');
  closers.push(() => feed.close());
  const { port } = feed.address() as AddressInfo;
  const server = await startServer({
    env: { HW_SOURCES: `tcp://127.0.0.1:${port}?name=log&time=recorded` },
  });
  closers.push(() => server.stop('SIGKILL'));
  const watching = async (): Promise<Watch> => {
    const client = await watch(server, { alerts: true });
    closers.push(() => client.close());
    return client;
  };

  // now a barge with two cones is where it must not be, and somebody acknowledges it
  const live = await watching();
  const beforeMs = Date.now();
  await server.send(bargeLines(2));
  await expect.poll(() => live.alerts().length, { timeout: 20_000 }).toBeGreaterThan(0);
  const [raised] = live.alerts();
  const alertId = raised?.alert.id ?? '';
  live.send({ type: 'acknowledge', alertId, note: 'on it' });
  const said = (event: string) =>
    live.alerts().find((frame) => frame.event === event && frame.alert.id === alertId);
  await expect.poll(() => said('acknowledged')).toBeDefined();
  const by = said('acknowledged')?.alert.acknowledgedBy;
  expect(by).toBeTruthy();

  // until the archive has both
  const track = async () =>
    (await server.fetch(`/api/v1/vessels/${mmsi}/track?format=csv&from=${iso(logMs)}`)).text();
  await expect
    .poll(async () => (await track()).trim().split('\n').length, { timeout: 60_000 })
    .toBe(minutes + 1);
  const toMs = Date.now();
  const known = async (): Promise<boolean> => {
    const probe = await watching();
    probe.send({ type: 'replay', from: iso(toMs - 1), to: iso(toMs) });
    await expect.poll(() => begun(probe), { timeout: 10_000 }).toBe(true);
    probe.close();
    const [alerts] = probe.frames.filter((frame) => frame.type === 'alerts');
    return alerts?.alerts.some(({ id, acknowledgedBy }) => id === alertId && acknowledgedBy === by) ?? false;
  };
  await expect.poll(known, { timeout: 30_000 }).toBe(true);

  const [long, recent] = [await watching(), await watching()];
  const endMs = logMs + minutes * 60_000;
  long.send({ type: 'replay', from: iso(logMs - 1_000), to: iso(endMs), speed: 600 });
  recent.send({ type: 'replay', from: iso(beforeMs - 2_000), to: iso(toMs), speed: 5, hazardOnly: true });
  await expect.poll(() => begun(long) && begun(recent), { timeout: 20_000 }).toBe(true);
  // meanwhile, now: the alert is closed, and a vessel is heard for the first time
  const closed = await server.fetch(`/api/v1/alerts/${alertId}/close`, { method: 'POST' });
  expect(closed.status).toBe(200);
  await server.send(
    text(lines(position(205_000_064, { lon: 4.31, lat: 51.3, utcSecond: new Date().getUTCSeconds() }))),
  );
  await expect.poll(() => pictureOf(live.frames).has('205000064'), { timeout: 10_000 }).toBe(true);
  await expect.poll(() => ended(long) && ended(recent), { timeout: 60_000 }).toBe(true);

  // each has its own past, and ends with the picture that can be asked for
  const places = async (atMs: number) =>
    (await vesselsOf(server, `&at=${iso(atMs)}`)).map(({ id, geometry }) => [id, geometry?.coordinates]);
  const shown = ({ past }: ReturnType<typeof partsOf>) =>
    [...pictureOf(past).values()].map((vessel) => [vessel.mmsi, [vessel.lon, vessel.lat]]).sort();
  const longAgo = partsOf(long);
  expect(shown(longAgo)).toEqual(await places(endMs));
  expect(shown(longAgo)).toHaveLength(1);
  const seenAt = new Set(
    longAgo.past.flatMap((frame) =>
      frame.type === 'vessels' ? frame.vessels.map(({ positionAt }) => positionAt) : [],
    ),
  );
  expect(seenAt.size).toBeGreaterThan(5);
  expect(longAgo.past.filter(({ type }) => type === 'alert')).toEqual([]);

  const justNow = partsOf(recent);
  const events = justNow.past
    .filter((frame) => frame.type === 'alert')
    .filter(({ alert }) => alert.id === alertId);
  expect(events).toMatchObject([
    { replay: true, event: 'raised', alert: { mmsi: bargeMmsi, acknowledgedBy: null } },
    { replay: true, event: 'acknowledged', alert: { acknowledgedBy: by } },
  ]);
  expect([...pictureOf(justNow.past).keys()]).toContain(bargeMmsi);

  // what happened now reached all three, and the third has seen nothing of any past
  for (const { now } of [longAgo, justNow, partsOf(live)])
    expect(now.filter((frame) => frame.type === 'alert' && frame.event === 'closed')).toMatchObject([
      { alert: { id: alertId } },
    ]);
  expect(partsOf(live).past).toEqual([]);
  const seqs = live.alerts().map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) + i));
  const { items } = await get<{ items: { id: string }[] }>(server, '/api/v1/alerts?state=closed');
  expect(items.map(({ id }) => id)).toContain(alertId);
});
