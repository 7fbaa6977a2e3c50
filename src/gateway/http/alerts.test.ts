import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../../test/gateway-helpers.ts';
import { readerOfTest } from '../../../test/readers.ts';
import { AlertList, AlertWithEvents, HandoverList } from '../../protocol/alert.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.app.close());

const get = async (path: string) => (await world.app.inject(`/api/v1${path}`)).json();
const post = (path: string, payload?: object, headers: Record<string, string> = {}) =>
  world.app.inject({
    method: 'POST',
    url: `/api/v1/alerts/${path}`,
    headers,
    ...(payload ? { payload } : {}),
  });

test('H8 alerts come by rising seq, by pages, behind `after`, of one state or kind', async () => {
  for (let i = 0; i < 5; i += 1) world.desk.raise(`cause-${i}`);
  await post('a-2/acknowledge', { note: 'seen' });
  const seqs = (body: { items: { seq: number }[] }) => body.items.map(({ seq }) => seq);
  const first = await get('/alerts?limit=3');
  expect(Value.Check(AlertList, first)).toBe(true);
  expect(seqs(first)).toEqual([1, 3, 4]);
  const second = await get(`/alerts?limit=3&cursor=${first.next}`);
  expect([seqs(second), second.next]).toEqual([[5, 6], null]);
  expect(seqs(await get('/alerts?after=4'))).toEqual([5, 6]);
  expect(seqs(await get('/alerts?state=acknowledged'))).toEqual([6]);
  expect(seqs(await get('/alerts?kind=zone.exit'))).toEqual([]);
});

test('H8 one alert is given with all its events', async () => {
  world.desk.raise('cause');
  await post('a-1/acknowledge', { note: 'calling the ship' });
  const body = await get('/alerts/a-1');
  expect(Value.Check(AlertWithEvents, body)).toBe(true);
  expect(body.alert.state).toBe('acknowledged');
  expect(body.events).toMatchObject([
    { seq: 1, event: 'raised', by: null },
    { seq: 2, event: 'acknowledged', by: 'local', note: 'calling the ship' },
  ]);
});

test('H9 an action done twice gives the same answer and no second event', async () => {
  world.desk.raise('cause');
  const first = await post('a-1/acknowledge', { note: 'seen' });
  const again = await post('a-1/acknowledge', { note: 'seen' });
  expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
  expect(again.json()).toEqual(first.json());
  expect(first.json()).toMatchObject({ id: 'a-1', state: 'acknowledged', acknowledgedBy: 'local' });
  expect(world.desk.seq).toBe(2);
  expect((await post('a-1/close')).json().state).toBe('closed');
});

test('H9 an action that is not on disk is not reported as done', async () => {
  world.desk.raise('cause');
  world.desk.broken = true;
  const failed = await post('a-1/acknowledge', {});
  expect([failed.statusCode, failed.body.includes('no space')]).toEqual([503, false]);

  world.desk.broken = false;
  let asked = 0;
  world.desk.act = () => {
    asked += 1;
    return new Promise(() => {});
  };
  const stuck = post('a-1/acknowledge', {}).then((answer) => answer);
  await expect.poll(() => asked).toBe(1);
  world.time.advance(5000);
  expect((await stuck).statusCode).toBe(503);
});

test('H4 an unknown alert is 404; a bad note is 400 and names its field', async () => {
  expect((await post('nothing/close', {})).statusCode).toBe(404);
  expect((await get('/alerts/nothing')).detail).toBe("id: there is no alert 'nothing'");
  world.desk.raise('cause');
  const number = await post('a-1/acknowledge', { note: 5 });
  expect([number.statusCode, number.json().detail]).toEqual([400, 'note: must be string']);
  const other = await post('a-1/acknowledge', { by: 'harbourmaster' });
  expect([other.statusCode, other.json().detail]).toEqual([400, 'by: not a known field']);
  const poison = await world.app.inject({
    method: 'POST',
    url: '/api/v1/alerts/a-1/acknowledge',
    headers: { 'content-type': 'application/json' },
    payload: '{"__proto__":{"note":"x"}}',
  });
  expect(poison.statusCode).toBe(400);
  expect(world.desk.seq).toBe(1);
});

test('H16 who acts is whoever is known to ask, whatever the headers say', async () => {
  world.desk.raise('cause');
  world.reader = readerOfTest('jansen');
  const ask = () =>
    world.app.inject({
      method: 'POST',
      url: '/api/v1/alerts/a-1/acknowledge',
      remoteAddress: '10.1.2.3',
      headers: { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-user': 'admin' },
    });
  expect((await ask()).json().acknowledgedBy).toBe('jansen');
  world.reader = null;
  expect((await ask()).statusCode).toBe(401);
});

const inMinutes = (minutes: number): string => new Date(world.time.clock() + minutes * 60_000).toISOString();

test('H19 a snooze is answered with the alert; repeated in other words of the same time it is no second event', async () => {
  world.desk.raise('cause');
  const until = inMinutes(15);
  const first = await post('a-1/snooze', { until, reason: 'tug on its way' });
  const again = await post('a-1/snooze', {
    until: until.replace('Z', '+00:00'),
    reason: 'tug on its way',
  });
  expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
  expect(first.json()).toMatchObject({
    state: 'snoozed',
    snooze: { until, reason: 'tug on its way', by: 'local' },
  });
  expect(again.json()).toEqual(first.json());
  expect(world.desk.seq).toBe(2);
});

test('H19 a bad snooze names its field; of an unknown alert it is 404, of one that is over 409', async () => {
  world.desk.raise('cause');
  const refused = async (body: object) => {
    const answer = await post('a-1/snooze', body);
    return [answer.statusCode, answer.json().detail];
  };
  expect(await refused({ until: inMinutes(5) })).toEqual([400, 'reason: missing']);
  expect(await refused({ until: inMinutes(5), reason: ' ' })).toEqual([
    400,
    expect.stringMatching(/^reason: /),
  ]);
  expect(await refused({ until: inMinutes(5), reason: 'x'.repeat(501) })).toEqual([
    400,
    expect.stringMatching(/^reason: /),
  ]);
  expect(await refused({ until: 'soon', reason: 'x' })).toEqual([
    400,
    expect.stringMatching(/^until: must be a time/),
  ]);
  expect(await refused({ until: inMinutes(0), reason: 'x' })).toEqual([400, 'until: must be in the future']);
  expect(await refused({ until: inMinutes(1441), reason: 'x' })).toEqual([
    400,
    'until: at most 24 hours from now',
  ]);
  expect(world.desk.seq).toBe(1);
  const good = { until: inMinutes(1440), reason: 'x' };
  expect((await post('nothing/snooze', good)).statusCode).toBe(404);
  await post('a-1/close');
  expect(await refused(good)).toEqual([409, 'id: the alert is closed and cannot be snoozed']);
});

test('H20 the hand-over gives alerts with what people did about them', async () => {
  world.desk.raise('cause');
  await post('a-1/acknowledge', { note: 'calling the ship' });
  const body = await get(`/alerts/handover?since=${inMinutes(-60)}`);
  expect(Value.Check(HandoverList, body)).toBe(true);
  expect(body).toMatchObject({
    items: [
      {
        alert: { id: 'a-1' },
        notes: [{ event: 'acknowledged', note: 'calling the ship' }],
      },
    ],
    leftOut: 0,
  });
  expect((await get('/alerts/handover')).items).toHaveLength(1);
  expect((await get('/alerts/handover?since=yesterday')).detail).toMatch(/^since: must be a time/);
});
