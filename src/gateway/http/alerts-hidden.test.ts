import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, portOfTest, standingZones, type World } from '../../../test/gateway-helpers.ts';
import { deskOf } from '../../../test/hidden-alerts.ts';
import { readerOfTest } from '../../../test/readers.ts';
import type { WorkingAlertDesk } from '../../alerts/desk.ts';
import type { Finding } from '../../model/alert.ts';
import type { Zone } from '../../model/zone.ts';

/** What HTTP says of alerts that an organisation may not know of: nothing. */

const [dock] = portOfTest.zones;
if (dock === undefined) throw new Error('the port of test has no zone');
const zones: readonly Zone[] = [dock, { ...dock, id: 'trap', visibleTo: ['police'] }];
const port = readerOfTest('ann');
const police = readerOfTest('bob', { organisation: 'police', areas: ['trap'] });

let world: World;
let desk: WorkingAlertDesk;
beforeEach(async () => {
  world = await createWorld({}, undefined, standingZones(zones));
  const made = deskOf([port.organisation, police.organisation], zones, world.time.clock);
  desk = made.desk;
  world.alertsOf = made.alertsOf;
  for (const [i, zoneId] of ['dock-1', 'trap', 'trap', 'dock-1'].entries()) {
    const finding = { cause: `${i}`, kind: 'zone.enter', severity: 'warning', mmsi: 205_000_001 } as const;
    const words = { title: `${i}`, text: `${i}`, evidence: {}, position: null };
    desk.consider([{ action: 'raise', ...finding, ...words, zoneId } satisfies Finding], world.time.clock());
  }
  await desk.flush();
});
afterEach(() => world.app.close());

const get = (path: string) => world.app.inject(`/api/v1/alerts${path}`);
const post = (path: string, payload: object = {}) =>
  world.app.inject({ method: 'POST', url: `/api/v1/alerts/${path}`, payload });
const idOf = (n: number): string => [...desk.all()][n]?.id ?? '';

test('Q9 a hidden alert is in no list, no page, no hand-over and no count, and is unknown by its id', async () => {
  const all = (await get('')).json();
  expect(all.items.map(({ title, seq }: { title: string; seq: number }) => [title, seq])).toEqual([
    ['0', 1],
    ['3', 2],
  ]);
  const first = (await get('?limit=1')).json();
  const second = (await get(`?limit=1&cursor=${first.next}`)).json();
  expect([second.items.map(({ title }: { title: string }) => title), second.next]).toEqual([['3'], null]);
  expect((await get('/handover')).json()).toMatchObject({ items: [{}, {}], leftOut: 0 });
  const hidden = idOf(1);
  for (const answer of [
    await get(`/${hidden}`),
    await post(`${hidden}/acknowledge`),
    await post(`${hidden}/close`),
    await post(`${hidden}/snooze`, {
      until: new Date(world.time.clock() + 60_000).toISOString(),
      reason: 'x',
    }),
  ])
    expect([answer.statusCode, answer.json().detail]).toEqual([404, `id: there is no alert '${hidden}'`]);
  expect(desk.seq).toBe(4);
  expect(JSON.stringify(all)).not.toContain('audience');
});

test('Q9 those that may know of it have it, under their own numbers, and say nothing of who else has', async () => {
  world.reader = police;
  const { items } = (await get('')).json();
  expect(items.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2, 3, 4]);
  const done = await post(`${idOf(1)}/acknowledge`);
  expect([done.statusCode, done.json().acknowledgedBy, 'audience' in done.json()]).toEqual([
    200,
    'bob',
    false,
  ]);
});

test('Q9 who may act on the own alone is refused elsewhere, and it has no effect', async () => {
  const reach = { 'alerts.read': 'all', 'alerts.act': 'own' } as const;
  world.reader = {
    ...police,
    may: (action) => (action === 'alerts.read' || action === 'alerts.act' ? reach[action] : 'none'),
  };
  expect((await post(`${idOf(0)}/close`)).statusCode).toBe(403);
  expect((await post(`${idOf(1)}/close`)).statusCode).toBe(200);
  expect(desk.seq).toBe(5);
});
