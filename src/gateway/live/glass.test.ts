import { afterEach, expect, test } from 'vitest';
import { closedDesks } from '../../../test/access-desks.ts';
import { createWorld, type World } from '../../../test/gateway-helpers.ts';
import { connect } from '../../../test/live-client.ts';
import { readerOfTest } from '../../../test/readers.ts';
import type { BrokenGlass } from '../../model/access-desk.ts';

let world: World;
afterEach(async () => {
  for (const socket of world.app.websocketServer.clients) socket.terminate();
  await world.app.close();
});

test('Q23 who breaks the glass is told at once, and for as long as it is broken, to those who answer for it and to nobody else', async () => {
  let broken: BrokenGlass[] = [];
  const sessions = { ...closedDesks.sessions, brokenGlass: () => broken };
  world = await createWorld({}, undefined, undefined, { sessions });
  const clients = [];
  for (const may of [['picture.read', 'security-level.set'], ['picture.read']] as const) {
    world.reader = readerOfTest('ann', { may });
    const client = await connect(world);
    client.send({ type: 'subscribe', alerts: false });
    clients.push({ client, first: await client.nextOf('status') });
  }
  expect(clients.map(({ first }) => first.brokenGlass)).toEqual([[], undefined]);
  broken = [{ by: 'bo', organisation: 'customs', reason: 'fire', until: '2026-11-23T10:15:00.000Z' }];
  world.time.advance(1000);
  const told = await Promise.all(clients.map(({ client }) => client.nextOf('status')));
  expect(told.map(({ brokenGlass }) => brokenGlass)).toEqual([broken, undefined]);
  broken = [];
  world.time.advance(1000);
  expect((await clients[0]?.client.nextOf('status'))?.brokenGlass).toEqual([]);
});
