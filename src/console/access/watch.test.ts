import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SessionView } from '../../protocol/access.ts';
import { signedOut } from '../live/request.ts';
import type { Session } from '../live/session.ts';
import { phase } from '../live/state.ts';
import { watchDoor } from './door.ts';
import { sessionOf } from './example.test-data.ts';
import { atFirst } from './standing.ts';
import { standing, tell } from './state.ts';
import { keepWatch } from './watch.ts';

/** What a live session was told to do. */
let told: string[] = [];
const recorder: Session = {
  retryNow: () => told.push('retry'),
  renew: (anew) => told.push(anew ? 'renew, anew' : 'renew'),
  end: () => told.push('end'),
  acknowledge: async () => undefined,
};
const begin = (): Session => {
  told.push('begin');
  return recorder;
};
const into = (more = {}): void => tell({ name: 'session', session: sessionOf(more) });
/** The server answers GET /session so from now on. */
function answer(status: number, body: unknown): void {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }));
}
let stop: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  stop = [watchDoor(), keepWatch(begin, () => Date.parse('2026-11-25T12:00:00.000Z')).stop];
});
afterEach(() => {
  for (const end of stop) end();
  standing.value = atFirst;
  phase.value = { name: 'connecting', attempt: 0 };
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('G19 the live stream begins once somebody is in, and is not begun anew by the same answer', () => {
  expect(told).toEqual([]);
  into({ owes: ['code'] });
  expect(told).toEqual([]);
  into();
  into();
  expect(told).toEqual(['begin']);
});

test('G7 a session that ended leaves the server alone, and the stream goes on behind the last event when it is back', () => {
  into();
  tell({ name: 'nobody' });
  expect(told).toEqual(['begin', 'end']);
  into({ owes: ['code'], id: 'session-2' });
  into({ id: 'session-2' });
  expect(told.at(-1)).toBe('renew');
  expect(told).not.toContain('renew, anew');
});

test('G7 a refused request for want of a session asks for it: gone, it ends on the page; there, the work goes on', async () => {
  into();
  expect(signedOut.value).toBe(false);
  answer(200, sessionOf({}));
  signedOut.value = true;
  await vi.waitFor(() => expect(signedOut.value).toBe(false));
  expect(standing.value.step).toBe('in');
  answer(401, { detail: 'sign in first' });
  signedOut.value = true;
  await vi.waitFor(() => expect(standing.value).toMatchObject({ step: 'out', was: { id: 'session-1' } }));
  into();
  expect(signedOut.value).toBe(false);
});

test('G7 a socket that the server closed for good asks for the session: gone, it is asked for; there, it goes on', async () => {
  into();
  answer(401, { detail: 'sign in first' });
  phase.value = { name: 'ended' };
  await vi.waitFor(() => expect(standing.value.step).toBe('out'));
  into();
  told = [];
  phase.value = { name: 'live' };
  answer(200, sessionOf({}));
  phase.value = { name: 'ended' };
  await vi.waitFor(() => expect(told).toEqual(['renew']));
});

test('G7 a lost connection asks too, and a server that does not answer ends nothing', async () => {
  into();
  answer(503, { detail: 'the server restarts' });
  phase.value = { name: 'lost', attempt: 1, retryAtMs: 0 };
  await vi.waitFor(() => expect(standing.value.fault).toBe('the server restarts'));
  expect(standing.value.step).toBe('in');
  expect(told).toEqual(['begin']);
});

test('G12 another purpose connects anew with nothing of before, and a broken glass ends by the clock', async () => {
  into();
  into({ purpose: 'emergency', purposeUntil: '2026-11-25T12:30:00.000Z' });
  expect(told).toEqual(['begin', 'renew, anew']);
  answer(200, sessionOf({}));
  await vi.advanceTimersByTimeAsync(29 * 60_000);
  expect(standing.value.session?.purpose).toBe('emergency');
  await vi.advanceTimersByTimeAsync(61_000);
  expect(standing.value.session?.purpose).toBe('duty');
  expect(told).toEqual(['begin', 'renew, anew', 'renew, anew']);
});

test('G20 for who may read nothing live the stream is left alone, until they may', () => {
  const nothing = { may: { 'accounts.manage': 'all' } as SessionView['may'] };
  into(nothing);
  expect(told).toEqual([]);
  into();
  into(nothing);
  expect(told).toEqual(['begin', 'end']);
});
