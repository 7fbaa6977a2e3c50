import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Box } from '../../src/model/past.ts';
import type { Zone, ZoneKind } from '../../src/model/zone.ts';
import {
  CountReport,
  GridCollection,
  GridReport,
  PassageCollection,
  VisitPage,
  WaitReport,
} from '../../src/protocol/history.ts';
import { VesselCollection, VesselDetail } from '../../src/protocol/vessel.ts';
import { declarationOf } from '../cargo-samples.ts';
import { createWorld, standingZones, type World } from '../gateway-helpers.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { batch, position, vessel } from './archive-rows.ts';

const hourMs = 3_600_000;
const zone = (id: string, kind: ZoneKind, [west, south, east, north]: Box): Zone => ({
  ...{ id, name: id, kind, rules: [], exitMarginM: 0, approximate: false, uncertaintyM: null, note: null },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  },
});
const zones = [
  zone('dock-1', 'dock', [4.2, 51.2, 4.4, 51.4]),
  zone('lock-1', 'lock', [4.44, 51.29, 4.46, 51.31]),
];

/** The world's time is 10:00. */
const at = Date.parse('2026-11-23T06:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const span = `from=${iso(at)}&to=${iso(at + hourMs)}`;

/** Questions over HTTP, answered by a real archive. */
export function askingContract(open: () => Promise<ArchiveUnderTest>): void {
  let under: ArchiveUnderTest;
  let world: World;

  /** West of the dock, through it, and out in the east: a report a minute, 0.05° each. */
  const passage = (mmsi: number, fromMs = at) =>
    [4.15, 4.25, 4.3, 4.35, 4.45].map((lon, i) =>
      position(mmsi, fromMs + i * 60_000, { lon, lat: 51.3, sogKn: i === 2 ? null : 6.5 }),
    );
  const visit = (mmsi: number, zoneId: string, fromMs: number, toMs: number | null) => [
    { step: 'enters', mmsi, zoneId, timeMs: fromMs } as const,
    ...(toMs === null ? [] : [{ step: 'leaves', mmsi, zoneId, timeMs: toMs } as const]),
  ];

  beforeAll(async () => {
    under = await open();
    const { archive } = under;
    await archive.prepare();
    await archive.write(
      batch({
        positions: [
          ...[205_000_301, 205_000_302, 205_000_303].flatMap((mmsi) => passage(mmsi)),
          // beside the dock only, and at another time
          position(205_000_304, at, { lon: 4.402, lat: 51.3 }),
          ...passage(205_000_305, at - 5 * hourMs),
        ],
        vessels: [
          vessel(205_000_301, at - hourMs, { name: 'BEFORE', inlandHazard: 1 }),
          vessel(205_000_301, at + 2 * hourMs, { name: 'AFTER', inlandHazard: 0 }),
          vessel(205_000_302, at, { shipType: 60, eriType: null, class: 'A' }),
        ],
        visits: [
          ...visit(205_000_301, 'dock-1', at + 30_000, at + 210_000),
          ...visit(205_000_302, 'dock-1', at + 30_000, null),
          ...visit(205_000_303, 'dock-1', at - 2 * hourMs, at - hourMs),
          ...visit(205_000_301, 'lock-1', at + 240_000, null),
        ],
        declarations: [
          declarationOf({
            ...{ id: 'asked-1', mmsi: 205_000_302, declaredAtMs: at - 1, unNumbers: [1203] },
            ...{ validFromMs: at - hourMs, validToMs: at + hourMs },
          }),
        ],
      }),
    );
    world = await createWorld({}, undefined, standingZones(zones));
    world.history = archive.history;
    world.trackPages = (...asked) => archive.track(...asked);
  });
  afterAll(async () => {
    await world.app.close();
    await under.end();
  });

  const get = async (path: string) => {
    const answer = await world.app.inject(`/api/v1${path}`);
    return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json() };
  };

  test('V45 V46 who was in a zone, with the part of the track inside, as they were then', async () => {
    const { status, type, body } = await get(`/history/tracks?zone=dock-1&${span}`);
    expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
    expect(Value.Check(PassageCollection, body)).toBe(true);
    expect(body.features.map(({ id }: { id: string }) => id)).toEqual([
      '205000301',
      '205000302',
      '205000303',
    ]);
    const [first, second, third] = body.features;
    const [line] = first.geometry.coordinates;
    expect(line.map(([lon]: [number]) => Math.round(lon * 1e6) / 1e6)).toEqual([4.2, 4.25, 4.3, 4.35, 4.4]);
    const inS = first.properties.coordTimes[0].map((time: string) => (Date.parse(time) - at) / 1000);
    expect(inS).toEqual([30, 60, 120, 180, 210]);
    expect(first.properties).toMatchObject({
      ...{ name: 'BEFORE', firstAt: iso(at + 30_000), lastAt: iso(at + 210_000) },
      hazard: { state: 'confirmed', cones: 1 },
      coordSogKn: [[null, 6.5, null, 6.5, null]],
      onBorder: [[true, false, false, false, true]],
    });
    expect(second.properties).toMatchObject({ hazard: { state: 'confirmed', unNumbers: [1203] } });
    expect(third.properties).toMatchObject({ name: null, hazard: { state: 'unknown' } });
    expect(body.next).toBeNull();
  });

  test('V47 pages of a box give each vessel once, and end with null', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 9; pages += 1) {
      const { body } = await get(`/history/tracks?bbox=4.2,51.2,4.4,51.4&limit=2&${span}${cursor}`);
      seen.push(...body.features.map(({ id }: { id: string }) => id));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(seen).toEqual(['205000301', '205000302', '205000303']);
  });

  test('V48 visits have their stay, and open ones last until now', async () => {
    const { body } = await get(`/history/visits?zone=dock-1&${span}`);
    expect(Value.Check(VisitPage, body)).toBe(true);
    expect(body).toEqual({
      items: [
        {
          ...{ mmsi: '205000301', zoneId: 'dock-1', name: 'BEFORE', shipClass: 'tanker' },
          ...{ enteredAt: iso(at + 30_000), leftAt: iso(at + 210_000), open: false, stayS: 180 },
        },
        {
          ...{ mmsi: '205000302', zoneId: 'dock-1', name: 'SCHELDE "IV"', shipClass: 'passenger' },
          ...{ enteredAt: iso(at + 30_000), leftAt: null, open: true, stayS: 4 * 3_600 - 30 },
        },
      ],
      next: null,
    });
    const first = await get(`/history/visits?mmsi=205000301&limit=1&${span}`);
    const rest = await get(`/history/visits?mmsi=205000301&limit=1&${span}&cursor=${first.body.next}`);
    expect([...first.body.items, ...rest.body.items].map(({ zoneId }: { zoneId: string }) => zoneId)).toEqual(
      ['dock-1', 'lock-1'],
    );
    expect(rest.body.next).toBeNull();
  });

  test('V49 waiting times are those of locks', async () => {
    const { body } = await get(`/history/waiting?zone=lock-1&withinM=8000&${span}`);
    expect(Value.Check(WaitReport, body)).toBe(true);
    expect(body.byClass).toEqual([
      {
        ...{ shipClass: 'tanker', entries: 1, unknown: 0, medianWaitS: 0, p90WaitS: 0 },
        ...{ medianApproachS: 60, p90ApproachS: 60 },
      },
    ]);
    expect((await get(`/history/waiting?zone=dock-1&${span}`)).body.detail).toMatch(
      /^zone: 'dock-1' is of kind dock/,
    );
  });

  test('V50 entries an hour and class of ship', async () => {
    const { body } = await get(`/history/counts?zone=dock-1&${span}`);
    expect(Value.Check(CountReport, body)).toBe(true);
    expect(body.items).toEqual([
      { at: iso(at), shipClass: 'tanker', entries: 1 },
      { at: iso(at), shipClass: 'passenger', entries: 1 },
    ]);
  });

  test('V51 a grid of squares, or of numbers', async () => {
    const grid = await get(`/history/density?bbox=4.2,51.2,4.44,51.4&cellM=5000&${span}`);
    expect(Value.Check(GridCollection, grid.body)).toBe(true);
    const sum = (all: number[]): number => all.reduce((total, n) => total + n, 0);
    type Cell = { properties: { vessels: number; vesselMinutes: number } };
    const minutes = grid.body.features.map(({ properties }: Cell) => properties.vesselMinutes);
    // three reports inside of three vessels, each until the next a minute later; and one that nothing follows
    expect(sum(minutes)).toBe(3 * 3 + 6);
    const numbers = await get(`/history/density?bbox=4.2,51.2,4.44,51.4&cellM=5000&format=json&${span}`);
    expect(Value.Check(GridReport, numbers.body)).toBe(true);
    expect(numbers.body.cells.map(([, , , m]: number[]) => m)).toEqual(minutes);
  });

  test('V52 the picture of a time: who was there, as they were, with the age and signal of then', async () => {
    const then = at + 245_000;
    const { body } = await get(`/vessels?at=${iso(then)}`);
    expect(Value.Check(VesselCollection, body)).toBe(true);
    expect(body.at).toBe(iso(then));
    const ids = body.features.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['205000301', '205000302', '205000303', '205000304', '205000305']);
    expect(body.features[0]).toMatchObject({
      geometry: { coordinates: [4.45, 51.3] },
      properties: {
        ...{ name: 'BEFORE', positionAt: iso(at + 240_000), ageS: 5, signal: 'live', zones: ['lock-1'] },
        hazard: { state: 'confirmed', cones: 1 },
      },
    });
    expect(body.features[4].properties).toMatchObject({ signal: 'lost', name: null });
    const of = async (query: string) =>
      (await get(`/vessels?at=${iso(then)}&${query}`)).body.features.map(({ id }: { id: string }) => id);
    expect(await of('zone=dock-1')).toEqual(['205000302']);
    expect(await of('hazard=confirmed')).toEqual(['205000301', '205000302']);
    expect(await of('bbox=4.401,51.2,4.42,51.4')).toEqual(['205000304']);
    expect(await of('q=before')).toEqual(['205000301']);
    const page = await get(`/vessels?at=${iso(then)}&limit=3`);
    expect(page.body.features).toHaveLength(3);
    expect(await of(`cursor=${page.body.next}`)).toEqual(['205000304', '205000305']);
    // under way, and silent for over six hours: T19
    expect((await get(`/vessels?at=${iso(at + 3 * hourMs)}`)).body.features).toHaveLength(4);
  });

  test('V52 one vessel as it was, and none where there was none', async () => {
    const { body } = await get(`/vessels/205000301?at=${iso(at + 3 * hourMs)}`);
    expect(Value.Check(VesselDetail, body)).toBe(true);
    expect(body).toMatchObject({
      at: iso(at + 3 * hourMs),
      properties: { name: 'AFTER', signal: 'lost', hazard: { state: 'suspected', cones: 0 } },
    });
    const before = await get(`/vessels/205000301?at=${iso(at - 1)}`);
    expect([before.status, before.body.detail]).toEqual([
      404,
      `mmsi: no vessel 205000301 in the picture of ${iso(at - 1)}`,
    ]);
  });

  test.each([
    ['/history/tracks?', /^bbox: is missing/],
    ['/history/tracks?zone=nowhere', /^zone: the port has no zone 'nowhere'/],
    ['/history/tracks?zone=dock-1&bbox=1,2,3,4', /^zone: not together/],
    ['/history/tracks?bbox=179,1,-179,2', /^bbox: west must be less than east/],
    ['/history/tracks?zone=dock-1&from=2026-11-01T00:00:00Z', /^from: at most 7 days before/],
    ['/history/tracks?zone=dock-1&cursor=x', /^cursor: /],
    ['/history/tracks?zone=dock-1&limit=1001', /^limit: /],
    ['/history/visits?mmsi=12', /^mmsi: /],
    ['/history/visits?from=2026-01-01T00:00:00Z', /^from: at most 92 days before/],
    ['/history/visits?cursor=WzFd', /^cursor: not a cursor/],
    ['/history/visits?cursor=%00', /^cursor: not a cursor/],
    ['/history/counts?', /^zone: /],
    ['/history/counts?zone=dock-1&per=month', /^per: /],
    ['/history/waiting?zone=lock-1&from=2026-10-01T00:00:00Z', /^from: at most 31 days before/],
    [
      '/history/density?bbox=4,51,5,52&cellM=10',
      /^cellM: gives \d+ × \d+ cells and 20000 is the limit: ask for larger/,
    ],
    ['/history/density?bbox=4,51,4.1,51.1&from=2026-10-01T00:00:00Z', /^from: at most 31 days before/],
    ['/history/density?bbox=4,51,4,52', /^bbox: west must be less/],
    ['/vessels/205000301?at=2027-01-01T00:00:00Z', /^at: lies in the future/],
  ])('V53 what is too large or wrong is refused with the field and the limit: %s', async (path, detail) => {
    const { status, type, body } = await get(path);
    expect([status, type]).toEqual([400, expect.stringMatching(/^application\/problem\+json/)]);
    expect(body.detail).toMatch(detail);
  });
}
