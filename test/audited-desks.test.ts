import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Audited, openAudited, take } from './kills/audited.ts';

let dir: string;
let open: Audited[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'audited-'));
  open = [];
});
afterEach(async () => {
  for (const audited of open) await audited.close();
  await rm(dir, { recursive: true });
});
async function start(): Promise<Audited> {
  for (const audited of open.splice(0)) await audited.close();
  const audited = await openAudited(dir);
  open.push(audited);
  return audited;
}
const told = async (audited: Audited) =>
  (await audited.entries()).filter(({ detail }) => detail['source'] !== undefined);

test('L13 what a person does with an alert is in the audit before it is answered, what rules and time do is not', async () => {
  const audited = await start();
  const { desk, desks } = audited;
  expect(await told(audited)).toEqual([]);
  const [alert] = desks.alerts.list({ state: null, kind: null, after: 0, limit: 1 });
  const until = '2026-11-23T11:00:00.000Z';
  await desks.alerts.snooze(alert?.id ?? '', until, 'ann', 'tug on its way');
  expect(await told(audited)).toMatchObject([
    {
      ...{ action: 'alert.snoozed', actor: { name: 'ann' }, object: `alert/${alert?.id}` },
      detail: {
        ...{ note: 'tug on its way', until, source: { journal: `alerts/${desk.epoch}`, seq: 2 } },
        alert: { kind: 'zone.enter', title: 'entered', zoneId: 'royers' },
      },
    },
  ]);
  desk.tick(Date.parse(until));
  await desk.flush();
  expect([desks.alerts.seq, (await told(audited)).length]).toEqual([3, 1]);
});

test('L14 a zone that another process changed is in the audit of that one alone', async () => {
  const audited = await start();
  await take(audited, 'zone 1');
  const here = audited.zones.latest('dock');
  const version = (here?.version ?? 0) + 1;
  const remote = {
    id: 'dock',
    version,
    at: '2026-11-25T10:00:00.000Z',
    by: 'far',
    feature: null,
    over: null,
  };
  await audited.zones.take([remote]);
  expect(audited.desks.zones.get('dock')).toBeNull();
  const again = await start();
  expect((await told(again)).map(({ action }) => action)).toEqual(['zone.created']);
  // what is made here afterwards is made to what the other left
  await take(again, 'zone 1');
  expect((await told(again)).at(-1)).toMatchObject({
    action: 'zone.created',
    detail: { version: 3, before: null, source: { journal: 'zones', seq: 2 } },
  });
});

test('L15 a declaration and its withdrawal are told with the cargo, and a repeated one is told once', async () => {
  const audited = await start();
  await take(audited, 'declare');
  await take(audited, 'declare');
  await take(audited, 'withdraw');
  await take(audited, 'withdraw');
  const [made, withdrawn, ...more] = await told(await start());
  expect(more).toEqual([]);
  expect(made).toMatchObject({
    ...{ action: 'declaration.made', actor: { name: 'ann' } },
    detail: { mmsi: '244000001', before: null, after: { cones: 2 } },
  });
  expect(withdrawn).toMatchObject({
    ...{ action: 'declaration.withdrawn', actor: { name: 'bob' }, object: made?.object },
    detail: { before: { cones: 2 }, after: null },
  });
});
