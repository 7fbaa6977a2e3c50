import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../../test/gateway-helpers.ts';
import { readerOfTest } from '../../../test/readers.ts';
import { draftZone } from '../../commands/draft-zone.ts';
import type { Reader } from '../../model/access.ts';
import { openZoneRegister, type ZoneRegister } from '../../zones/register.ts';

let dir: string;
let zones: ZoneRegister;
let world: World;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'own-zones-'));
  const log = { info() {}, warn() {}, error() {} };
  zones = await openZoneRegister({
    path: join(dir, 'zones'),
    base: [],
    read: draftZone,
    clock: () => 0,
    log,
  });
  world = await createWorld({}, undefined, zones);
});
afterEach(async () => {
  await world.app.close();
  await zones.close();
  rmSync(dir, { recursive: true });
});

const police: Reader = {
  ...readerOfTest('pol', { organisation: 'police', areas: ['pier'] }),
  may: (action) => (action === 'zones.write' ? 'own' : 'all'),
};
const circle = (id: string, visibleTo?: string[]) => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [4.3, 51.3] },
  properties: { kind: 'area', radiusM: 100, ...(visibleTo && { visibleTo }) },
});
const send = async (method: 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) => {
  const answer = await world.app.inject({
    method,
    url: `/api/v1/zones${path}`,
    headers: method === 'POST' ? {} : { 'if-match': '*' },
    ...(payload && { payload }),
  });
  return answer.statusCode;
};

test('O19 own zones are those of the areas and those shown to the organisation alone, before and after a change', async () => {
  await send('POST', '', circle('port-zone'));
  world.reader = police;
  expect(await send('POST', '', circle('open'))).toBe(403);
  expect(await send('POST', '', circle('shared', ['police', 'port']))).toBe(403);
  expect(await send('POST', '', circle('watch', ['police']))).toBe(201);
  expect(await send('POST', '', circle('pier'))).toBe(201);
  expect(await send('PUT', '/watch', circle('watch'))).toBe(403);
  expect(await send('PUT', '/port-zone', circle('port-zone', ['police']))).toBe(403);
  expect(await send('DELETE', '/port-zone')).toBe(403);
  expect(await send('PUT', '/watch', circle('watch', ['police']))).toBe(200);
  expect(await send('DELETE', '/watch')).toBe(204);
});

test('O22 who takes the id of a hidden zone is told that it is taken, and no more', async () => {
  world.reader = police;
  await send('POST', '', circle('watch', ['police']));
  world.reader = readerOfTest();
  const answer = await world.app.inject({ method: 'POST', url: '/api/v1/zones', payload: circle('watch') });
  expect([answer.statusCode, answer.headers['etag']]).toEqual([409, undefined]);
});

test('O22 a hidden zone that was deleted stays hidden', async () => {
  world.reader = police;
  await send('POST', '', circle('watch', ['police']));
  await send('DELETE', '/watch');
  const versions = async (reader: Reader) => {
    world.reader = reader;
    return (await world.app.inject('/api/v1/zones/watch/versions')).statusCode;
  };
  expect([await versions(police), await versions(readerOfTest())]).toEqual([200, 404]);
});
