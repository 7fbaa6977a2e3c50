import { expect, test } from 'vitest';
import type { HelloFrame } from '../../protocol/frames.ts';
import { alertOf, frameOf } from '../alerts/example.test-data.ts';
import { beginBook, emptyBook, takeEvent } from './alertBook.ts';
import { courseAtHello, courseWhenRefused } from './resume.ts';

const hello = (epoch: string, seq: number): HelloFrame => ({
  type: 'hello',
  protocol: 1,
  epoch,
  seq,
  demo: false,
  intervalMs: 1000,
});

test('the first connection takes the list up to the hello and the stream behind it', () => {
  expect(courseAtHello(emptyBook, hello('e1', 41))).toEqual({
    book: beginBook('e1', 41),
    alerts: { epoch: 'e1', after: 41 },
    load: 'now',
  });
});

test('a reconnection resumes behind the last event taken and loads nothing', () => {
  const { book } = takeEvent(beginBook('e1', 41), frameOf(42, alertOf({ id: 'a' })));
  const course = courseAtHello(book, hello('e1', 50));
  expect(course).toEqual({ book, alerts: { epoch: 'e1', after: 42 }, load: 'no' });
});

test('another epoch is another log: nothing of the old book stays', () => {
  const { book } = takeEvent(beginBook('e1', 41), frameOf(42, alertOf({ id: 'a' })));
  const course = courseAtHello(book, hello('e2', 7));
  expect(course.book.alerts.size).toBe(0);
  expect(course).toMatchObject({ alerts: { epoch: 'e2', after: 7 }, load: 'now' });
});

test('after a refused resumption the list waits for the subscription', () => {
  expect(courseWhenRefused(hello('e1', 90))).toEqual({
    book: beginBook('e1', 90),
    alerts: true,
    load: 'when-subscribed',
  });
});
