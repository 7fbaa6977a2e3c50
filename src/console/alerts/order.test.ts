import { expect, test } from 'vitest';
import { beginBook, takeAlerts } from '../live/alertBook.ts';
import { alertOf } from './example.test-data.ts';
import { endedAlerts, neighbour, nextWaiting, openAlerts, waitingCounts } from './order.ts';

const second = (s: number): string => new Date(Date.UTC(2026, 10, 23, 10, 0, s)).toISOString();
const noon = Date.UTC(2026, 10, 23, 12);
const ids = (list: readonly { id: string }[]): string => list.map((a) => a.id).join('');
const bookOf = (...alerts: Parameters<typeof alertOf>[0][]) =>
  takeAlerts(beginBook('e1', 0), alerts.map(alertOf));

test('newest first by raising: acknowledging and escalating move nothing', () => {
  const book = bookOf(
    { id: 'a', seq: 1, raisedAt: second(1) },
    { id: 'b', seq: 2, raisedAt: second(2) },
    { id: 'c', seq: 3, raisedAt: second(2) },
  );
  expect(ids(openAlerts(book, noon))).toBe('cba');
  const later = takeAlerts(book, [
    alertOf({ id: 'a', seq: 9, raisedAt: second(1), state: 'acknowledged', escalation: 1 }),
    alertOf({ id: 'd', seq: 10, raisedAt: second(3) }),
  ]);
  expect(ids(openAlerts(later, noon))).toBe('dcba');
});

test('an ended alert stays a minute in its place, then is found among the ended, last ended first', () => {
  const book = bookOf(
    { id: 'a', raisedAt: second(1), updatedAt: second(30), state: 'cleared', seq: 8 },
    { id: 'b', raisedAt: second(2) },
    { id: 'c', raisedAt: second(3), updatedAt: second(20), state: 'closed', seq: 7 },
  );
  expect(ids(openAlerts(book, Date.parse(second(45))))).toBe('cba');
  expect(ids(openAlerts(book, Date.parse(second(85))))).toBe('ba');
  expect(ids(openAlerts(book, noon))).toBe('b');
  expect(ids(endedAlerts(book))).toBe('ac');
});

test('only active alerts wait for somebody', () => {
  const book = bookOf(
    { id: 'a', severity: 'alarm' },
    { id: 'b', severity: 'alarm', state: 'acknowledged' },
    { id: 'c', severity: 'info' },
  );
  expect(waitingCounts(book)).toEqual({ alarm: 1, warning: 0, caution: 0, info: 1 });
});

test('the keys walk the list and stop at its ends', () => {
  const list = ['x', 'y', 'z'];
  expect(neighbour(list, null, 1)).toBe('x');
  expect(neighbour(list, 'x', 1)).toBe('y');
  expect(neighbour(list, 'z', 1)).toBe('z');
  expect(neighbour(list, 'x', -1)).toBe('x');
  expect(neighbour(list, 'gone', -1)).toBe('x');
  expect(neighbour([], null, 1)).toBeNull();
});

test('after acknowledging, the reader goes on below, then above, then stays', () => {
  const list = ['a', 'b', 'c'].map((id) => alertOf({ id, state: id === 'b' ? 'acknowledged' : 'active' }));
  expect(nextWaiting(list, 'a')).toBe('c');
  expect(nextWaiting(list, 'c')).toBe('a');
  expect(nextWaiting([alertOf({ id: 'only' })], 'only')).toBe('only');
});
