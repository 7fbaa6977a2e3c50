import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAlertDesk } from '../src/alerts/desk.ts';
import type { Reader } from '../src/model/access.ts';
import { createPipeline } from '../src/pipeline.ts';
import { createLedger } from '../src/receivers/ledger.ts';
import { createPosted } from '../src/receivers/posted.ts';
import { createReceiverWatch } from '../src/receivers/watch/watch.ts';
import { createVesselWatch } from '../src/rules/behaviour/vessel-watch.ts';
import { createZoneWatch } from '../src/rules/zone-watch.ts';
import { createPicture } from '../src/traffic/picture.ts';
import { judgeByAis } from './cargo-samples.ts';
import { createWorld, startMs, type World } from './gateway-helpers.ts';
import { readerOfTest } from './readers.ts';
import { createReception } from './receiving.ts';
import { PART_1, PART_2, POSITION } from './sentences.ts';

/** Posts of receivers, from the request to the picture, through the real pipeline. */

const log = { info() {}, warn() {}, error() {} };
const keyOf = (name: string, may?: Parameters<typeof readerOfTest>[1]): Reader => {
  const reader = readerOfTest(name, may);
  return { ...reader, subject: { ...reader.subject, id: `key/${name}`, kind: 'key', session: null } };
};

function createHarbour() {
  const ledger = createLedger();
  const receivers = createReceiverWatch({ ledger });
  const picture = createPicture({ maxVessels: 100, forgetMs: 86_400_000 }, judgeByAis, receivers.canHear);
  const alertLog = { epoch: 'e', recovered: [], append: async () => {}, close: async () => {} };
  const pipeline = createPipeline({
    picture,
    zones: createZoneWatch([]),
    behaviour: createVesselWatch([]),
    desk: createAlertDesk(alertLog, { maxAlerts: 9, maxEvents: 9, retryMs: 1 }, () => 0, log),
    archive: { position() {}, vessel() {}, visit() {} },
    crosscheck: { consider() {} },
    log,
    receivers,
  });
  const clock = () => startMs;
  return { ledger, picture, posted: createPosted({ ledger, openLink: pipeline.openLink, clock, log }) };
}

let world: World;
let harbour: ReturnType<typeof createHarbour>;
beforeEach(async () => {
  world = await createWorld();
  harbour = createHarbour();
  world.posted = harbour.posted;
  world.reader = keyOf('kallo', { may: ['nmea.send'] });
});
afterEach(() => world.app.close());

const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  world.app.inject({
    ...{ method: 'POST', url: '/api/v1/nmea', payload },
    headers: { 'content-type': 'text/plain', ...headers },
  });

test.each(['text/plain', 'application/octet-stream', 'text/plain; charset=utf-8'])(
  'X16 lines that a program posts as %s come into the picture under the name of its key',
  async (type) => {
    const answer = await post(`${POSITION}\r\n${POSITION.replace('*4D', '*4E')}\r\nhello\r\n`, {
      'content-type': type,
    });
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({
      lines: 3,
      results: { accepted: 1 },
      refused: { 'bad-checksum': 1, 'not-ais': 1 },
    });
    expect([...harbour.ledger.all()]).toMatchObject([
      { name: 'key/kallo', kind: 'http', connections: 1, lines: 3 },
    ]);
    expect(harbour.picture.get(211_234_567)?.receivers).toEqual({ 'key/kallo': startMs });
  },
);

test('X16 the posts of a key are one link: a message may be cut between two of them, a line may not', async () => {
  expect((await post(`${POSITION}\n${PART_1}`)).json()).toEqual({
    lines: 2,
    results: { accepted: 1, part: 1 },
    refused: {},
  });
  world.reader = keyOf('lillo', { may: ['nmea.send'] });
  expect((await post(PART_2)).json(), 'the parts of another receiver are not mixed in').toMatchObject({
    results: { part: 1 },
  });
  world.reader = keyOf('kallo', { may: ['nmea.send'] });
  expect((await post(PART_2)).json()).toEqual({ lines: 1, results: { accepted: 1 }, refused: {} });
  expect(harbour.picture.get(211_234_567)?.provenance.static?.receiver).toBe('key/kallo');
});

test('X17 only a key that may send is heard: no session, whatever it may, no other key, nobody unknown', async () => {
  for (const [reader, status] of [
    [null, 401],
    [readerOfTest('ann'), 403],
    [keyOf('partner', { may: ['picture.read'] }), 403],
  ] as const) {
    world.reader = reader;
    expect((await post(POSITION)).statusCode).toBe(status);
  }
  expect([...harbour.ledger.all()]).toEqual([]);
});

test('X17 a body is at most 64 KiB of lines, plain and not compressed; no other route takes it', async () => {
  const half = `${POSITION}\n`.repeat(1100);
  expect((await post(half)).json()).toMatchObject({ lines: 1100, results: { accepted: 1, duplicate: 1099 } });
  expect((await post(half + half)).statusCode).toBe(413);
  for (const type of [
    'application/json',
    'multipart/form-data',
    'text/plainer',
    'application/x-www-form-urlencoded',
  ])
    expect((await post(POSITION, { 'content-type': type })).statusCode, type).toBe(415);
  expect((await post(POSITION, { 'content-encoding': 'gzip' })).statusCode).toBe(415);
  expect((await post('')).json()).toEqual({ lines: 0, results: {}, refused: {} });
  world.reader = readerOfTest();
  const elsewhere = await world.app.inject({
    ...{ method: 'POST', url: '/api/v1/alerts/a-1/acknowledge', payload: POSITION },
    headers: { 'content-type': 'text/plain' },
  });
  expect(elsewhere.statusCode).toBe(415);
});

test('X17 bytes that are no text are counted as what they are, and nothing else happens', async () => {
  const answer = await post(Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7) % 256)), {
    'content-type': 'application/octet-stream',
  });
  expect(answer.statusCode).toBe(202);
  const { lines, refused, results } = answer.json();
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
  expect(sum(refused) + sum(results)).toBe(lines);
  expect(harbour.picture.size).toBe(0);
});

test('X18 of receivers that post so many have a link; the one heard longest ago gives way, as does one that is idle', () => {
  const reception = createReception();
  const posted = createPosted(reception, { maxReceivers: 2, idleMs: 1000 });
  const open = () => reception.links.filter((link) => !link.ended).map((link) => link.receiver);
  posted.take('key/a', Buffer.from('1\n'));
  posted.take('key/b', Buffer.from('2\n'));
  posted.take('key/a', Buffer.from('3'));
  expect(reception.links[0]?.text()).toBe('1\n3\n');
  posted.take('key/c', Buffer.from('4\n'));
  expect(open()).toEqual(['key/a', 'key/c']);
  reception.nowMs += 1000;
  posted.take('key/d', Buffer.from('5\n'));
  expect(open()).toEqual(['key/d']);
  expect(Object.fromEntries([...reception.ledger.all()].map((t) => [t.name, t.connections]))).toEqual({
    ...{ 'key/a': 0, 'key/b': 0, 'key/c': 0, 'key/d': 1 },
  });
});

test('X18 closing ends the links', async () => {
  const reception = createReception();
  const posted = createPosted(reception);
  posted.take('key/a', Buffer.from('1\n'));
  await posted.close();
  expect(reception.links.map((link) => link.ended)).toEqual([true]);
});
