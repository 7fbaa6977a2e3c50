import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Attempt, createThrottle, networkOf, type Throttle, throttleLimits } from './throttle.ts';

const minuteMs = 60_000;
function setUp(limits = throttleLimits) {
  const time = { ms: 0 };
  return { time, throttle: createThrottle(() => time.ms, limits) };
}
const begun = (throttle: Throttle, account: string | null, address: string): Attempt => {
  const attempt = throttle.begin(account, address);
  if ('waitMs' in attempt) throw new Error(`too soon: ${attempt.waitMs}`);
  return attempt;
};
const waitOf = (throttle: Throttle, account: string | null, address: string): number => {
  const attempt = throttle.begin(account, address);
  if ('waitMs' in attempt) return attempt.waitMs;
  attempt.end('part');
  return 0;
};

test('U3 in any minute at most five attempts fail on an account, and twenty from an address, whatever is tried', () => {
  const move = fc.record({
    afterMs: fc.integer({ min: 0, max: 40_000 }),
    account: fc.constantFrom('ann', 'bob', 'carl', 'dora', 'eve', 'fred', 'nobody', null),
    address: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8::ffff'),
    end: fc.constantFrom('wrong', 'wrong', 'wrong', 'part', 'right' as const),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 300 }), (moves) => {
      const { time, throttle } = setUp();
      const failed: { atMs: number; account: string | null; network: string }[] = [];
      const homes = new Map<string, string>();
      for (const { afterMs, account, address, end } of moves) {
        time.ms += afterMs;
        const attempt = throttle.begin(account, address);
        if ('waitMs' in attempt) {
          expect(attempt.waitMs).toBeGreaterThan(0);
          expect(attempt.waitMs).toBeLessThanOrEqual(15 * minuteMs);
          continue;
        }
        attempt.end(end as 'wrong' | 'part' | 'right');
        const network = networkOf(address);
        const place = homes.get(account ?? '') === network ? ` at ${network}` : '';
        if (end === 'right' && account !== null) homes.set(account, network);
        if (end !== 'wrong') continue;
        failed.push({ atMs: time.ms, account: account === null ? null : account + place, network });
        const lately = failed.filter(({ atMs }) => time.ms - atMs < minuteMs);
        const last = failed.at(-1);
        expect(lately.filter((one) => one.network === last?.network).length).toBeLessThanOrEqual(20);
        if (last?.account != null)
          expect(lately.filter((one) => one.account === last.account).length).toBeLessThanOrEqual(5);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('U3 attempts under way count, and who was right pays nothing', () => {
  const { throttle } = setUp();
  const under = [1, 2, 3, 4, 5].map(() => begun(throttle, 'ann', '192.0.2.1'));
  expect(waitOf(throttle, 'ann', '192.0.2.2')).toBe(minuteMs);
  for (const attempt of under) attempt.end('right');
  expect(waitOf(throttle, 'ann', '192.0.2.2')).toBe(0);
});

test('U3 the wait doubles from half a minute to 15 minutes with each failure in a row, and is forgotten after an hour', () => {
  const { time, throttle } = setUp();
  const waits: number[] = [];
  for (let n = 0; n < 12; n++) {
    const waitMs = waitOf(throttle, 'ann', '192.0.2.1');
    waits.push(waitMs);
    time.ms += waitMs;
    begun(throttle, 'ann', '192.0.2.1').end('wrong');
    time.ms += 12_000;
  }
  expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  expect(waits.slice(5).map((ms) => (ms + 12_000) / 1000)).toEqual([30, 60, 120, 240, 480, 900, 900]);
  time.ms += 60 * minuteMs;
  expect(waitOf(throttle, 'ann', '192.0.2.1')).toBe(0);
});

test('U3 a password that is right, with a code still owed, does not make failures be forgotten', () => {
  const { time, throttle } = setUp();
  for (let n = 0; n < 5; n++) {
    begun(throttle, 'ann', '192.0.2.1').end('part');
    begun(throttle, 'ann', '192.0.2.1').end('wrong');
    time.ms += 12_000;
  }
  begun(throttle, 'bob', '192.0.2.1').end('right');
  expect(waitOf(throttle, 'ann', '192.0.2.1')).toBeGreaterThan(15_000);
});

test('U3 failures from elsewhere do not keep somebody out where they last signed in', () => {
  const { throttle } = setUp();
  begun(throttle, 'ann', '192.0.2.1').end('right');
  for (let n = 0; n < 5; n++) begun(throttle, 'ann', `198.51.100.${n}`).end('wrong');
  expect(waitOf(throttle, 'ann', '198.51.100.9')).toBeGreaterThan(0);
  expect(waitOf(throttle, 'ann', '192.0.2.1')).toBe(0);
});

test('U3 an address is the /64 of IPv6, and IPv4 in any notation', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
  expect(networkOf('2001:0db8:1:2::1')).toBe('2001:db8:1:2');
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
  expect(networkOf('::1')).toBe('0:0:0:0');
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
});

test('U3 a flood of names takes bounded memory, and still neither lets more through nor closes the door to all', () => {
  const { time, throttle } = setUp({ account: 5, address: 20, names: 100 });
  let failed = 0;
  for (let n = 0; n < 5_000; n++) {
    const attempt = throttle.begin(`name-${n}`, `192.0.${n % 250}.1`);
    if ('waitMs' in attempt) continue;
    attempt.end('wrong');
    failed++;
  }
  expect(throttle.size).toBeLessThanOrEqual(100 + 2 * 256);
  expect(failed).toBeGreaterThan(100);
  time.ms += 61 * minuteMs;
  begun(throttle, 'somebody', '203.0.113.1').end('wrong');
  expect(throttle.size).toBeLessThanOrEqual(2);
});

test('U3 only the first refusal is news, until an attempt is looked at again', () => {
  const { time, throttle } = setUp();
  for (let n = 0; n < 5; n++) begun(throttle, 'ann', '192.0.2.1').end('wrong');
  const news = () => {
    const attempt = throttle.begin('ann', '192.0.2.1');
    return 'waitMs' in attempt && attempt.isNews;
  };
  expect([news(), news(), news()]).toEqual([true, false, false]);
  time.ms += minuteMs;
  begun(throttle, 'ann', '192.0.2.1').end('wrong');
  expect([news(), news()]).toEqual([true, false]);
});
