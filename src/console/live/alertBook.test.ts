import { expect, test } from 'vitest';
import { alertOf, frameOf } from '../alerts/example.test-data.ts';
import { beginBook, emptyBook, endedKept, isOpen, takeAlerts, takeEvent } from './alertBook.ts';

test('list and stream may overtake each other: the later state of an alert stays', () => {
  const streamed = takeEvent(beginBook('e1', 6), frameOf(7, alertOf({ id: 'a', state: 'acknowledged' })));
  expect(streamed.gap).toBe(false);
  const listed = takeAlerts(streamed.book, [
    alertOf({ id: 'a', seq: 3, state: 'active' }),
    alertOf({ id: 'b', seq: 4 }),
  ]);
  expect(listed.alerts.get('a')?.state).toBe('acknowledged');
  expect(listed.alerts.get('b')?.state).toBe('active');
  expect(listed.seq).toBe(7);
});

test('a missing seq is a gap; a repeated one is not, and never turns the seq back', () => {
  const first = takeEvent(beginBook('e1', 10), frameOf(11, alertOf({ id: 'a' })));
  const repeated = takeEvent(first.book, frameOf(11, alertOf({ id: 'a' })));
  expect(repeated).toMatchObject({ gap: false, book: { seq: 11 } });
  const jumped = takeEvent(repeated.book, frameOf(13, alertOf({ id: 'b' })));
  expect(jumped).toMatchObject({ gap: true, book: { seq: 13 } });
  expect(takeEvent(emptyBook, frameOf(40, alertOf({ id: 'c' }))).gap).toBe(false);
});

test('a new book forgets everything and knows where it begins', () => {
  expect(beginBook('e2', 5)).toEqual({ epoch: 'e2', seq: 5, alerts: new Map() });
});

test('ended alerts are bounded, open ones are never forgotten', () => {
  const ended = Array.from({ length: endedKept + 30 }, (_, i) =>
    alertOf({ id: `ended-${i}`, seq: i + 1, state: i % 2 ? 'cleared' : 'closed' }),
  );
  const open = alertOf({ id: 'open', seq: 0, state: 'snoozed' });
  const book = takeAlerts(beginBook('e1', 0), [open, ...ended]);
  expect(book.alerts.size).toBe(endedKept + 1);
  expect(book.alerts.has('open')).toBe(true);
  expect(book.alerts.has('ended-29')).toBe(false);
  expect(book.alerts.has('ended-30')).toBe(true);
});

test('active, acknowledged and snoozed are open; cleared and closed are not', () => {
  const states = ['active', 'acknowledged', 'snoozed', 'cleared', 'closed'] as const;
  expect(states.map((state) => isOpen(alertOf({ state })))).toEqual([true, true, true, false, false]);
});
