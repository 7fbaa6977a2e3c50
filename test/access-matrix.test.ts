import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameFault } from '../src/gateway/access/frames.ts';
import type { Door } from '../src/gateway/access/route-access.ts';
import type { FieldGroup, Reader } from '../src/model/access.ts';
import type { ClientFrame } from '../src/protocol/frames.ts';
import { actionsOf, leastFrames, reachOf, rewritten } from './access/page.ts';
import { everybody, nameOf } from './access/subjects.ts';
import { createSecretWorld, hidden, listed, tokens, vessels, type Whose } from './access/world.ts';

/** Every role at every purpose of every organisation, at every door: made from the routes and the policy as they are. */

let world: Awaited<ReturnType<typeof createSecretWorld>>;
let doors: readonly Door[];
beforeAll(async () => {
  world = await createSecretWorld();
  doors = world.app.doors();
});
afterAll(() => world.app.close());

const whose: readonly Whose[] = ['own', 'other'];
const pathOf = (url: string, which: Whose, zone: string = vessels[which].zone): string =>
  url
    .replace(':mmsi', vessels[which].mmsi)
    .replace(/:id$|:id(?=\/)/, url.includes('/alerts/') ? (which === 'own' ? 'a-1' : 'a-2') : zone)
    .replace(/:\w+|\*/g, '0');

/** From another machine, so that nothing is given to loopback. */
async function ask(reader: Reader | null, method: string, url: string) {
  world.reader = reader;
  const changes = method !== 'GET' && method !== 'HEAD';
  return world.app.inject({
    method: method as 'GET',
    url,
    remoteAddress: '192.0.2.7',
    ...(changes && { headers: { 'content-type': 'application/json' }, payload: '{}' }),
  });
}
/** Whether the door is shut, whatever lies behind it. */
const isShut = (status: number): boolean => status === 401 || status === 403;

test('O20 to nobody who is known, every route is shut that is not declared open', async () => {
  for (const { method, url, access } of doors) {
    const { statusCode } = await ask(null, method, pathOf(url, 'other'));
    expect(`${method} ${url} ${isShut(statusCode)}`).toBe(`${method} ${url} ${access !== 'open'}`);
  }
});

test('O20 open are the sign-in, the console with its files, and whether the server lives and is ready, and nothing else', () => {
  const mayBeOpen = [
    ...['GET /healthz', 'GET /readyz', 'GET /docs/page.css', 'GET /api/v1/sign-in'],
    ...['POST /api/v1/session', 'POST /api/v1/session/link'],
    ...['GET /api/v1/session/openid', 'GET /api/v1/session/openid/callback'],
  ];
  const open = doors
    .filter(({ access, method }) => access === 'open' && method !== 'HEAD')
    .map(({ method, url }) => `${method} ${url}`);
  // the console's files are whatever is not below one of these
  const others = open.filter((door) => !mayBeOpen.includes(door) && /^\w+ \/(api|docs|metrics)\b/.test(door));
  expect(others).toEqual([]);
  expect(open).toContain('GET /healthz');
});

test('checklist H9: every route answers every role at every purpose of every organisation as the policy says', async () => {
  for (const reader of everybody)
    for (const door of doors) {
      const reach = reachOf(reader, door);
      const { statusCode } = await ask(reader, door.method, pathOf(door.url, 'own'));
      const cell = `${door.method} ${door.url} for ${nameOf(reader)}`;
      if (reach === 'none') expect(`${cell}: ${statusCode}`).toBe(`${cell}: 403`);
      if (reach === 'all') expect(`${cell}: ${isShut(statusCode)}`).toBe(`${cell}: false`);
    }
});

test('O21 with a reach of own, what is of a vessel or zone is shut for that of others', async () => {
  const paths = [
    `/api/v1/vessels/:mmsi/declarations`,
    `/api/v1/history/visits?zone=:id`,
    `/api/v1/history/counts?zone=:id`,
    `/api/v1/history/tracks?zone=:id`,
  ];
  for (const reader of everybody.filter((r) => r.may('history.read') === 'own'))
    for (const path of paths) {
      const statuses = [];
      for (const which of whose) statuses.push((await ask(reader, 'GET', pathOf(path, which))).statusCode);
      const isOwner = reader.owns({ zones: [vessels.own.zone] });
      expect([nameOf(reader), path, ...statuses]).toEqual([nameOf(reader), path, isOwner ? 200 : 403, 403]);
    }
});

const frames = leastFrames.flatMap((frame): ClientFrame[] =>
  frame.type === 'subscribe'
    ? [frame, { ...frame, alerts: false }, { ...frame, vessels: false }, { ...frame, hazardOnly: true }]
    : [frame],
);

test('checklist W6: every frame is taken from every role at every purpose of every organisation as the policy says', () => {
  for (const reader of everybody)
    for (const frame of frames) {
      const fault = frameFault(reader, frame);
      const lacking = actionsOf(frame).filter(
        (action) =>
          reader.may(action) === 'none' || (reader.may(action) === 'own' && !action.startsWith('alerts.')),
      );
      const filters = 'hazardOnly' in frame && frame.hazardOnly === true && reader.sees('cargo') !== 'all';
      const cell = `${JSON.stringify(frame)} of ${nameOf(reader)}`;
      expect(`${cell}: ${fault === null}`).toBe(`${cell}: ${lacking.length === 0 && !filters}`);
      if (lacking[0] !== undefined) expect(fault).toContain(lacking[0]);
    }
});

/** Where restricted fields can be read, beside every route as it stands. */
const more = [
  ...['/api/v1/vessels?limit=1', '/api/v1/vessels?zone=dock-1', '/api/v1/vessels?q=0777'],
  ...['/api/v1/vessels?at=2026-11-23T09:59:59.000Z', '/api/v1/vessels/:mmsi?at=2026-11-23T09:59:59.000Z'],
  ...[
    '/api/v1/history/visits?mmsi=:mmsi',
    '/api/v1/history/tracks?bbox=4,51,5,52',
    '/api/v1/history/tracks?zone=:id',
  ],
  ...['csv', 'gpx', 'kml'].map((format) => `/api/v1/vessels/:mmsi/track?format=${format}`),
  '/api/v1/alerts?kind=zone.enter',
];

/** What of the two vessels and the zones stands in the text although the reader may not see it. */
function leaks(reader: Reader, text: string): string[] {
  const sees = (field: FieldGroup, which: Whose): boolean => {
    const { mmsi, zone } = vessels[which];
    const reach = reader.sees(field);
    return reach === 'all' || (reach === 'own' && reader.owns({ mmsi, zones: [zone] }));
  };
  const forbidden: string[] = whose.flatMap((which) => [
    ...(Object.keys(tokens[which]) as (keyof typeof tokens.own)[])
      .filter((field) => !sees(field, which))
      .map((field) => tokens[which][field]),
    ...(sees('watch-lists', which) ? [] : [listed[which]]),
  ]);
  if (!reader.maySee(hidden)) forbidden.push(hidden.id);
  if (reader.sees('watch-lists') === 'none') forbidden.push('visibleTo');
  // a whole word: figures of the process are long numbers, which may have any digits
  return forbidden.filter((token) => new RegExp(`\\b${token}\\b`).test(text));
}

test('checklist W7: no answer to anybody has a field, a vessel of a watch list or a zone that it may not see', async () => {
  const urls = [...doors.filter(({ method }) => method === 'GET').map(({ url }) => url), ...more];
  let seen = 0;
  for (const reader of everybody)
    for (const url of urls.filter((u) => !/openapi|asyncapi|docs/.test(u)))
      for (const which of whose) {
        const { statusCode, payload } = await ask(reader, 'GET', pathOf(url, which));
        if (statusCode === 200) seen += Number(payload.includes(tokens.other.cargo));
        const cell = `GET ${pathOf(url, which)} for ${nameOf(reader)}`;
        expect([cell, ...leaks(reader, payload)]).toEqual([cell]);
      }
  // the test can find something
  expect(seen).toBeGreaterThan(20);
});

test('O22 of a hidden zone every route says what it says of one that never was', async () => {
  const urls = [
    ...doors.filter(({ url }) => url.startsWith('/api/v1/zones/:id')),
    ...['vessels?zone=', 'history/visits?zone=', 'history/counts?zone=', 'history/tracks?zone='].map(
      (path) => ({
        ...{ method: 'GET', url: `/api/v1/${path}:id` },
      }),
    ),
  ];
  for (const reader of everybody.filter((r) => !r.maySee(hidden)))
    for (const { method, url } of urls) {
      const answers = [];
      for (const zone of [hidden.id, 'never-was']) {
        const { statusCode, payload } = await ask(reader, method, pathOf(url, 'other', zone));
        answers.push(`${statusCode} ${payload.replaceAll(zone, 'ID')}`);
      }
      expect([method, url, nameOf(reader), answers[0]]).toEqual([method, url, nameOf(reader), answers[1]]);
    }
});

test('docs/ACCESS.md is what the policy and the routes say', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../docs/ACCESS.md'), 'utf8');
  expect(rewritten(page, doors) === page, 'run `npm run access` and commit docs/ACCESS.md').toBe(true);
});
