import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, startMs, type World } from '../../../test/gateway-helpers.ts';
import { readerOfTest } from '../../../test/readers.ts';
import { verifyExport } from '../../access/audit/verify-export.ts';
import type { AuditNote } from '../../model/access.ts';
import { AuditList } from '../../protocol/audit.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.app.close());

const noteOf = (action: string, organisation = 'port'): AuditNote => ({
  ...{ action, address: '10.0.0.7', purpose: 'duty', object: 'zone/a', outcome: 'done', detail: { n: 1 } },
  actor: { id: 'account/1', name: 'ann', organisation },
});
const get = async (path: string) => (await world.app.inject(`/api/v1/audit${path}`)).json();
const actions = (body: { items: { action: string }[] }) => body.items.map(({ action }) => action);

test('L10 entries come by rising seq, by pages, behind `after`', async () => {
  for (let i = 1; i <= 5; i++) await world.audit.record(noteOf(`a${i}`));
  const first = await get('?limit=2');
  expect(Value.Check(AuditList, first)).toBe(true);
  expect(first.items[1]).toEqual(world.audit.entries[1]);
  const second = await get(`?limit=2&cursor=${first.next}`);
  const third = await get(`?limit=2&cursor=${second.next}`);
  expect([actions(first), actions(second), actions(third), third.next]).toEqual([
    ['a1', 'a2'],
    ['a3', 'a4'],
    ['a5'],
    null,
  ]);
  expect(actions(await get('?after=3'))).toEqual(['a4', 'a5']);
  expect((await get('?after=-1')).detail).toMatch(/^after: /);
  expect((await get('?limit=1001')).detail).toMatch(/^limit: /);
});

test('L11 of a confined organisation its own entries are shown, and a request looks through a bounded number', async () => {
  world.reader = readerOfTest('terminal', { organisation: 'quay', confined: true });
  for (let i = 1; i <= 10_050; i++)
    await world.audit.record(noteOf(`a${i}`, i % 2000 === 5 ? 'quay' : 'port'));
  await world.audit.record({ ...noteOf('nobody'), actor: null });
  const first = await get('?limit=1000');
  expect(actions(first)).toEqual(['a5', 'a2005', 'a4005', 'a6005', 'a8005']);
  const second = await get(`?limit=1000&cursor=${first.next}`);
  expect([actions(second), second.next]).toEqual([['a10005'], null]);
  const lines = (
    await world.app.inject('/api/v1/audit/export?from=2026-11-01T00:00:00Z&to=2027-01-01T00:00:00Z')
  ).body;
  expect(
    lines
      .split('\n')
      .slice(1, -2)
      .map((line) => JSON.parse(line).action),
  ).toEqual([...['a5', 'a2005', 'a4005', 'a6005', 'a8005', 'a10005', 'audit.exported']]);
  expect(JSON.parse(lines.split('\n')[0] ?? '').complete).toBe(false);
});

test('L18 of a change to a zone that is hidden from the reader the audit says who and when, and the export is a chain still', async () => {
  const feature = (visibleTo?: string[]) => ({ type: 'Feature', properties: { name: 'WATCH', visibleTo } });
  const change = (before: object | null, after: object | null) => ({
    ...{ ...noteOf('zone.changed'), object: 'zone/watch', detail: { before, after } },
  });
  await world.audit.record(change(null, feature()));
  await world.audit.record(change(feature(), feature(['police'])));
  await world.audit.record(change(feature(['police']), null));
  const seen = async (organisation: string) => {
    world.reader = readerOfTest('ada', { organisation });
    return (await get('?limit=3')).items.map(({ object }: { object: string }) => object);
  };
  expect(await seen('port')).toEqual(['zone/watch', 'zone/hidden', 'zone/hidden']);
  expect(await seen('police')).toEqual(['zone/watch', 'zone/watch', 'zone/watch']);
  world.reader = readerOfTest('ada', { organisation: 'port' });
  const path = '/api/v1/audit/export?from=2026-11-01T00:00:00Z&to=2027-01-01T00:00:00Z';
  const { body } = await world.app.inject(path);
  expect(body.match(/WATCH/g)).toHaveLength(1);
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  const file = join(folder, 'export.jsonl');
  const faultsOf = async (text: string) => {
    await writeFile(file, text);
    return (await verifyExport(file, () => {})).faults;
  };
  expect(await faultsOf(body)).toBe(0);
  expect(await faultsOf(body.replace('WATCH', 'WITCH'))).toBe(1);
  await rm(folder, { recursive: true });
});

test('checklist A5: an export has the chain of its time, is itself in the audit, and is not given when that cannot be written', async () => {
  const hour = 3_600_000;
  for (let i = 0; i < 6; i++) {
    await world.audit.record(noteOf(`a${i}`));
    world.time.advance(hour);
  }
  const iso = (hours: number) => new Date(startMs + hours * hour).toISOString();
  const path = `/api/v1/audit/export?from=${iso(2)}&to=${iso(5)}`;
  const answer = await world.app.inject(path);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': 'attachment; filename="havenwacht-audit.jsonl"',
  });
  const [head = '', ...rest] = answer.body.trim().split('\n');
  expect(JSON.parse(head)).toMatchObject({
    complete: true,
    before: { seq: 2, hash: world.audit.entries[1]?.hash },
  });
  expect(rest.slice(0, -1).map((line) => JSON.parse(line).action)).toEqual(['a2', 'a3', 'a4']);
  expect(JSON.parse(rest.at(-1) ?? '')).toMatchObject({ entries: 3, until: { seq: 5 } });
  expect(world.audit.entries.at(-1)).toMatchObject({
    action: 'audit.exported',
    actor: { id: 'account/local', name: 'local' },
    detail: { from: iso(2), to: iso(5) },
  });

  const dir = await mkdtemp(join(tmpdir(), 'audit-export-'));
  const file = join(dir, 'export.jsonl');
  const verify = async (text: string): Promise<string[]> => {
    const found: string[] = [];
    await writeFile(file, text);
    await verifyExport(file, ({ what }) => found.push(what));
    return found;
  };
  expect(await verify(answer.body)).toEqual([]);
  expect(await verify(answer.body.replace('"a3"', '"b3"'))).toEqual([
    expect.stringMatching(/^seq 4 .*edited/),
  ]);
  const cut = [head, ...rest.slice(0, 2), rest.at(-1)].join('\n');
  expect(await verify(cut)).toEqual(['2 entries are there, and the last line says 3']);
  await rm(dir, { recursive: true });

  world.audit.refuses = true;
  expect((await world.app.inject(path)).statusCode).toBe(503);
  world.audit.refuses = false;
  expect((await world.app.inject(`/api/v1/audit/export?from=${iso(5)}&to=${iso(2)}`)).json().detail).toBe(
    'from: must be before to',
  );
});

test('L12 the metrics say how far the audit has come', async () => {
  await world.audit.record(noteOf('a'));
  await world.audit.record(noteOf('b'));
  expect((await world.app.inject('/metrics')).body).toContain('\nhavenwacht_audit_entries_total 2\n');
});
