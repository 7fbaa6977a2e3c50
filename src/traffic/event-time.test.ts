import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createConnection } from './connection.ts';
import { eventTime } from './event-time.ts';
import { timeInOrder } from './order.ts';

const at = (text: string): number => Date.parse(`2026-11-23T${text}Z`);

test('T12 the event is the latest instant with the UTC second that is not later than the receive time + 2 s', () => {
  expect(eventTime(at('10:15:30.250'), 28, null)).toBe(at('10:15:28.000'));
  expect(eventTime(at('10:15:30.250'), 32, null)).toBe(at('10:15:32.000'));
  expect(eventTime(at('10:15:30.250'), 33, null)).toBe(at('10:14:33.000'));
  expect(eventTime(at('10:15:00.900'), 59, null)).toBe(at('10:14:59.000'));
  expect(eventTime(at('10:14:58.500'), 0, null)).toBe(at('10:15:00.000'));
  for (const none of [null, 60, 61, 62, 63])
    expect(eventTime(at('10:15:30.250'), none, null)).toBe(at('10:15:30.250'));
});

test('T12 copies of one message that come up to 58 s later have the same time', () => {
  const delay = fc.tuple(fc.integer({ min: 0, max: 86_400_000 }), fc.integer({ min: 0, max: 57_999 }));
  fc.assert(
    fc.property(delay, ([sentMs, delayMs]) => {
      const second = Math.floor(sentMs / 1000) % 60;
      const wholeSecond = sentMs - (sentMs % 1000);
      return eventTime(wholeSecond + delayMs, second, null) === wholeSecond;
    }),
    { seed: 12 },
  );
});

test('T12 a recorded time counts, unless it lies in the future or belongs to a clock that rolled over', () => {
  const received = at('10:15:30.250');
  expect(eventTime(received, 10, at('09:00:00.500'))).toBe(at('09:00:00.500'));
  expect(eventTime(received, 28, at('10:15:33.000'))).toBe(at('10:15:28.000'));
  const weeks1024 = 1024 * 7 * 86_400_000;
  expect(eventTime(received, 28, received - weeks1024)).toBe(at('10:15:28.000'));
  expect(eventTime(received, 28, Date.UTC(2080, 0, 6))).toBe(at('10:15:28.000'));
});

test('T6 times rise strictly, an older report has none, and a clock that was set back begins again', () => {
  expect(timeInOrder(10_000, 12_000, 12_100, false)).toBe(12_000);
  expect(timeInOrder(10_000, 10_000, 12_100, false)).toBe(10_001);
  expect(timeInOrder(10_000, 9_001, 12_100, false)).toBe(10_001);
  expect(timeInOrder(10_000, 9_000, 12_100, false)).toBeNull();
  expect(timeInOrder(10_000, 9_000, 12_100, true)).toBe(10_001);
  expect(timeInOrder(3_600_000, 10_000, 10_000, false)).toBe(10_000);
});

const played = (speed: number): boolean => {
  const connection = createConnection(1);
  for (let s = 0; s < 240; s++) connection.reported(s % 60, 1_000_000_000_000 + (s * 1000) / speed);
  return connection.inStep;
};

test('T14 a connection is in step when its seconds run with the clock, whatever their delay', () => {
  expect(played(1)).toBe(true);
  expect([2, 10, 10_000].map(played)).toEqual([false, false, false]);
  const silent = createConnection(2);
  for (let s = 0; s < 240; s++) silent.reported(s % 2 === 0 ? null : 60, s * 1000);
  expect(silent.inStep).toBe(false);
});
