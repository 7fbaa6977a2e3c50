import { expect, test } from 'vitest';
import { claimOf, showsSecondFactor, usernameOf } from './claims.ts';

test('X5 a claim is found by its name, else by the path that the name says; never in a prototype', () => {
  const claims = { groups: ['a'], 'https://port.example/roles': ['b'], realm_access: { roles: ['c'] } };
  expect(claimOf(claims, 'groups')).toEqual(['a']);
  expect(claimOf(claims, 'https://port.example/roles')).toEqual(['b']);
  expect(claimOf(claims, 'realm_access.roles')).toEqual(['c']);
  for (const absent of [
    'roles',
    'realm_access.none',
    'groups.0.x',
    'constructor',
    '__proto__',
    'groups.constructor',
  ])
    expect(claimOf(claims, absent), absent).toBeUndefined();
});

test('X6 a second factor is shown by amr or acr, and by nothing else', () => {
  expect(showsSecondFactor({ amr: ['pwd', 'mfa'] }, ['mfa', 'gold'])).toBe(true);
  expect(showsSecondFactor({ acr: 'gold' }, ['mfa', 'gold'])).toBe(true);
  for (const claims of [
    {},
    { amr: ['pwd'] },
    { amr: [['mfa']] },
    { acr: 'silver' },
    { amr: { mfa: true } },
    { mfa: 'mfa' },
  ])
    expect(showsSecondFactor(claims, ['mfa', 'gold'])).toBe(false);
});

test.each([
  [{ preferred_username: 'Ann.Peeters' }, 'ann.peeters'],
  [{ preferred_username: 'ann@port.example', email: 'other@port.example' }, 'ann'],
  [{ email: 'Zoë.Çelik@port.example' }, 'zoe.celik'],
  [{ preferred_username: '007<script>bond' }, 'script-bond'],
  [{ preferred_username: 'a'.repeat(90) }, 'a'.repeat(40)],
  [{ preferred_username: '../../etc/' }, 'etc'],
  [{ preferred_username: '李' }, 'person'],
  [{ preferred_username: 17 }, 'sub-9'],
  [{}, 'sub-9'],
] as [object, string][])('X5 %j is called %s', (claims, name) => {
  expect(usernameOf({ ...claims }, 'sub-9')).toBe(name);
});
