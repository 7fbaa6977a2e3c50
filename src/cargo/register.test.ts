import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cargoOf, hourMs, hullOf, nowMs } from '../../test/cargo-samples.ts';
import type { Declaration, DeclaredCargo, DeclareResult } from '../model/cargo.ts';
import { type CargoRegister, openRegister, type RegisterOptions } from './register.ts';

const barge = 205278090;
let dir: string;
let clockMs: number;
let opened: CargoRegister[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cargo-'));
  clockMs = nowMs;
  opened = [];
});
afterEach(async () => {
  for (const register of opened) await register.close();
  await rm(dir, { recursive: true });
});

const silent = { info() {}, warn() {}, error() {} };
async function start(options: Partial<RegisterOptions> = {}): Promise<CargoRegister> {
  const path = join(dir, 'declarations.journal');
  const register = await openRegister({ path, clock: () => clockMs, log: silent, ...options });
  opened.push(register);
  return register;
}

async function declare(
  register: CargoRegister,
  said: Partial<DeclaredCargo>,
  mmsi = barge,
): Promise<DeclareResult> {
  const [result] = await register.declare([{ mmsi, cargo: cargoOf(said) }], 'agent');
  if (result === undefined) throw new Error('no result');
  return result;
}
async function declared(register: CargoRegister, said: Partial<DeclaredCargo>): Promise<Declaration> {
  const result = await declare(register, said);
  if (result.outcome === 'refused') throw new Error(`${result.field}: ${result.detail}`);
  return result.declaration;
}
const dryBarge = () => hullOf({ eriType: 8010, inlandHazard: 0 });
const stateOf = (register: CargoRegister) => register.judge(dryBarge(), clockMs).state;

test('K11 a declaration counts from its beginning to its end, and not after it was withdrawn', async () => {
  const register = await start();
  const later = await declared(register, {
    cones: 2,
    validFromMs: nowMs + hourMs,
    validToMs: nowMs + 2 * hourMs,
  });
  const states: string[] = [];
  for (const ms of [nowMs, nowMs + hourMs - 1, nowMs + hourMs, nowMs + 2 * hourMs - 1, nowMs + 2 * hourMs]) {
    clockMs = ms;
    states.push(stateOf(register));
  }
  expect(states).toEqual(['none-declared', 'none-declared', 'confirmed', 'confirmed', 'none-declared']);
  clockMs = nowMs + hourMs;
  await register.withdraw(barge, later.id, 'office');
  expect(stateOf(register)).toBe('none-declared');
});

test('K11 vessels are named when a declaration begins and when it ends, once each', async () => {
  const register = await start();
  await declared(register, { cones: 2, validFromMs: nowMs + hourMs, validToMs: nowMs + 2 * hourMs });
  await declare(register, { cones: 1, validToMs: nowMs + hourMs }, 244000001);
  const due = (ms: number) => [...register.due(ms)].sort();
  expect(due(nowMs + hourMs - 1)).toEqual([]);
  expect(due(nowMs + hourMs)).toEqual([barge, 244000001]);
  expect(due(nowMs + hourMs + 1)).toEqual([]);
  expect(due(nowMs + 3 * hourMs)).toEqual([barge]);
  expect(due(nowMs + 9 * hourMs)).toEqual([]);
  // a clock that was set back: everything is looked at again
  expect(due(nowMs)).toEqual([barge, 244000001]);
  expect(due(nowMs + hourMs)).toEqual([barge, 244000001]);
});

test('K13 a withdrawn declaration stays to be read, with who withdrew it and when', async () => {
  const register = await start();
  const { id } = await declared(register, { cones: 2, reference: 'ANR-1' });
  clockMs += 1000;
  const withdrawn = await register.withdraw(barge, id, 'office');
  expect(withdrawn).toMatchObject({ cones: 2, withdrawnAtMs: nowMs + 1000, withdrawnBy: 'office' });
  clockMs += 1000;
  expect(await register.withdraw(barge, id, 'someone')).toEqual(withdrawn);
  expect(register.list(barge)).toEqual([withdrawn]);
  expect(await register.withdraw(244000001, id, 'office'), 'of another vessel').toBeNull();
  expect(await register.withdraw(barge, 'nothing', 'office')).toBeNull();
});

test('K16 what was answered is there after a restart, newest first', async () => {
  const first = await start();
  const a = await declared(first, { cones: 2 });
  clockMs += 1;
  const b = await declared(first, { unNumbers: [1203], personsOnBoard: 3 });
  await first.withdraw(barge, a.id, 'office');
  const before = first.list(barge);
  await first.close();
  const second = await start();
  expect(second.list(barge)).toEqual(before);
  expect(second.list(barge).map(({ id, withdrawnBy }) => [id, withdrawnBy])).toEqual([
    [b.id, null],
    [a.id, 'office'],
  ]);
  expect(second.judge(dryBarge(), clockMs)).toMatchObject({ state: 'confirmed', personsOnBoard: 3 });
});

test('K16 what the disk refuses is refused, counts for nothing, and shows as degraded', async () => {
  const fault = { on: false };
  const register = await start({
    openFile: async (path) => {
      const handle = await open(path, 'a');
      return {
        append: (bytes) =>
          fault.on ? Promise.reject(new Error('ENOSPC: no space')) : handle.appendFile(bytes),
        sync: () => handle.datasync(),
        truncate: (bytes) => handle.truncate(bytes),
        close: () => handle.close(),
      };
    },
  });
  const heard: Declaration[] = [];
  register.subscribe((declarations) => void heard.push(...declarations));
  fault.on = true;
  await expect(declare(register, { cones: 2 })).rejects.toThrow('ENOSPC');
  expect([register.list(barge), heard, stateOf(register)]).toEqual([[], [], 'none-declared']);
  expect(register.degraded).toContain('ENOSPC');
  fault.on = false;
  const made = await declared(register, { cones: 2 });
  expect([heard, register.degraded]).toEqual([[made], null]);
});

test.each([
  [{}, 'cones', 'nothing is declared'],
  [{ cones: 1, validToMs: nowMs - hourMs }, 'validTo', 'later than validFrom'],
  [{ cones: 1, validFromMs: nowMs - 3 * hourMs, validToMs: nowMs - hourMs }, 'validTo', 'has passed'],
  [{ cones: 1, validToMs: nowMs + 9000 * hourMs }, 'validTo', 'more than a year'],
  [{ cones: 1, validFromMs: nowMs + 9000 * hourMs, validToMs: nowMs + 9001 * hourMs }, 'validFrom', 'year'],
  [{ cones: 1, validToMs: Number.NaN }, 'validTo', 'no such time'],
  [{ cones: 1, validFromMs: Number.NaN }, 'validFrom', 'no such time'],
  [{ cones: 0, gasFree: true, unNumbers: [1203] }, 'gasFree', 'declaration of none'],
  [{ gasFree: true, personsOnBoard: 2 }, 'gasFree', 'cones 0'],
] as const)('K17 fields that do not go together are refused by name: %j', async (said, field, detail) => {
  const register = await start();
  expect(await declare(register, said)).toEqual({
    outcome: 'refused',
    field,
    detail: expect.stringContaining(detail),
  });
  expect(register.list(barge)).toEqual([]);
});

test('K17 UN numbers and classes of single goods are among those of the whole', async () => {
  const register = await start();
  const item = {
    ...{ unNumber: 1005, imdgClass: '2.3', packingGroup: null, name: 'AMMONIA', category: null },
    ...{ flashPointC: null, tonnes: 4, packages: 1, container: 'MSKU1', stowage: null, hull: null },
    ...{ loadedAt: 'NLRTM', dischargedAt: 'BEANR' },
  };
  const made = await declared(register, { unNumbers: [1203], goods: [item, { ...item, unNumber: 1203 }] });
  expect(made).toMatchObject({ unNumbers: [1005, 1203], imdgClasses: ['2.3'] });
});

test('K18 the same declaration again is the same one, also when asked for at once', async () => {
  const register = await start();
  const said = { cones: 2, reference: 'ANR-1' } as const;
  const results = await Promise.all([1, 2, 3].map(() => declare(register, said)));
  expect(results.map(({ outcome }) => outcome)).toEqual(['declared', 'unchanged', 'unchanged']);
  const twice = await register.declare(
    [7, 7, 8].map((n) => ({ mmsi: barge, cargo: cargoOf({ cones: 1, tonnes: n }) })),
    'agent',
  );
  expect(twice.map(({ outcome }) => outcome)).toEqual(['declared', 'unchanged', 'declared']);
  expect(register.list(barge)).toHaveLength(3);
  for (const { id } of register.list(barge)) await register.withdraw(barge, id, 'office');
  expect((await declare(register, said)).outcome, 'after its withdrawal it is a new one').toBe('declared');
});

test('K22 those that are over give way, oldest first; those that stand never do', async () => {
  const register = await start({ maxPerVessel: 3 });
  const ids: string[] = [];
  for (const tonnes of [1, 2, 3]) ids.push((await declared(register, { cones: 1, tonnes })).id);
  expect(await declare(register, { cones: 1, tonnes: 4 })).toMatchObject({
    outcome: 'refused',
    field: 'mmsi',
    detail: '3 declarations of this vessel stand already',
  });
  await register.withdraw(barge, ids[1] ?? '', 'office');
  const fourth = await declared(register, { cones: 1, tonnes: 4 });
  expect(register.list(barge).map(({ id }) => id)).toEqual([fourth.id, ids[2], ids[0]]);
  await register.close();
  const again = await start({ maxPerVessel: 3 });
  expect(again.list(barge).map(({ id }) => id)).toEqual([fourth.id, ids[2], ids[0]]);
});

test('K22 the register as a whole is bounded in bytes', async () => {
  const register = await start({ maxBytes: 20_000 });
  const outcomes: string[] = [];
  for (let mmsi = 244000000; mmsi < 244000100; mmsi++)
    outcomes.push((await declare(register, { cones: 1 }, mmsi)).outcome);
  const kept = outcomes.filter((outcome) => outcome === 'declared').length;
  expect(outcomes.slice(0, kept)).toEqual(Array(kept).fill('declared'));
  expect(outcomes.slice(kept)).toEqual(Array(100 - kept).fill('refused'));
  expect(kept).toBeGreaterThan(30);
  clockMs += 25 * hourMs;
  const valid = { validFromMs: clockMs, validToMs: clockMs + hourMs };
  expect((await declare(register, { cones: 1, ...valid }, 244000099)).outcome).toBe('declared');
  expect(register.list(244000000), 'the oldest of those that are over').toEqual([]);
});
