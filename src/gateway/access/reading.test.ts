import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createWorld,
  hazardOf,
  portOfTest,
  standingZones,
  vesselOf,
  type World,
} from '../../../test/gateway-helpers.ts';
import { readerOfTest } from '../../../test/readers.ts';
import type { FieldGroup } from '../../model/access.ts';
import type { Zone } from '../../model/zone.ts';

const [dock] = portOfTest.zones as [Zone];
let world: World;
beforeEach(async () => {
  const watch = { ...dock, id: 'watch', visibleTo: ['police'] };
  world = await createWorld({}, undefined, standingZones([dock, watch]));
  world.put(vesselOf(244000001, 4.3, 51.3, { eni: '02301234', hazard: hazardOf('confirmed') }));
});
afterEach(() => world.app.close());

const get = (url: string) => world.app.inject(`/api/v1/${url}`);
const seeing = (...sees: FieldGroup[]) => {
  world.reader = readerOfTest('ann', { sees });
};

test('O17 reading restricted fields is written down before they are shown, once for the same vessel', async () => {
  seeing('cargo', 'persons', 'eni');
  for (let i = 0; i < 3; i++) expect((await get('vessels/244000001')).statusCode).toBe(200);
  expect(world.audit.entries).toMatchObject([
    {
      action: 'fields.read',
      object: 'vessel/244000001',
      outcome: 'done',
      detail: { fields: ['persons', 'eni'] },
    },
  ]);
  await world.time.advance(15 * 60_000);
  await get('vessels/244000001');
  expect(world.audit.entries).toHaveLength(2);
  seeing('cargo');
  await get('vessels/244000001');
  expect(world.audit.entries).toHaveLength(2);
});

test('O17 lists of vessels are written down as such, now and in the past', async () => {
  seeing('cargo', 'persons');
  await get('vessels');
  await get('history/tracks?bbox=4,51,5,52');
  expect(world.audit.entries.map(({ object }) => object)).toEqual(['vessels', 'history/tracks']);
});

test('O17 a track that leaves as a file is written down every time, and needs the permission', async () => {
  for (let i = 0; i < 2; i++) expect((await get('vessels/244000001/track?format=kml')).statusCode).toBe(200);
  expect(world.audit.entries).toMatchObject([
    { action: 'data.exported', object: 'vessel/244000001', detail: { what: 'track', format: 'kml' } },
    { action: 'data.exported' },
  ]);
  world.reader = readerOfTest('bo', { may: ['history.read'] });
  expect((await get('vessels/244000001/track')).statusCode).toBe(200);
  expect((await get('vessels/244000001/track?format=csv')).statusCode).toBe(403);
});

test('O17 what cannot be written down is not shown', async () => {
  world.audit.refuses = true;
  const { statusCode, payload } = await get('vessels/244000001');
  expect(statusCode).toBe(503);
  expect(payload).not.toContain('02301234');
  seeing('cargo');
  expect((await get('vessels/244000001')).statusCode).toBe(200);
});

test('O18 a filter by what is not seen is refused; a search finds nothing by an ENI that is not shown', async () => {
  const found = async (q: string) => (await get(`vessels?q=${q}`)).json().features.length;
  expect([await found('023012'), await found('VESSEL')]).toEqual([1, 1]);
  seeing('persons');
  expect([await found('023012'), await found('VESSEL')]).toEqual([0, 1]);
  const refused = await get('vessels?hazard=confirmed');
  expect([refused.statusCode, refused.json().detail]).toEqual([
    403,
    "hazard: needs to see 'cargo' of every vessel",
  ]);
});

test('O23 the revision of the zones is that of those that the reader may know of', async () => {
  const revisionFor = async (organisation: string) => {
    world.reader = readerOfTest('x', { organisation });
    return (await get('zones')).json().revision;
  };
  expect(await revisionFor('port')).toBe(standingZones([dock]).revision);
  expect(await revisionFor('police')).toBe(world.ports.zones.revision);
});
