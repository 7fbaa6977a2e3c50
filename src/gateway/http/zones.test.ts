import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, portOfTest, type World } from '../../../test/gateway-helpers.ts';
import { connect } from '../../../test/live-client.ts';
import { readerOfTest } from '../../../test/readers.ts';
import { readZone } from '../../config/zone.ts';
import { ZoneCollection, ZoneFeature, ZoneVersions } from '../../protocol/port.ts';
import { openZoneRegister, type ZoneRegister } from '../../zones/register.ts';
import { presentZone } from '../present.ts';
import { askedZones } from '../zones/visible.ts';

const quiet = { info() {}, warn() {}, error() {} };
let world: World;
let zones: ZoneRegister;
beforeEach(async () => {
  zones = await openZoneRegister({
    path: join(mkdtempSync(join(tmpdir(), 'havenwacht-zones-')), 'zones.journal'),
    base: portOfTest.zones.map((zone) => ({ zone, feature: presentZone(zone) })),
    ...{ read: readZone, clock: () => world.time.clock(), log: quiet, limits: { zones: 4 } },
  });
  world = await createWorld({}, undefined, zones);
});
afterEach(async () => {
  await world.app.close();
  await zones.close();
});

const circle = (id: string | undefined, more: object = {}) => ({
  type: 'Feature',
  ...(id === undefined ? {} : { id }),
  geometry: { type: 'Point', coordinates: [4.3, 51.3] },
  properties: { kind: 'area', radiusM: 300, ...more },
});
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
async function ask(method: Method, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await world.app.inject({
    method,
    url: `/api/v1/zones${path}`,
    headers,
    ...(body && { payload: body }),
  });
  return {
    status: response.statusCode,
    tag: String(response.headers['etag']),
    location: response.headers['location'],
    type: response.headers['content-type']?.toString().split(';')[0],
    body: response.body === '' ? null : response.json(),
  };
}

test('H21 a new zone is 201 with its place and entity tag, and is read as it was answered', async () => {
  const made = await ask('POST', '', circle('spill', { rules: [{ rule: 'zone.enter' }] }));
  expect(made).toMatchObject({ status: 201, location: '/api/v1/zones/spill' });
  expect([...Value.Errors(ZoneFeature, made.body)]).toEqual([]);
  expect(made.body.properties).toMatchObject({ version: 1, name: 'spill', rules: [{ rule: 'zone.enter' }] });
  expect(made.body.properties.source).toEqual({ type: 'Point', coordinates: [4.3, 51.3], radiusM: 300 });
  expect(await ask('GET', '/spill')).toMatchObject({ status: 200, tag: made.tag, body: made.body });
  expect((await ask('POST', '', circle('spill'))).status).toBe(409);
  const unnamed = await ask('POST', '', circle(undefined));
  expect(unnamed.location).toBe(`/api/v1/zones/${unnamed.body.id}`);
});

test('H22 GET with the entity tag that stands is 304; another one gives the zone', async () => {
  const { tag } = await ask('GET', '/dock-1');
  const asked = async (noneMatch: string) =>
    (await ask('GET', '/dock-1', undefined, { 'if-none-match': noneMatch })).status;
  expect(await asked(tag)).toBe(304);
  expect(await asked(`"x", W/${tag}`)).toBe(304);
  expect(await asked('"0-x"')).toBe(200);
});

test('H22 a change without a condition is 428, with a stale one 412 that tells the tag that stands', async () => {
  const before = (await ask('GET', '/dock-1')).tag;
  const zone = circle('dock-1');
  expect((await ask('PUT', '/dock-1', zone)).status).toBe(428);
  expect((await ask('DELETE', '/dock-1')).status).toBe(428);
  const changed = await ask('PUT', '/dock-1', zone, { 'if-match': before });
  expect(changed).toMatchObject({ status: 200, body: { properties: { version: 1 } } });
  const late = await ask('PUT', '/dock-1', zone, { 'if-match': before });
  expect(late).toMatchObject({ status: 412, tag: changed.tag, type: 'application/problem+json' });
  expect(late.body.detail).toContain(changed.tag);
  expect(await ask('DELETE', '/dock-1', undefined, { 'if-match': before })).toMatchObject({ status: 412 });
  expect((await ask('GET', '/dock-1')).tag).toBe(changed.tag);
  expect(await ask('PUT', '/new', circle('new'), { 'if-match': '*' })).toMatchObject({ status: 412 });
});

test('H22 of two that change the same state at once one wins, and the other is told', async () => {
  const { tag } = await ask('GET', '/dock-1');
  const both = await Promise.all(
    ['a', 'b'].map((name) => ask('PUT', '/dock-1', circle('dock-1', { name }), { 'if-match': tag })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
});

test('H22 If-None-Match: * makes a zone only where none is', async () => {
  const only = { 'if-none-match': '*' };
  expect(await ask('PUT', '/new', circle('new'), only)).toMatchObject({ status: 201 });
  expect(await ask('PUT', '/new', circle('new'), only)).toMatchObject({ status: 412 });
});

test('H23 a deleted zone is gone from every list, and its versions tell who did what', async () => {
  const { tag } = await ask('GET', '/dock-1');
  const changed = await ask('PUT', '/dock-1', circle('dock-1'), { 'if-match': tag });
  world.time.advance(1000);
  expect((await ask('DELETE', '/dock-1', undefined, { 'if-match': changed.tag })).status).toBe(204);
  expect((await ask('GET', '/dock-1')).status).toBe(404);
  expect((await ask('GET', '')).body.features).toEqual([]);
  expect((await ask('DELETE', '/dock-1', undefined, { 'if-match': changed.tag })).status).toBe(404);
  const { body } = await ask('GET', '/dock-1/versions');
  expect([...Value.Errors(ZoneVersions, body)]).toEqual([]);
  expect(body.items).toMatchObject([
    { version: 2, at: '2026-11-23T10:00:01.000Z', by: 'local', zone: null },
    { version: 1, at: '2026-11-23T10:00:00.000Z', by: 'local', zone: circle('dock-1') },
    { version: 0, at: null, by: 'port file', zone: { id: 'dock-1' } },
  ]);
  expect((await ask('GET', '/dock-1/versions/1')).body).toEqual(body.items[1]);
  expect((await ask('GET', '/dock-1/versions/7')).status).toBe(404);
  expect((await ask('GET', '/nowhere/versions')).status).toBe(404);
  expect(await ask('PUT', '/dock-1', circle('dock-1'), { 'if-none-match': '*' })).toMatchObject({
    status: 201,
    body: { properties: { version: 3 } },
  });
});

test('H23 versions and zones come by pages', async () => {
  for (const id of ['c', 'a', 'b']) await ask('POST', '', circle(id));
  const first = (await ask('GET', '?limit=3')).body;
  expect([...Value.Errors(ZoneCollection, first)]).toEqual([]);
  const rest = (await ask('GET', `?limit=3&cursor=${first.next}`)).body;
  const ids = [...first.features, ...rest.features].map(({ id }: { id: string }) => id);
  expect([ids, rest.next]).toEqual([['a', 'b', 'c', 'dock-1'], null]);
  const { body } = await ask('GET', '/a');
  for (const name of ['x', 'y'])
    await ask('PUT', '/a', { ...body, properties: { ...body.properties, name } }, { 'if-match': '*' });
  const versions = (await ask('GET', '/a/versions?limit=2')).body;
  expect(versions.items.map(({ version }: { version: number }) => version)).toEqual([3, 2]);
  expect((await ask('GET', `/a/versions?limit=2&cursor=${versions.next}`)).body).toMatchObject({
    items: [{ version: 1 }],
    next: null,
  });
});

const bowTie = [
  [
    [4.3, 51.3],
    [4.31, 51.31],
    [4.31, 51.3],
    [4.3, 51.31],
    [4.3, 51.3],
  ],
];
const swapped = [
  [
    [51.3, 104.3],
    [51.31, 104.3],
    [51.31, 104.31],
    [51.3, 104.3],
  ],
];
const open = [
  [
    [4.3, 51.3],
    [4.31, 51.3],
    [4.31, 51.31],
    [4.3, 51.31],
  ],
];
const polygon = (coordinates: unknown) => ({
  ...circle('z', { radiusM: null }),
  geometry: { type: 'Polygon', coordinates },
});
const many = Array.from({ length: 2001 }, (_, i) => [4.3 + i / 1e5, 51.3 + (i % 2) / 100]);
test.each([
  [polygon(bowTie), 400, 'geometry.coordinates[0] crosses itself at [4.305,51.305]'],
  [polygon(swapped), 400, 'geometry.coordinates[0][0] [51.3, 104.3] is outside WGS 84'],
  [polygon(open), 400, 'geometry.coordinates[0] is not closed: it begins at [4.3,51.3]'],
  [polygon([many]), 400, 'geometry.coordinates: 2001 positions; at most 2000'],
  [circle('z', { rules: [{ rule: 'zone.dwell' }] }), 400, 'rules[0].limitS is missing'],
  [circle('z', { kind: 'canal' }), 400, 'kind "canal" is not known'],
  [circle('z', { visibleTo: [] }), 400, 'visibleTo [] is not a list'],
  [circle('z', { visibleTo: ['a', 7] }), 400, 'visibleTo[1] 7 is not a text'],
  [circle('two words'), 400, 'id: must be 1 to 100 letters'],
  [{ ...circle('z'), type: 'Zone' }, 400, 'type: '],
  [{ ...circle('z'), geometry: null }, 400, 'geometry: '],
  [circle('z', { note: 'x'.repeat(300_000) }), 413, 'body: longer than 256 KiB'],
])('H24 zone %# is refused, naming the field or the coordinate', async (body, status, detail) => {
  const refused = await ask('POST', '', body);
  expect(refused).toMatchObject({ status, type: 'application/problem+json', body: { status } });
  expect(refused.body.detail).toMatch(new RegExp(`^${detail.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  expect(zones.get('z')).toBeNull();
});

test('H24 the id in the body is that of the path, and there are at most as many zones as the server takes', async () => {
  expect(await ask('PUT', '/a', circle('b'), { 'if-none-match': '*' })).toMatchObject({ status: 400 });
  for (const id of ['a', 'b', 'c']) expect((await ask('POST', '', circle(id))).status).toBe(201);
  expect((await ask('POST', '', circle('d'))).body.detail).toMatch(/^id: there are as many zones/);
});

test('H25 visibleTo is kept and given, and one function says who may see', async () => {
  const made = await ask('POST', '', circle('quay', { visibleTo: ['terminal-7', 'port'] }));
  expect(made.body.properties.visibleTo).toEqual(['terminal-7', 'port']);
  expect((await ask('GET', '')).body.features.map(({ id }: { id: string }) => id)).toContain('quay');
  const { zone } = zones.get('quay') ?? {};
  if (!zone) throw new Error('the zone is not there');
  const seenBy = (organisation: string) => readerOfTest('x', { organisation }).maySee(zone);
  expect([seenBy('port'), seenBy('terminal-8')]).toEqual([true, false]);
  expect(readerOfTest('x', { organisation: 'terminal-8' }).maySee({})).toBe(true);
});

test('V91 to who may not see a zone there is none, whether it is asked for or not', async () => {
  await ask('POST', '', circle('quay', { visibleTo: ['port'] }));
  await ask('POST', '', circle('open'));
  const asked = (id: string | undefined, organisation: string) =>
    askedZones(zones, id, readerOfTest('x', { organisation }));
  expect(asked(undefined, 'port')).toBeNull();
  expect(asked(undefined, 'other')).toContain('open');
  expect(asked(undefined, 'other')).not.toContain('quay');
  expect([asked('quay', 'port'), asked('quay', 'other')]).toEqual([['quay'], []]);
  // it may have been anybody's
  for (const organisation of ['port', 'other']) expect(asked('never-was', organisation)).toEqual([]);
});

test('H26 a status frame and GET /zones name the same revision, which changes with every zone', async () => {
  const seen = new Set([(await ask('GET', '')).body.revision]);
  const made = await ask('POST', '', circle('a'));
  seen.add(zones.revision);
  await ask('PUT', '/a', circle('a', { name: 'b' }), { 'if-match': made.tag });
  seen.add((await ask('GET', '')).body.revision);
  expect(seen.size).toBe(3);
  await ask('DELETE', '/a', undefined, { 'if-match': '*' });
  expect(seen).toContain(zones.revision);
});

test('W15 H26 a client is told with the next stage that a zone changed', async () => {
  const client = await connect(world);
  client.send({ type: 'subscribe', vessels: false });
  expect(await client.nextOf('status')).toMatchObject({ zones: zones.revision });
  await ask('POST', '', circle('a'));
  world.time.advance(1000);
  expect(await client.nextOf('status')).toMatchObject({
    zones: zones.revision,
    at: '2026-11-23T10:00:01.000Z',
  });
  client.socket.terminate();
});
