import { afterEach, beforeEach, expect, test } from 'vitest';
import { followZones } from '../src/commands/rezone.ts';
import { readZone } from '../src/config/zone.ts';
import type { Finding } from '../src/model/alert.ts';
import type { Zone } from '../src/model/zone.ts';
import { createZoneWatch } from '../src/rules/zone-watch.ts';
import { zonesAtLevel } from '../src/zones/at-level.ts';
import { createWorld, hazardOf, standingZones, startMs, vesselOf, type World } from './gateway-helpers.ts';
import { connect } from './live-client.ts';
import { readerOfTest } from './readers.ts';
import { levelsOfTest } from './security-levels.ts';

function zoneOf(id: string, more: object = {}): Zone {
  const zone = readZone({
    ...{ type: 'Feature', id },
    geometry: { type: 'Point', coordinates: [4.3, 51.3] },
    properties: { kind: 'area', radiusM: 500, rules: [{ rule: 'zone.enter' }], ...more },
  });
  if (typeof zone === 'string') throw new Error(zone);
  return zone;
}
const always = zoneOf('always');
const guarded = zoneOf('guarded', { minSecurityLevel: 2 });

test('O25 a zone says from which level on its rules hold, and nothing but 1 to 3', () => {
  expect([guarded.minSecurityLevel, zoneOf('x', { minSecurityLevel: 1 }).minSecurityLevel]).toEqual([
    2,
    undefined,
  ]);
  expect(
    readZone({
      ...{ type: 'Feature', id: 'x', geometry: null },
      properties: { kind: 'area', minSecurityLevel: 4 },
    }),
  ).toContain('minSecurityLevel 4 is not a whole number from 1 to 3');
});

test('O25 a level puts the rules of a zone into the running watch at once, and ends what they raised when it falls', async () => {
  const levels = levelsOfTest();
  const active = zonesAtLevel(standingZones([always, guarded]), levels);
  const watch = createZoneWatch(active.list());
  const vessel = vesselOf(244000001, 4.3, 51.3, { hazard: hazardOf('confirmed') });
  const told: string[] = [];
  const tell = (findings: readonly Finding[]): void => {
    for (const { action, cause } of findings) told.push(`${action} ${cause.split(':')[1]}`);
  };
  const stop = followZones({
    desk: active,
    pipeline: {
      rezone: (zones, nowMs, concerned) => tell(watch.replace(zones, nowMs, concerned)),
      judge: (_mmsi, nowMs) => tell(watch.evaluate(vessel, nowMs).findings),
    },
    clock: () => startMs,
    // changes on each other's heels are not what is tried here
    schedule: (_ms, run) => {
      queueMicrotask(run);
      return () => {};
    },
  });
  tell(watch.evaluate(vessel, startMs).findings);
  expect([told, watch.evaluate(vessel, startMs).zones]).toEqual([['raise always'], ['always', 'guarded']]);
  await levels.set(null, 2, 'ann', 'a threat');
  await Promise.resolve();
  expect(told.slice(1)).toEqual(['raise guarded']);
  await levels.set(null, 1, 'ann', 'over');
  expect(told.slice(2)).toEqual(['clear guarded']);
  stop();
});

test('O25 zones that no level touches stay the same objects, so that the watch does not begin anew', async () => {
  const levels = levelsOfTest();
  const active = zonesAtLevel(standingZones([always, guarded]), levels);
  const [before] = [active.list()];
  await levels.set('always', 3, 'ann', 'of no rule');
  expect(active.list()).toEqual(before);
  active.list().forEach((zone, i) => {
    expect(zone).toBe(before[i]);
  });
});

let world: World;
beforeEach(async () => {
  const watch = { ...always, id: 'watch', visibleTo: ['police'] };
  world = await createWorld({}, undefined, standingZones([always, watch]));
});
afterEach(async () => {
  for (const socket of world.app.websocketServer.clients) socket.terminate();
  await world.app.close();
});
const put = (payload: object) => world.app.inject({ method: 'PUT', url: '/api/v1/security-level', payload });
const raise = { level: 2, reason: 'as the authority says' };

test('O26 setting a level is written down with before, after and reason, and answered with all levels', async () => {
  world.reader = readerOfTest('ann');
  const answer = await put(raise);
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    { port: { level: 2, since: expect.any(String), by: 'ann', reason: raise.reason }, facilities: [] },
  ]);
  await put({ level: 3, zone: 'always', reason: 'a threat to the quay' });
  expect((await world.app.inject('/api/v1/security-level')).json().facilities).toMatchObject([
    { zone: 'always', level: 3 },
  ]);
  expect(world.audit.entries).toMatchObject([
    { action: 'security-level.set', object: 'port', detail: { before: 1, after: 2, reason: raise.reason } },
    { action: 'security-level.set', object: 'zone/always', detail: { before: 1, after: 3 } },
  ]);
});

test('O26 a level that cannot be written into the audit is not set', async () => {
  world.audit.refuses = true;
  expect((await put(raise)).statusCode).toBe(503);
  expect(world.ports.securityLevels.port.level).toBe(1);
});

test('O26 a facility that is hidden from the reader cannot be set and is not shown', async () => {
  world.reader = readerOfTest('ann');
  const unknown = await put({ ...raise, zone: 'watch' });
  expect([unknown.statusCode, unknown.json().detail]).toEqual([400, "zone: the port has no zone 'watch'"]);
  world.reader = readerOfTest('pol', { organisation: 'police' });
  expect((await put({ ...raise, zone: 'watch' })).statusCode).toBe(200);
  expect((await world.app.inject('/api/v1/security-level')).json().facilities).toHaveLength(1);
  world.reader = readerOfTest('ann');
  expect((await world.app.inject('/api/v1/security-level')).json().facilities).toEqual([]);
});

test('O27 another level of the port is told to all live clients with the next stage', async () => {
  const client = await connect(world);
  client.send({ type: 'subscribe', alerts: false });
  expect(await client.nextOf('status')).toMatchObject({ securityLevel: 1 });
  await put(raise);
  world.time.advance(1000);
  expect(await client.nextOf('status')).toMatchObject({ securityLevel: 2 });
});
