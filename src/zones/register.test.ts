import { mkdtemp, open as openHandle, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readZone } from '../config/zone.ts';
import type { ZoneRecord } from '../model/zone-desk.ts';
import { openZoneRegister, type ZoneRegister, type ZoneRegisterOptions } from './register.ts';
import { isNewer } from './tag.ts';

let dir: string;
let open: ZoneRegister[];
let said: object[];
let nowMs: number;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zones-'));
  open = [];
  said = [];
  nowMs = Date.parse('2026-11-25T10:00:00Z');
});
afterEach(async () => {
  for (const register of open) await register.close();
  await rm(dir, { recursive: true });
});

const circle = (id: string, name = id, radiusM = 300) => ({
  ...{ type: 'Feature', id, geometry: { type: 'Point', coordinates: [4.3, 51.3] } },
  properties: { kind: 'area', radiusM, name },
});
function portZone(feature: object) {
  const zone = readZone(feature);
  if (typeof zone === 'string') throw new Error(zone);
  return { zone, feature };
}
const say = (fields: object, text: string) => void said.push({ ...fields, text });
async function start(
  features: readonly object[] = [circle('dock')],
  more: Partial<ZoneRegisterOptions> = {},
): Promise<ZoneRegister> {
  const register = await openZoneRegister({
    path: join(dir, 'zones.journal'),
    base: features.map(portZone),
    ...{ read: readZone, clock: () => nowMs, log: { info() {}, warn: say, error: say }, ...more },
  });
  open.push(register);
  return register;
}
async function again(
  features?: readonly object[],
  more?: Partial<ZoneRegisterOptions>,
): Promise<ZoneRegister> {
  for (const register of open.splice(0)) await register.close();
  return start(features, more);
}
const names = (register: ZoneRegister): string[] => register.list().map(({ name }) => name);

test('Z30 every version is on disk, and the latest one is in force after a start, deletions too', async () => {
  const first = await start([circle('dock'), circle('lock')]);
  await first.put('spill', circle('spill'), 'absent', 'ann');
  await first.put('dock', circle('dock', 'Dock 2'), 'exists', 'bob');
  await first.remove('lock', 'exists', 'bob');
  const { revision } = first;
  const second = await again([circle('dock'), circle('lock')]);
  expect(names(second)).toEqual(['Dock 2', 'spill']);
  expect(second.revision).toBe(revision);
  expect(second.versions('dock').map(({ version, by }) => [version, by])).toEqual([
    [1, 'bob'],
    [0, 'port file'],
  ]);
  const lines = (await readFile(join(dir, 'zones.journal'), 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(4);
  expect(said).toEqual([]);
});

test('Z30 a zone that the port file changes later stays as it was changed over HTTP, and a warning names it', async () => {
  await (await start()).put('dock', circle('dock', 'ours'), 'exists', 'ann');
  const edited = [circle('dock', 'of the file', 500)];
  const second = await again(edited);
  expect(names(second)).toEqual(['ours']);
  expect(said).toEqual([expect.objectContaining({ zone: 'dock' })]);
  // who changes it now knows the file
  await second.put('dock', circle('dock', 'newer'), 'exists', 'ann');
  said = [];
  await again(edited);
  expect(said).toEqual([]);
});

test('Z30 a stored zone that can no longer be read leaves the version before it in force', async () => {
  await (await start()).put('dock', circle('dock', 'ours'), 'exists', 'ann');
  const read: ZoneRegisterOptions['read'] = (feature) =>
    JSON.stringify(feature).includes('ours') ? 'properties.kind is not known' : readZone(feature);
  expect(names(await again(undefined, { read }))).toEqual(['dock']);
  expect(said[0]).toMatchObject({ zone: 'dock', version: 1, reason: 'properties.kind is not known' });
});

test('Z31 a change that the disk refuses is refused, counts for nothing, and shows until one is written', async () => {
  let refuses = true;
  const register = await start(undefined, {
    async openFile(path) {
      const handle = await openHandle(path, 'a');
      return {
        append: (bytes) => (refuses ? Promise.reject(new Error('ENOSPC')) : handle.appendFile(bytes)),
        sync: () => handle.datasync(),
        truncate: (bytes) => handle.truncate(bytes),
        close: () => handle.close(),
      };
    },
  });
  let told = 0;
  register.subscribe(() => told++);
  await expect(register.put('spill', circle('spill'), 'absent', 'ann')).rejects.toThrow('ENOSPC');
  expect([register.get('spill'), told, register.degraded]).toEqual([
    null,
    0,
    expect.stringContaining('ENOSPC'),
  ]);
  const remote: ZoneRecord = {
    id: 'far',
    version: 1,
    at: '2026-11-25T10:00:00.000Z',
    by: 'x',
    feature: circle('far'),
    over: null,
  };
  await register.take([remote]);
  expect([names(register), told]).toEqual([['dock', 'far'], 1]);
  refuses = false;
  expect(await register.put('spill', circle('spill'), 'absent', 'ann')).toMatchObject({ outcome: 'created' });
  expect([names(register), told, register.degraded]).toEqual([['dock', 'far', 'spill'], 2, null]);
});

test('Z32 zones, ids and versions in memory are bounded; all versions stay on disk', async () => {
  const limits = { zones: 2, known: 3, positions: 2000, versionsAZone: 3, pastChars: 1000 };
  const register = await start(undefined, { limits });
  for (let i = 0; i < 6; i++) await register.put('dock', circle('dock', `name ${i}`), 'exists', 'ann');
  expect(register.versions('dock').map(({ version }) => version)).toEqual([6, 5, 4]);
  const wide = { ...circle('dock'), properties: { kind: 'area', radiusM: 9, note: 'x'.repeat(900) } };
  await register.put('dock', wide, 'exists', 'ann');
  await register.put('dock', wide, 'exists', 'ann');
  expect(register.versions('dock').map(({ version }) => version)).toEqual([8]);
  expect((await readFile(join(dir, 'zones.journal'), 'utf8')).trim().split('\n')).toHaveLength(9);
  for (const id of ['a', 'b']) {
    expect(await register.put(id, circle(id), 'absent', 'ann')).toMatchObject({ outcome: 'created' });
    expect(await register.put('c', circle('c'), 'absent', 'ann')).toMatchObject({ outcome: 'refused' });
    await register.remove(id, 'exists', 'ann');
  }
  expect(await register.put('c', circle('c'), 'absent', 'ann')).toMatchObject({ outcome: 'refused' });
  expect(await register.put('a', circle('a'), 'absent', 'ann')).toMatchObject({ outcome: 'created' });
});

test('Z33 of two versions of a zone every process takes the same one, in whatever order they come', async () => {
  const of = (version: number, at: string, name: string): ZoneRecord => ({
    ...{ id: 'dock', version, at: `2026-11-25T10:00:0${at}.000Z`, by: name, over: null },
    feature: circle('dock', name),
  });
  const all = [of(1, '1', 'a'), of(2, '2', 'b'), of(2, '3', 'c'), of(2, '3', 'd'), of(1, '9', 'e')];
  const best = all.reduce((x, y) => (isNewer(y, x) ? y : x));
  expect(['c', 'd']).toContain(best.by);
  for (const order of [all, all.toReversed(), [all[3], all[0], all[2], all[4], all[1]]]) {
    const register = await again();
    for (const record of order) if (record) await register.take([record]);
    expect(names(register)).toEqual([best.by]);
    // a change that is made to it now is newer than all
    const state = await register.put('dock', circle('dock', 'next'), 'exists', 'ann');
    expect(state).toMatchObject({ outcome: 'changed', state: { zone: { version: 3 } } });
    for (const held of open.splice(0)) await held.close();
    await rm(join(dir, 'zones.journal'));
  }
});
