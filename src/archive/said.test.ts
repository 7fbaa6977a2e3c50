import { expect, test } from 'vitest';
import { readSaid, type SaidColumns } from './said.ts';

const nowMs = 1_795_428_000_000;
const origin = { messageType: 8, receiver: 'kallo', atMs: nowMs - 60_000 };
const whole: SaidColumns = {
  inland_hazard: 2,
  dangerous_cargo: {
    ...{ unNumbers: [1203], imdgClasses: ['3'], category: 'X', substances: ['GASOLINE'], tonnes: 120.5 },
    atMs: nowMs - 3_600_000,
  },
  persons: { count: 4, atMs: nowMs },
  told: { name: null, static: { ...origin, messageType: 5 }, voyage: null, inland: origin },
};
function read(over: Partial<Record<keyof SaidColumns, unknown>> = {}) {
  const damaged: string[] = [];
  const said = readSaid({ ...whole, ...over } as SaidColumns, nowMs, damaged);
  return { said, damaged };
}
const cargoWith = (over: object) => ({ dangerous_cargo: { ...Object(whole.dangerous_cargo), ...over } });
const toldWith = (inland: unknown) => ({ told: { ...Object(whole.told), inland } });

test('K27 what is whole comes back as it stands, and what was never said as null', () => {
  expect(read()).toEqual({
    said: {
      ...{ inlandHazard: 2, dangerousCargo: whole.dangerous_cargo },
      ...{ persons: whole.persons, told: whole.told },
    },
    damaged: [],
  });
  const none = { inland_hazard: null, dangerous_cargo: null, persons: null, told: null };
  expect(read(none)).toEqual({
    said: { inlandHazard: null, dangerousCargo: null, persons: null, told: null },
    damaged: [],
  });
});

test.each([
  ['persons.count', { persons: { count: -1, atMs: nowMs } }],
  ['persons.count', { persons: { count: '4', atMs: nowMs } }],
  ['persons.atMs', { persons: { count: 4, atMs: nowMs + 120_000 } }],
  ['persons.atMs', { persons: { count: 4 } }],
  ['persons', { persons: 4 }],
  ['dangerous_cargo.unNumbers', cargoWith({ unNumbers: [1203, 'petrol'] })],
  ['dangerous_cargo.unNumbers', cargoWith({ unNumbers: { length: 1 } })],
  ['dangerous_cargo.imdgClasses', cargoWith({ imdgClasses: [3] })],
  ['dangerous_cargo.category', cargoWith({ category: 'W' })],
  ['dangerous_cargo.tonnes', cargoWith({ tonnes: -1 })],
  ['dangerous_cargo.atMs', cargoWith({ atMs: 1e300 })],
  ['dangerous_cargo', { dangerous_cargo: 'petrol' }],
  ['inland_hazard', { inland_hazard: 9 }],
])('K27 a bad %s drops that and nothing else', (field, over) => {
  const { said, damaged } = read(over);
  expect(damaged).toEqual([field]);
  const good = read().said;
  const keyOf = {
    persons: 'persons',
    dangerous_cargo: 'dangerousCargo',
    inland_hazard: 'inlandHazard',
  } as const;
  const key = keyOf[Object.keys(over)[0] as keyof typeof keyOf];
  expect(said).toEqual({ ...good, [key]: null });
});

test.each([
  ['no time', { messageType: 8, receiver: 'kallo' }],
  ['a time to come', { ...origin, atMs: nowMs + 3_600_000 }],
  ['a message that there is not', { ...origin, messageType: 28 }],
  ['a text', 'kallo'],
  ['nothing', undefined],
])('K27 a group of fields told with %s counts as told long ago', (_, inland) => {
  const { said, damaged } = read(toldWith(inland));
  expect(damaged).toEqual(['told.inland']);
  expect(said).toEqual({
    ...read().said,
    told: { ...Object(whole.told), inland: expect.objectContaining({ atMs: 0 }) },
  });
});

test.each([
  ['a number', 7],
  ['a list', [1, 2]],
  ['a text', 'told'],
])('K27 of %s in place of the times no group is believed', (_, told) => {
  const { said, damaged } = read({ told });
  expect(damaged).toEqual(['told.name', 'told.static', 'told.voyage', 'told.inland']);
  expect(Object.values(said.told ?? {}).map((group) => group?.atMs)).toEqual([0, 0, 0, 0]);
});
