import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createWorld,
  hazardOf,
  portOfTest,
  standingZones,
  startMs,
  vesselOf,
  type World,
} from '../../../test/gateway-helpers.ts';
import { connect, type TestClient, upgradeStatus } from '../../../test/live-client.ts';
import { readerOfTest } from '../../../test/readers.ts';
import { type Action, actions } from '../../model/access.ts';
import type { ZoneDesk } from '../../model/zone-desk.ts';
import type { ClientFrame } from '../../protocol/frames.ts';
import { liveLimits } from './limits.ts';

/** Who may be on a live socket, and what its frames may do. */

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  for (const socket of world.app.websocketServer.clients) socket.terminate();
  await world.app.close();
});
const live = '/api/v1/live';
const bearer = { headers: { authorization: 'Bearer hw_test_key' } };

async function settle(client: TestClient): Promise<void> {
  client.send({ type: 'ping' });
  await client.nextOf('pong');
}
async function watching(): Promise<TestClient> {
  const client = await connect(world);
  client.send({ type: 'subscribe' });
  await client.nextOf('vessels');
  return client;
}
/** Tells the server that rights have changed, as the gatekeeper does. */
function change(reader: World['reader']): void {
  world.reader = reader;
  for (const listener of world.rightsListeners) listener();
}

test('Q12 checklist W1: without an origin only a key is let in; a wrong origin is refused even with one', async () => {
  expect(await upgradeStatus(world, live, { origin: null })).toBe(403);
  expect(await upgradeStatus(world, live, { origin: null, headers: { cookie: 'havenwacht=x' } })).toBe(403);
  expect(await upgradeStatus(world, live, { origin: null, ...bearer })).toBe(101);
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:8080.evil.example'])
    expect(await upgradeStatus(world, live, { origin, ...bearer })).toBe(403);
});

test('Q12 checklist W3: who is not known gets no socket, nor who may see neither vessels nor alerts', async () => {
  world.reader = null;
  expect(await upgradeStatus(world, live)).toBe(401);
  expect(await upgradeStatus(world, live, { origin: null, ...bearer })).toBe(401);
  world.reader = readerOfTest('auditor', { may: ['audit.read', 'account.own'] });
  expect(await upgradeStatus(world, live)).toBe(403);
  for (const action of ['picture.read', 'alerts.read', 'history.read'] as const) {
    world.reader = readerOfTest('some', { may: [action] });
    expect(await upgradeStatus(world, live)).toBe(101);
  }
});

test('Q12 checklist W4: when it cannot be found out who asks, nobody is let in', async () => {
  world.whoIs = () => {
    throw new Error('out of order');
  };
  expect(await upgradeStatus(world, live)).toBe(401);
});

test('Q13 checklist W5: a session that ends closes its socket at once, and nothing more is told', async () => {
  const client = await watching();
  change(null);
  world.desk.raise('unheard');
  client.send({ type: 'subscribe' });
  expect(await client.closed).toBe(4401);
  expect(client.frames.filter(({ type }) => type === 'alert')).toEqual([]);
});

test('Q13 checklist W5: every half minute the session is looked at, also when nobody tells of its end', async () => {
  const client = await watching();
  world.reader = null;
  world.time.advance(liveLimits.recheckMs);
  expect(await client.closed).toBe(4401);
});

test('Q13 a gatekeeper that fails lets nobody stay', async () => {
  const client = await watching();
  world.again = () => {
    throw new Error('out of order');
  };
  world.time.advance(liveLimits.recheckMs);
  expect(await client.closed).toBe(4401);
});

test('Q13 checklist W5: a role that was taken away is missing at the next frame; with none left the socket ends', async () => {
  const { id } = world.desk.raise('cause');
  const client = await watching();
  change(readerOfTest('local', { may: actions.filter((action) => action !== 'alerts.act') }));
  client.send({ type: 'acknowledge', alertId: id });
  expect(await client.nextOf('error')).toMatchObject({
    code: 'not-allowed',
    detail: expect.stringContaining("'alerts.act'"),
  });
  expect(world.desk.seq).toBe(1);
  change(readerOfTest('local', { may: ['audit.read'] }));
  expect(await client.closed).toBe(4403);
});

test('Q13 who may see other fields is shown the picture anew, and no alerts when these are taken away', async () => {
  world.put(vesselOf(1, 4.3, 51.3, { hazard: hazardOf('confirmed') }));
  world.time.advance(1000);
  const client = await watching();
  expect(client.frames.at(-1)).toMatchObject({ vessels: [{ hazard: { state: 'confirmed' } }] });
  change(readerOfTest('local', { may: ['picture.read'], sees: [] }));
  const anew = await client.nextOf('vessels');
  expect([anew.full, anew.vessels.map(({ hazard }) => hazard)]).toEqual([true, [undefined]]);
  world.desk.raise('unheard');
  await settle(client);
  expect(client.frames.filter(({ type }) => type === 'alert')).toEqual([]);
});

test('Q13 who may see other alerts connects anew: their numbers are others', async () => {
  const client = await watching();
  const other = { ...world.desk, epoch: 'e2' };
  world.alertsOf = () => other;
  change(readerOfTest('local', { organisation: 'police' }));
  expect(await client.closed).toBe(1012);
});

test('Q14 checklist W8: five sockets of one account, twenty of one key; others are not counted with them', async () => {
  const most = liveLimits.socketsPerPerson;
  for (let i = 0; i < most; i += 1) await connect(world);
  expect(await upgradeStatus(world, live)).toBe(429);
  world.reader = readerOfTest('other');
  const first = await connect(world);
  const own = world.reader;
  world.reader = { ...own, subject: { ...own.subject, id: 'key/wall', kind: 'key' } };
  for (let i = 0; i < liveLimits.socketsPerKey; i += 1) await connect(world);
  expect(await upgradeStatus(world, live)).toBe(429);
  world.reader = own;
  first.socket.terminate();
  for (let i = 0; i < most - 1; i += 1) await connect(world);
});

const frames: Readonly<
  Record<ClientFrame['type'], { readonly frame: ClientFrame; readonly needs: readonly Action[] }>
> = {
  subscribe: { frame: { type: 'subscribe' }, needs: ['picture.read', 'alerts.read'] },
  acknowledge: { frame: { type: 'acknowledge', alertId: 'a-1' }, needs: ['alerts.act'] },
  snooze: {
    frame: {
      type: 'snooze',
      alertId: 'a-1',
      until: new Date(startMs + 60_000).toISOString(),
      reason: 'later',
    },
    needs: ['alerts.act'],
  },
  ping: { frame: { type: 'ping' }, needs: [] },
  replay: {
    frame: { type: 'replay', from: new Date(startMs - 60_000).toISOString() },
    needs: ['history.read'],
  },
  pause: { frame: { type: 'pause' }, needs: ['history.read'] },
  resume: { frame: { type: 'resume' }, needs: ['history.read'] },
  seek: { frame: { type: 'seek', at: new Date(startMs).toISOString() }, needs: ['history.read'] },
  speed: { frame: { type: 'speed', speed: 2 }, needs: ['history.read'] },
  live: { frame: { type: 'live' }, needs: ['picture.read'] },
};
test.each(Object.entries(frames))(
  'Q15 checklist W6: `%s` is refused without each permission that it needs, and has no effect',
  async (_type, { frame, needs }) => {
    world.desk.raise('cause');
    world.reader = readerOfTest('local', { may: ['picture.read', 'alerts.read'] });
    const client = await connect(world);
    for (const missing of needs) {
      change(readerOfTest('local', { may: actions.filter((action) => action !== missing) }));
      client.send(frame);
      expect(await client.nextOf('error')).toMatchObject({
        code: 'not-allowed',
        detail: expect.stringContaining(`'${missing}'`),
      });
    }
    expect(world.desk.seq).toBe(1);
    await settle(client);
    const told = client.frames.filter(({ type }) => !['hello', 'error', 'pong', 'replay'].includes(type));
    expect(told).toEqual([]);
  },
);

test('Q15 checklist W6: no frame says who does it; an acting reader is the one of its session', async () => {
  const { id } = world.desk.raise('cause');
  world.reader = readerOfTest('els');
  const client = await watching();
  client.send(JSON.stringify({ type: 'acknowledge', alertId: id, by: 'ann' }));
  expect(await client.nextOf('error')).toMatchObject({ code: 'bad-frame' });
  client.send({ type: 'acknowledge', alertId: id });
  expect(await client.nextOf('alert')).toMatchObject({ alert: { acknowledgedBy: 'els' } });
});

test('Q15 hazardOnly is for those who see the cargo of every vessel', async () => {
  world.reader = readerOfTest('local', { sees: ['eni'] });
  const client = await connect(world);
  client.send({ type: 'subscribe', hazardOnly: true });
  expect(await client.nextOf('error')).toMatchObject({ code: 'not-allowed' });
});

test('Q11 a change of a zone that is hidden is told to nobody else: neither by a status nor by the revision', async () => {
  const [dock] = portOfTest.zones;
  if (dock === undefined) throw new Error('the port of test has no zone');
  let now: ZoneDesk = standingZones([dock]);
  const zones: ZoneDesk = {
    ...now,
    list: () => now.list(),
    get: (id) => now.get(id),
    revisionWithout: (hidden) => now.revisionWithout(hidden),
  };
  Object.defineProperty(zones, 'revision', { get: () => now.revision });
  const other = await createWorld({}, undefined, zones);
  const clients: TestClient[] = [];
  for (const organisation of ['port', 'police']) {
    other.reader = readerOfTest('ann', { organisation });
    const client = await connect(other);
    client.send({ type: 'subscribe' });
    await client.nextOf('vessels');
    clients.push(client);
  }
  now = standingZones([dock, { ...dock, id: 'trap', visibleTo: ['police'] }]);
  other.time.advance(1000);
  for (const client of clients) await settle(client);
  const revisions = clients.map(({ frames: told }) =>
    told.flatMap((frame) => (frame.type === 'status' ? [frame.zones] : [])),
  );
  expect(revisions.map(({ length }) => length)).toEqual([1, 2]);
  other.reader = readerOfTest('ann');
  const listed = await other.app.inject('/api/v1/zones');
  expect([listed.json().revision]).toEqual(revisions[0]);
  for (const socket of other.app.websocketServer.clients) socket.terminate();
  await other.app.close();
});
