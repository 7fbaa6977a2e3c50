import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, hazardOf, vesselOf, type World } from '../../../test/gateway-helpers.ts';
import { VesselCollection, VesselDetail } from '../../protocol/vessel.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.app.close());

const list = async (query: string) => (await world.app.inject(`/api/v1/vessels?${query}`)).json();
const ids = async (query: string): Promise<string[]> =>
  (await list(query)).features.map(({ id }: { id: string }) => id);

test('H1 all filters must hold; a vessel without a position is in no bbox', async () => {
  world.put(
    vesselOf(205000001, 4.3, 51.3, { hazard: hazardOf('confirmed'), zones: ['dock-1'], name: 'ALPHA' }),
    vesselOf(205000002, 4.3, 51.3, { hazard: hazardOf('suspected') }),
    vesselOf(205000003, 5.0, 51.3, { hazard: hazardOf('confirmed'), callsign: 'ORAlp' }),
    vesselOf(205000004, null),
  );
  expect(await ids('')).toEqual(['205000001', '205000002', '205000003', '205000004']);
  expect(await ids('bbox=4.2,51.2,4.4,51.4')).toEqual(['205000001', '205000002']);
  expect(await ids('hazard=confirmed')).toEqual(['205000001', '205000003']);
  expect(await ids('hazard=confirmed,suspected&bbox=4.2,51.2,4.4,51.4')).toEqual(['205000001', '205000002']);
  expect(await ids('zone=dock-1')).toEqual(['205000001']);
  expect(await ids('q=alp')).toEqual(['205000001', '205000003']);
  expect(await ids('q=5000002')).toEqual(['205000002']);
  expect(await ids('q=.*')).toEqual([]);
});

test('H1 a bbox may cross the antimeridian', async () => {
  world.put(vesselOf(1, 179.5, 0), vesselOf(2, -179.5, 0), vesselOf(3, 0, 0));
  expect(await ids('bbox=179,-1,-179,1')).toEqual(['000000001', '000000002']);
});

test('H2 pages go by MMSI, each vessel once, and end with null', async () => {
  for (let i = 25; i > 0; i -= 1) world.put(vesselOf(205000000 + i));
  const seen: string[] = [];
  let cursor = '';
  for (let pages = 0; pages < 9; pages += 1) {
    const page = await list(`limit=10${cursor}`);
    seen.push(...page.features.map(({ id }: { id: string }) => id));
    if (page.next === null) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => String(205000001 + i)));
});

test('H3 a vessel is shown with nine digits, ISO times and its age at the time of the answer', async () => {
  const evidence = [
    { source: 'inland-ais', value: '2 cones', atMs: Date.parse('2026-11-23T09:00:00Z') },
  ] as const;
  world.put(vesselOf(1234567, 4.3, 51.3, { hazard: { ...hazardOf('confirmed'), cones: 2, evidence } }));
  world.time.advance(500);
  const body = await list('');
  expect(Value.Check(VesselCollection, body)).toBe(true);
  expect(body.features[0]).toMatchObject({
    id: '001234567',
    geometry: { type: 'Point', coordinates: [4.3, 51.3] },
    properties: {
      mmsi: '001234567',
      shipTypeText: 'Tanker, hazard category OS',
      positionAt: '2026-11-23T09:59:58.500Z',
      ageS: 2,
      signal: 'live',
      hazard: {
        state: 'confirmed',
        cones: 2,
        evidence: [{ source: 'inland-ais', value: '2 cones', at: '2026-11-23T09:00:00.000Z' }],
      },
    },
  });
  const one = (await world.app.inject('/api/v1/vessels/001234567')).json();
  expect(Value.Check(VesselDetail, one)).toBe(true);
  expect(one.properties).toMatchObject({
    toBowM: 100,
    firstHeardAt: '2026-11-23T09:59:00.000Z',
    receivers: [{ name: 'kallo', heardAt: '2026-11-23T09:59:58.500Z' }],
  });
});

test.each([
  ['bbox=1,2,3', /^bbox: /],
  ['bbox=1,2,3,x', /^bbox: /],
  ['bbox=1,2,,4', /^bbox: /],
  ['bbox=4,52,5,51', /^bbox: south/],
  ['bbox=-190,0,1,1', /^bbox: west/],
  ['bbox=1,2,3,4&bbox=1,2,3,4', /^bbox: /],
  ['hazard=explosive', /^hazard: 'explosive'/],
  ['zone=nowhere', /^zone: .*'nowhere'/],
  ['limit=1001', /^limit: /],
  ['limit=many', /^limit: /],
  ['cursor=abc', /^cursor: /],
  ['at=2026-11-23T10:00:01Z', /^at: lies in the future/],
  ['at=yesterday', /^at: must be a time/],
  ['when=now', /^when: not a known field/],
  ['__proto__=1', /^__proto__: /],
])('H4 a bad query is refused with the name of the field: %s', async (query, detail) => {
  const answer = await world.app.inject(`/api/v1/vessels?${query}`);
  expect(answer.statusCode).toBe(400);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json()).toMatchObject({ type: 'about:blank', title: 'Bad Request', status: 400 });
  expect(answer.json().detail).toMatch(detail);
});

test('H4 an unknown vessel is 404, an MMSI of another form 400', async () => {
  const unknown = await world.app.inject('/api/v1/vessels/205000009');
  expect([unknown.statusCode, unknown.json().detail]).toEqual([
    404,
    'mmsi: no vessel 205000009 in the live picture',
  ]);
  const short = await world.app.inject('/api/v1/vessels/205');
  expect([short.statusCode, short.json().detail]).toEqual([400, expect.stringMatching(/^mmsi: /)]);
});
