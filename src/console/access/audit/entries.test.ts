import { expect, test } from 'vitest';
import type { AuditEntry } from '../../../model/access.ts';
import { differences, endOf, exportPath, leavesOf, matches } from './entries.ts';

const entryOf = (given: Partial<AuditEntry>): AuditEntry => ({
  seq: 1,
  at: '2026-11-25T17:00:00.000Z',
  action: 'alert.acknowledged',
  actor: { id: 'account/an', name: 'an', organisation: 'port' },
  address: '10.0.0.7',
  purpose: 'duty',
  object: 'alert/a-17',
  outcome: 'done',
  detail: {},
  hash: '0'.repeat(64),
  ...given,
});

test('G17 the end of the audit is found by few questions, wherever it is', async () => {
  for (const last of [0, 1, 499, 500, 501, 5000, 123_456, 1_000_000]) {
    let asked = 0;
    const end = await endOf(async (after) => {
      asked += 1;
      return after < last;
    }, 500);
    expect(end).toBe(Math.ceil(last / 500) * 500);
    expect(asked).toBeLessThan(26);
  }
});

test('G17 an entry is found by every word of its actor, action, object and address', () => {
  const entry = entryOf({});
  const found = (query: string): boolean => matches(entry, 'acknowledged an alert', query);
  expect(['', 'an', 'PORT a-17', '10.0.0', 'acknowledged alert'].map(found)).toEqual(Array(5).fill(true));
  expect(['bo', 'an zone', 'snoozed'].map(found)).toEqual(Array(3).fill(false));
  expect(matches(entryOf({ actor: null, object: null }), 'was not let in', 'let')).toBe(true);
});

test('G17 of before and after only what differs is shown, by its name from the outside in', () => {
  const before = {
    name: 'Lock',
    rules: [{ kind: 'zone.speed', limitKn: 6 }],
    roles: ['police'],
    gone: 1,
    same: 2,
  };
  const after = {
    name: 'Lock',
    rules: [{ kind: 'zone.speed', limitKn: 8 }],
    roles: ['police', 'customs'],
    same: 2,
  };
  expect(differences(before, after)).toEqual([
    { path: 'rules.0.limitKn', before: '6', after: '8' },
    { path: 'roles', before: 'police', after: 'police, customs' },
    { path: 'gone', before: '1', after: null },
  ]);
  expect(differences(null, { name: 'Lock' })).toEqual([{ path: 'name', before: null, after: 'Lock' }]);
  expect(differences('duty', 'emergency')).toEqual([{ path: '', before: 'duty', after: 'emergency' }]);
  expect([...leavesOf({ reason: 'fire', minutes: 30, note: null })]).toEqual([
    ['reason', 'fire'],
    ['minutes', '30'],
  ]);
});

test('G17 the export is of whole days, the last one included', () => {
  expect(exportPath('2026-11-24', '2026-11-25')).toBe(
    '/api/v1/audit/export?from=2026-11-24T00:00:00.000Z&to=2026-11-26T00:00:00.000Z',
  );
  expect(exportPath('2026-11-26', '2026-11-25')).toBeNull();
  expect(exportPath('', '2026-11-25')).toBeNull();
});
