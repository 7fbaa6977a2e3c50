import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, startMs, vesselOf, type World } from '../../../test/gateway-helpers.ts';
import { type CargoRegister, openRegister } from '../../cargo/register.ts';
import { unknownHazard } from '../../model/vessel.ts';
import {
  CargoSummaryView,
  DeclarationList,
  DeclarationView,
  type DeclarationView as View,
} from '../../protocol/cargo.ts';

const tomorrow = '2026-11-24T10:00:00.000Z';
const path = '/api/v1/vessels/205278090/declarations';
let dir: string;
let register: CargoRegister;
let world: World;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'declarations-'));
  const silent = { info() {}, warn() {}, error() {} };
  register = await openRegister({ path: join(dir, 'journal'), clock: () => startMs, log: silent });
  world = await createWorld({}, register);
});
afterEach(async () => {
  await world.app.close();
  await register.close();
  await rm(dir, { recursive: true });
});
const post = (payload: object, url = path) => world.app.inject({ method: 'POST', url, payload });

test('K16 a declaration is answered with 201 once it is on disk, listed, and withdrawn with DELETE', async () => {
  const said = { unNumbers: [1203], imdgClasses: ['3'], cones: 1, tonnes: 1200.5, personsOnBoard: 4 };
  const made = await post({ ...said, validFrom: '2026-11-23T12:00:00+02:00', validTo: tomorrow, note: 'é' });
  const declaration = made.json<View>();
  expect([made.statusCode, Value.Check(DeclarationView, declaration)]).toEqual([201, true]);
  expect(declaration).toMatchObject({
    ...said,
    ...{ mmsi: '205278090', state: 'valid', bFlag: false, gasFree: false, goods: [], note: 'é' },
    ...{ validFrom: '2026-11-23T10:00:00.000Z', validTo: tomorrow },
    ...{ declaredBy: 'local', withdrawnAt: null },
  });
  const gone = await world.app.inject({ method: 'DELETE', url: `${path}/${declaration.id}` });
  expect([gone.statusCode, gone.json()]).toEqual([
    200,
    { ...declaration, state: 'withdrawn', withdrawnAt: '2026-11-23T10:00:00.000Z', withdrawnBy: 'local' },
  ]);
  const list = (await world.app.inject(path)).json();
  expect(Value.Check(DeclarationList, list)).toBe(true);
  expect(list).toEqual({ items: [gone.json()], next: null });
  const again = await world.app.inject({ method: 'DELETE', url: `${path}/${declaration.id}` });
  expect([again.statusCode, again.json()]).toEqual([200, gone.json()]);
  const unknown = await world.app.inject({ method: 'DELETE', url: `${path}/nothing` });
  expect([unknown.statusCode, unknown.json().detail]).toEqual([
    404,
    "id: vessel 205278090 has no declaration 'nothing'",
  ]);
});

test('K18 declared again it is answered with 200 and the same declaration', async () => {
  const body = { cones: 2, validFrom: '2026-11-23T09:00:00Z', validTo: tomorrow };
  const [first, second] = [await post(body), await post(body)];
  expect([first.statusCode, second.statusCode, second.json()]).toEqual([201, 200, first.json()]);
});

test.each([
  [{ unNumbers: [3] }, 'unNumbers.0: must be >= 4'],
  [{ unNumbers: [3601] }, 'unNumbers.0: must be <= 3600'],
  [{ unNumbers: ['1203'] }, 'unNumbers.0: must be integer'],
  [{ imdgClasses: ['3', '1.9'] }, 'imdgClasses.1: must be one of 1.1, 1.2'],
  [{ cones: 4 }, 'cones: must be <= 3'],
  [{ cones: 1.5 }, 'cones: must be integer'],
  [{ bFlag: 'yes' }, 'bFlag: must be boolean'],
  [{ tonnes: -1 }, 'tonnes: must be >= 0'],
  [{ personsOnBoard: -1 }, 'personsOnBoard: must be >= 0'],
  [{ cones: 1, validFrom: 'today' }, 'validFrom: must be a time such as'],
  [{ cones: 1, validFrom: tomorrow }, 'validTo: must be later than validFrom'],
  [{ cones: 1, validTo: undefined }, 'validTo: missing'],
  [{ cones: 1, persons: 3 }, 'persons: not a known field'],
  [{ goods: [{ unNumber: 1203, hull: 'x' }] }, 'goods.0.hull: must match pattern'],
  [{ goods: [{ unNumber: 1203, weight: 1 }] }, 'goods.0.weight: not a known field'],
  [{ cones: 0, gasFree: true, bFlag: true }, 'gasFree: goes only with a declaration of none'],
  [{}, 'cones: nothing is declared'],
])('K17 a bad declaration is refused with the field named: %j', async (said, detail) => {
  const answer = await post({ validTo: tomorrow, ...said });
  expect([answer.statusCode, answer.json().detail]).toEqual([400, expect.stringContaining(detail)]);
  expect(register.list(205278090)).toEqual([]);
});

test('K17 goods are given one by one, as ERINOT and IFTDGN carry them', async () => {
  const item = { unNumber: 1972, imdgClass: '2.1', name: 'METHANE', tonnes: 400, dischargedAt: 'BEANR' };
  const made = (await post({ goods: [item], validTo: tomorrow })).json<View>();
  expect(made).toMatchObject({ unNumbers: [1972], imdgClasses: ['2.1'], cones: null });
  expect(made.goods).toEqual([expect.objectContaining({ ...item, packingGroup: null, container: null })]);
});

test('K16 a register that cannot write is 503, and nothing counts', async () => {
  await register.close();
  const answer = await post({ cones: 2, validTo: tomorrow });
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
  expect(answer.json().detail).toBe('the declaration is not on disk yet; repeat it to be sure');
});

test('K20 the summary counts the hazardous vessels in the port by state, class, cones and zone', async () => {
  const hazard = { ...unknownHazard, state: 'confirmed' as const };
  world.put(
    vesselOf(1, 4.3, 51.3, {
      zones: ['dock-1'],
      hazard: {
        ...hazard,
        cones: 2,
        imdgClasses: ['3', '8'],
        category: 'X',
        personsOnBoard: 4,
        conflict: true,
      },
    }),
    vesselOf(2, 4.3, 51.3, {
      zones: ['dock-1'],
      signal: 'lost',
      hazard: { ...hazard, state: 'suspected', bFlag: true, imdgClasses: ['3'] },
    }),
    vesselOf(3, 4.3, 51.3, { hazard: { ...hazard, personsOnBoard: 20, cones: 0 } }),
    vesselOf(4, 4.3, 51.3, { zones: ['dock-1'], hazard: { ...unknownHazard, personsOnBoard: 900 } }),
    vesselOf(5, 4.6, 51.3, { hazard }),
    vesselOf(6, null, 51.3, { hazard }),
    vesselOf(7, 4.3, 51.3, { class: 'base', hazard: { ...hazard, state: 'not-applicable' } }),
  );
  const summary = (await world.app.inject('/api/v1/cargo/summary')).json();
  expect(Value.Check(CargoSummaryView, summary)).toBe(true);
  expect(summary).toEqual({
    at: '2026-11-23T10:00:00.000Z',
    byState: { confirmed: 2, suspected: 1, unknown: 1, 'none-declared': 0, 'not-applicable': 0 },
    ...{ hazardous: 3, lost: 1, conflicts: 1, bFlag: 1 },
    byClass: { '3': 2, '8': 1 },
    byCategory: { X: 1, Y: 0, Z: 0, OS: 0 },
    byCones: { '0': 1, '1': 0, '2': 1, '3': 0, unknown: 1 },
    byZone: [
      {
        ...{ zoneId: 'dock-1', name: 'Dock 1', kind: 'dock', confirmed: 1, suspected: 1 },
        personsOnBoard: { total: 4, known: 1, unknown: 1 },
      },
    ],
    personsOnBoard: { total: 24, known: 2, unknown: 1 },
  });
});
