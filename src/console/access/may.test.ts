import { afterEach, expect, test } from 'vitest';
import type { SessionView } from '../../protocol/access.ts';
import { sessionOf } from './example.test-data.ts';
import { isWatching, may, mayOf, reachOf, sees, seesOf, sightOf } from './may.ts';
import { atFirst } from './standing.ts';
import { standing, tell } from './state.ts';
import { imageOf, inFours, programOf, sixDigits, tokenOf } from './words.ts';

afterEach(() => {
  standing.value = atFirst;
});

test('G10 what the server did not name, or names none, is not offered; nor anything before somebody is in', () => {
  const some = sessionOf({
    may: { 'alerts.read': 'own', 'alerts.act': 'none' } as SessionView['may'],
    sees: { cargo: 'own' } as SessionView['sees'],
  });
  expect(reachOf(some, 'alerts.read')).toBe('own');
  expect(reachOf(some, 'alerts.act')).toBe('none');
  expect(reachOf(some, 'zones.write')).toBe('none');
  expect(reachOf(null, 'alerts.read')).toBe('none');
  expect(sightOf(some, 'cargo')).toBe('own');
  expect(sightOf(some, 'persons')).toBe('none');
  expect(may('alerts.read')).toBe(false);
  tell({ name: 'session', session: some });
  expect([may('alerts.read'), may('alerts.act'), sees('cargo'), isWatching()]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  // the work on the page stays as it was while it waits for the password
  tell({ name: 'nobody' });
  expect(may('alerts.read')).toBe(true);
});

test('G10 with a reach of own, nothing is asked of a vessel whose cargo is not there', () => {
  const own = sessionOf({
    may: { 'history.read': 'own', 'picture.read': 'all' } as SessionView['may'],
    sees: { cargo: 'own', declarations: 'own' } as SessionView['sees'],
  });
  const [theirs, other] = [{ hazard: {} }, {}];
  expect([theirs, other, undefined].map((v) => mayOf(own, 'history.read', v))).toEqual([true, false, false]);
  expect([theirs, other].map((v) => seesOf(own, 'declarations', v))).toEqual([true, false]);
  expect(mayOf(own, 'picture.read', other)).toBe(true);
  expect(mayOf(own, 'declarations.write', theirs)).toBe(false);
  const all = sessionOf({ sees: { cargo: 'none', declarations: 'own' } as SessionView['sees'] });
  expect(seesOf(all, 'declarations', other)).toBe(true);
});

test('G2 the token of a one-time link is taken from the fragment, and nothing else is', () => {
  expect(tokenOf('#link=aB3_-x.~9')).toBe('aB3_-x.~9');
  expect(tokenOf('')).toBeNull();
  expect(tokenOf('#link=')).toBeNull();
  expect(tokenOf('#link=a&b')).toBeNull();
  expect(tokenOf(`#link=${'a'.repeat(201)}`)).toBeNull();
});

test('G3 six digits are sent as they stand there, with or without a space', () => {
  expect([sixDigits('123456'), sixDigits('123 456'), sixDigits('123-456')]).toEqual(Array(3).fill('123456'));
  expect([sixDigits('12345'), sixDigits('1234567'), sixDigits('k7tq-0mzw')]).toEqual([null, null, null]);
});

test('G4 the picture of the second factor is an image, whatever is in it; the secret is written in fours', () => {
  expect(imageOf('<svg onload="x()">#</svg>')).toBe(
    'data:image/svg+xml,%3Csvg%20onload%3D%22x()%22%3E%23%3C%2Fsvg%3E',
  );
  expect(inFours('JBSWY3DPEH')).toBe('JBSW Y3DP EH');
});

test('G13 a session is called by its browser and system', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36';
  expect(programOf(chrome)).toBe('Chrome, Linux');
  expect(programOf(`${chrome} Edg/131.0`)).toBe('Edge, Linux');
  expect(programOf('curl/8.5')).toBe('curl/8.5');
  expect(programOf(null)).toBeNull();
});
