import { describe, expect, test } from 'vitest';
import type { Debt } from '../../model/access.ts';
import { sessionOf } from './example.test-data.ts';
import { atFirst, type Happening, hasConsole, next, type Standing } from './standing.ts';

const standingAfter = (...happenings: readonly Happening[]): Standing => happenings.reduce(next, atFirst);
const told = (owes: readonly Debt[], more = {}): Happening => ({
  name: 'session',
  session: sessionOf({ owes: [...owes], ...more }),
});
const nobody: Happening = { name: 'nobody' };
const other = { account: { ...sessionOf({}).account, id: 'account/other' } };

describe('who is at the page', () => {
  test('G1 nothing of the console is there before somebody is in', () => {
    expect(hasConsole(atFirst)).toBe(false);
    expect(standingAfter(nobody)).toMatchObject({ step: 'out', was: null });
    expect(hasConsole(standingAfter(nobody))).toBe(false);
    expect(hasConsole(standingAfter(told(['second-factor'])))).toBe(false);
    expect(hasConsole(standingAfter(told([])))).toBe(true);
  });

  test('G3 debts are paid one by one, in the order of the server', () => {
    const owing = standingAfter(told(['code', 'password', 'second-factor']));
    expect(owing.step).toBe('code');
    const paid = next(owing, told(['password', 'second-factor']));
    expect(paid.step).toBe('password');
    expect(next(paid, told(['second-factor'])).step).toBe('second-factor');
    expect(next(paid, told([])).step).toBe('in');
  });

  test('G5 recovery codes stay on the page until they are kept', () => {
    const confirmed: Happening = { name: 'confirmed', session: sessionOf({}), codes: ['a', 'b'] };
    const shown = standingAfter(told(['second-factor']), confirmed);
    expect(shown).toMatchObject({ step: 'codes', codes: ['a', 'b'] });
    expect(hasConsole(shown)).toBe(false);
    expect(next(shown, { name: 'kept' })).toMatchObject({ step: 'in', codes: [] });
  });

  test('G7 a session that ends leaves the work on the page, and the same person goes on with it', () => {
    const ended = standingAfter(told([]), nobody);
    expect(ended).toMatchObject({ step: 'out', session: null, was: { id: 'session-1' } });
    expect(hasConsole(ended)).toBe(true);
    expect(next(ended, nobody).was).toBe(ended.was);
    const half = next(ended, told(['code'], { id: 'session-2' }));
    expect(half).toMatchObject({ step: 'code', was: { id: 'session-1' } });
    expect(hasConsole(half)).toBe(true);
    expect(next(half, told([], { id: 'session-2' }))).toMatchObject({ step: 'in', was: null });
  });

  test('G7 a debt that comes up during the work is paid over it', () => {
    const asked = standingAfter(told([]), told(['second-factor']));
    expect(asked).toMatchObject({ step: 'second-factor', was: { id: 'session-1' } });
    const confirmed: Happening = { name: 'confirmed', session: sessionOf({}), codes: ['a'] };
    expect(hasConsole(next(asked, confirmed))).toBe(true);
    expect(next(next(asked, confirmed), { name: 'kept' })).toMatchObject({ step: 'in', was: null });
  });

  test('G8 whoever else signs in gets a page of their own, also in other roles or for another organisation', () => {
    const ended = standingAfter(told([]), nobody);
    const { account } = sessionOf({});
    expect(next(ended, told([], other)).step).toBe('stranger');
    expect(next(ended, told(['code'], other)).step).toBe('stranger');
    expect(next(ended, told([], { account: { ...account, roles: ['auditor'] } })).step).toBe('stranger');
    const elsewhere = { organisation: { id: 'police', name: 'Police', confined: false } };
    expect(next(ended, told([], elsewhere)).step).toBe('stranger');
  });

  test('G7 a server that does not answer changes nothing but what the page says', () => {
    const failed: Happening = { name: 'failed', detail: 'no route' };
    expect(standingAfter(failed)).toEqual({ ...atFirst, fault: 'no route' });
    expect(standingAfter(told([]), failed)).toMatchObject({ step: 'in', fault: 'no route' });
    expect(standingAfter(told([]), failed, told([])).fault).toBeNull();
  });
});
