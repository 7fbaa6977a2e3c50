import { describe, expect, test } from 'vitest';
import {
  byDayOnly,
  createShore,
  dayAndNight,
  dayS,
  hourS,
  minuteS,
  mondayMs,
  silence,
  steady,
} from '../../../test/receiver-feeds.ts';

const kallo = 'receiver.silent:kallo';

describe('R3 a feed that stays connected and says nothing', () => {
  test.each([
    ['20 messages/s', 20, 120],
    ['5 messages/s', 5, 120],
    ['1 message/s', 1, 120],
    ['1 message in 2 s', 0.5, 120],
    ['6 messages/min', 0.1, 360],
    ['1 message/min', 1 / 60, 1800],
  ])('%s, two hours old or known for a week: found in time', (_name, perS, withinS) => {
    for (const heardForS of [2 * hourS, 7 * dayS]) {
      const shore = createShore();
      const feed = shore.poisson('kallo', steady(perS));
      shore.run(heardForS, heardForS > dayS ? 5 : 1);
      feed.rate = silence;
      const stoppedMs = shore.nowMs;
      shore.run(2 * withinS);
      expect(shore.raised()).toEqual([kallo]);
      expect(shore.raisedAfterS(stoppedMs, kallo)).toBeGreaterThanOrEqual(20);
      expect(shore.raisedAfterS(stoppedMs, kallo)).toBeLessThanOrEqual(withinS);
    }
  });

  test('a minute after the connection was opened it is watched already', () => {
    const shore = createShore();
    const feed = shore.poisson('kallo', steady(10));
    shore.run(minuteS);
    feed.rate = silence;
    const stoppedMs = shore.nowMs;
    shore.run(2 * minuteS);
    expect(shore.raisedAfterS(stoppedMs, kallo)).toBeLessThanOrEqual(62);
  });

  test('one message every ten seconds, as a base station sends, is found within two minutes once it is known as regular', () => {
    const shore = createShore();
    const feed = shore.regular('kallo', 10);
    shore.run(hourS);
    feed.rate = silence;
    const stoppedMs = shore.nowMs;
    shore.run(10 * minuteS);
    expect(shore.raisedAfterS(stoppedMs, kallo)).toBeLessThanOrEqual(120);
  });

  test('batches that come once a minute are its rhythm', () => {
    const shore = createShore();
    const feed = shore.regular('kallo', 60);
    shore.run(dayS);
    expect(shore.raised()).toEqual([]);
    feed.rate = silence;
    const stoppedMs = shore.nowMs;
    shore.run(hourS);
    expect(shore.raisedAfterS(stoppedMs, kallo)).toBeLessThanOrEqual(10 * minuteS);
  });

  test('a slow decay to nothing is found, and shows as quiet before', () => {
    const shore = createShore();
    const feed = shore.poisson('kallo', steady(2));
    shore.run(3 * dayS, 5);
    const decaysFromMs = shore.nowMs;
    feed.rate = (atMs) => 2 * Math.exp(-(atMs - decaysFromMs) / (45 * 60_000));
    let quietAfterS: number | null = null;
    while (shore.raised().length === 0 && shore.nowMs - decaysFromMs < dayS * 1000) {
      shore.run(minuteS);
      if (feed.tally.health?.state === 'quiet') quietAfterS ??= (shore.nowMs - decaysFromMs) / 1000;
    }
    expect(quietAfterS).toBeLessThan(90 * minuteS);
    expect(shore.raisedAfterS(decaysFromMs, kallo)).toBeLessThan(6 * hourS);
    expect(shore.raisedAfterS(decaysFromMs, kallo)).toBeGreaterThan(quietAfterS ?? Number.POSITIVE_INFINITY);
  });

  test('what died in a quiet night is missed in the morning, by the morning that is normal for it', () => {
    const shore = createShore({ startMs: mondayMs + 12 * hourS * 1000 });
    const feed = shore.poisson('kallo', byDayOnly(0.5));
    shore.run(3 * dayS + 12 * hourS, 5);
    const before = shore.raised().length;
    feed.rate = silence;
    const midnightMs = shore.nowMs;
    shore.run(5 * hourS, 5);
    expect(shore.raised().length).toBe(before);
    shore.run(4 * hourS);
    expect(shore.raisedAfterS(midnightMs, kallo)).toBeGreaterThan(6 * hourS);
    expect(shore.raisedAfterS(midnightMs, kallo)).toBeLessThan(7.5 * hourS);
  });
});

describe('R4 what is normal for it is no silence', () => {
  test('twenty receivers of all rates over thirty days: no false alarm', () => {
    const shore = createShore({ seed: 20_26 });
    for (const [i, everyS] of [0.2, 0.5, 1, 2, 5, 10, 20, 40, 60, 120, 300, 900, 1800].entries())
      shore.poisson(`steady-${i}`, steady(1 / everyS));
    for (const [i, [day, night]] of [
      [5, 0.5],
      [2, 0.1],
      [1, 0.02],
      [0.2, 0.01],
      [0.05, 0.002],
    ].entries())
      shore.poisson(`tides-${i}`, dayAndNight(day ?? 0, night ?? 0));
    shore.regular('station', 10);
    shore.regular('moored', 180);
    shore.run(30 * dayS, 10);
    expect([...shore.ledger.all()]).toHaveLength(20);
    expect(shore.raised()).toEqual([]);
  }, 120_000);

  test('a night without a message is normal from the second one on', () => {
    const shore = createShore({ startMs: mondayMs + 8 * hourS * 1000 });
    shore.poisson('kallo', byDayOnly(1));
    shore.run(10 * dayS, 5);
    const firstNightEndsMs = mondayMs + 30 * hourS * 1000;
    expect(shore.findings.filter(({ atMs }) => atMs > firstNightEndsMs + hourS * 1000)).toEqual([]);
    expect(shore.raised().length).toBeLessThanOrEqual(1);
  });

  test('a Sunday with a quarter of the traffic is quiet at most', () => {
    const shore = createShore();
    const isSunday = (atMs: number): boolean => new Date(atMs).getUTCDay() === 0;
    shore.poisson('kallo', (atMs) => (isSunday(atMs) ? 0.25 : 1) * dayAndNight(2, 0.2)(atMs));
    shore.run(15 * dayS, 5);
    expect(shore.raised()).toEqual([]);
  });

  test('a lonely reach where a vessel passes now and then is not cried over', () => {
    const shore = createShore({ seed: 3 });
    const feed = shore.poisson('kallo', silence);
    feed.vessels = 1;
    // four passages a day at odd hours, each of twenty minutes with a message every five seconds
    const hours = [1.3, 9.1, 12.7, 20.2, 27.9, 33.5, 38.8, 46.1, 53.2, 57.7, 63.4, 69.9];
    feed.rate = (atMs) => {
      const at = ((atMs - mondayMs) / 3_600_000) % 72;
      return hours.some((h) => at >= h && at < h + 1 / 3) ? 0.2 : 0;
    };
    shore.run(30 * dayS, 10);
    expect(shore.raised()).toEqual([]);
  });
});

test('R9 a receiver at a fifth of its normal rate is quiet, and normal again when it has recovered', () => {
  const shore = createShore();
  const feed = shore.poisson('kallo', steady(1));
  shore.run(2 * dayS, 5);
  expect(feed.tally.health?.state).toBe('normal');
  feed.rate = steady(0.2);
  shore.run(hourS);
  expect(feed.tally.health?.state).toBe('quiet');
  feed.rate = steady(1);
  shore.run(hourS);
  expect(feed.tally.health?.state).toBe('normal');
  expect(shore.raised()).toEqual([]);
});

test('R2 the time within which it is expected grows when the night comes', () => {
  const shore = createShore({ startMs: mondayMs + 14 * hourS * 1000 });
  const feed = shore.poisson('kallo', dayAndNight(1, 0.01));
  shore.run(3 * dayS, 5);
  const byDay = feed.tally.health?.expectedWithinS ?? 0;
  const normalByDay = feed.tally.health?.normalPerMinute ?? 0;
  shore.run(12 * hourS, 5);
  const byNight = feed.tally.health?.expectedWithinS ?? 0;
  expect(byDay).toBeGreaterThanOrEqual(60);
  expect(byDay).toBeLessThan(120);
  expect(byNight).toBeGreaterThan(10 * minuteS);
  expect(normalByDay).toBeGreaterThan(40);
  expect(feed.tally.health?.normalPerMinute).toBeLessThan(4);
});
