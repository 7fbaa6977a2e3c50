import { Parser } from '@asyncapi/parser';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../../test/gateway-helpers.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.app.close());

const text = async (url: string): Promise<string> => (await world.app.inject(url)).body;

test('H17 the OpenAPI document is valid and describes every route of the interface', async () => {
  const document = JSON.parse(await text('/api/v1/openapi.json'));
  expect(await new Validator().validate(document)).toEqual({ valid: true });
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).sort()).toEqual([
    '/api/v1/accounts',
    '/api/v1/accounts/{id}',
    '/api/v1/accounts/{id}/link',
    '/api/v1/accounts/{id}/sessions',
    '/api/v1/alerts',
    '/api/v1/alerts/handover',
    '/api/v1/alerts/{id}',
    '/api/v1/alerts/{id}/acknowledge',
    '/api/v1/alerts/{id}/close',
    '/api/v1/alerts/{id}/snooze',
    '/api/v1/audit',
    '/api/v1/audit/export',
    '/api/v1/cargo/summary',
    '/api/v1/declarations/import',
    '/api/v1/history/counts',
    '/api/v1/history/density',
    '/api/v1/history/tracks',
    '/api/v1/history/visits',
    '/api/v1/history/waiting',
    '/api/v1/keys',
    '/api/v1/keys/{id}',
    '/api/v1/nmea',
    '/api/v1/port',
    '/api/v1/receivers',
    '/api/v1/security-level',
    '/api/v1/session',
    '/api/v1/session/all',
    '/api/v1/session/all/{id}',
    '/api/v1/session/code',
    '/api/v1/session/link',
    '/api/v1/session/password',
    '/api/v1/session/purpose',
    '/api/v1/session/second-factor',
    '/api/v1/sign-in',
    '/api/v1/vessels',
    '/api/v1/vessels/{mmsi}',
    '/api/v1/vessels/{mmsi}/declarations',
    '/api/v1/vessels/{mmsi}/declarations/{id}',
    '/api/v1/vessels/{mmsi}/track',
    '/api/v1/zones',
    '/api/v1/zones/backtest',
    '/api/v1/zones/{id}',
    '/api/v1/zones/{id}/versions',
    '/api/v1/zones/{id}/versions/{version}',
    '/healthz',
    '/readyz',
  ]);
  const backtest = document.paths['/api/v1/zones/backtest'].post.responses['200'].content;
  expect(Object.keys(backtest)).toEqual(['application/x-ndjson', 'application/json']);
  const vessels = document.paths['/api/v1/vessels'].get;
  expect(vessels.parameters.map(({ name }: { name: string }) => name)).toContain('bbox');
  expect(vessels.responses['400'].content).toHaveProperty('application/problem+json');
});

test('H17 the AsyncAPI document is valid and has a message for every frame', async () => {
  const { document, diagnostics } = await new Parser().parse(await text('/api/v1/asyncapi.json'));
  expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
  const names = (document?.allMessages().all() ?? []).map((message) => message.name());
  expect(names.sort()).toEqual(
    [
      'acknowledge',
      'alert',
      'alerts',
      'error',
      'hello',
      'live',
      'pause',
      'ping',
      'pong',
      'replay',
      'replay-state',
      'resume',
      'seek',
      'snooze',
      'speed',
      'status',
      'subscribe',
      'vessels',
    ].sort(),
  );
});

test('H17 both can be read in a browser without inline script', async () => {
  expect(await text('/docs')).toContain('href="/docs/live"');
  const live = await text('/docs/live');
  for (const part of ['id="subscribe"', 'alerts.after', 'vessels[].hazard.state', 'resume-impossible'])
    expect(live).toContain(part);
  const http = await text('/docs/http');
  expect(http).toContain('swagger-ui');
  expect((await world.app.inject('/docs/http/static/swagger-ui-bundle.js')).statusCode).toBe(200);
  for (const page of [live, http]) expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=/i);
});
