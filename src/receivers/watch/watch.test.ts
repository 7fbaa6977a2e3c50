import { expect, test } from 'vitest';
import {
  createShore,
  dayS,
  hourS,
  minuteS,
  mondayMs,
  type Shore,
  silence,
  steady,
} from '../../../test/receiver-feeds.ts';

const kallo = 'receiver.silent:kallo';
const actions = (shore: Shore): string[] =>
  shore.findings.map(({ finding: { action, cause } }) => `${action} ${cause}`);

test('R6 it is raised once, and ends when the receiver speaks again', () => {
  const shore = createShore();
  const feed = shore.poisson('kallo', steady(5));
  shore.run(hourS);
  feed.rate = silence;
  const stoppedMs = shore.nowMs;
  shore.run(3 * hourS);
  expect(actions(shore)).toEqual([`raise ${kallo}`]);
  expect(feed.tally.health).toMatchObject({ state: 'silent' });
  expect(Math.abs((feed.tally.health?.silentSinceMs ?? 0) - stoppedMs)).toBeLessThan(2_000);
  feed.rate = steady(5);
  shore.run(5);
  expect(actions(shore)).toEqual([`raise ${kallo}`, `clear ${kallo}`]);
  expect(feed.tally.health).toMatchObject({ state: 'normal', silentSinceMs: null });
});

test('R6 a feed that fails again and again is found every time', () => {
  const shore = createShore();
  const feed = shore.poisson('kallo', steady(5));
  for (let i = 0; i < 4; i++) {
    feed.rate = steady(5);
    shore.run(hourS);
    feed.rate = silence;
    const stoppedMs = shore.nowMs;
    shore.run(10 * minuteS);
    expect(shore.raisedAfterS(stoppedMs, kallo)).toBeLessThanOrEqual(120);
  }
});

test('R5 a file that ended, simulated traffic that stopped and a passing visitor are no alarm', () => {
  const shore = createShore({ isSimulated: (name) => name === 'tcp/127.0.0.1' });
  const feeds = [
    shore.poisson('file/antwerp', steady(50), 'file'),
    shore.poisson('tcp/127.0.0.1', steady(10)),
    shore.poisson('visitor', steady(10)),
  ];
  shore.run(5 * minuteS);
  for (const feed of feeds) {
    feed.rate = silence;
    feed.tally.connections = 0;
  }
  shore.run(dayS, 10);
  expect(shore.findings).toEqual([]);
  expect(shore.watch.memories().map(({ name }) => name)).not.toContain('tcp/127.0.0.1');
  expect(shore.watch.memories().map(({ name }) => name)).not.toContain('file/antwerp');
});

test('R5 a receiver that hears a single vessel is not missed when that one has gone', () => {
  const shore = createShore();
  const feed = shore.poisson('kallo', steady(0.3));
  feed.vessels = 1;
  shore.run(30 * minuteS);
  feed.rate = silence;
  shore.run(12 * hourS);
  expect(shore.findings).toEqual([]);
});

test('R5 seconds in which the server was away are nobody’s silence, and a clock set back or ahead is none', () => {
  const shore = createShore();
  shore.poisson('kallo', steady(5));
  shore.run(hourS);
  const { watch } = shore;
  shore.nowMs += 6 * hourS * 1000;
  expect(watch.tick(shore.nowMs)).toEqual([]);
  shore.run(minuteS);
  shore.nowMs -= 3 * hourS * 1000;
  expect(watch.tick(shore.nowMs)).toEqual([]);
  shore.run(10 * minuteS);
  expect(shore.findings).toEqual([]);
});

/** A shore after a restart: the same receivers, known but not connected. */
function restarted(before: Shore, startMs: number, ...causes: string[]) {
  const shore = createShore({ startMs });
  shore.watch.remember(JSON.parse(JSON.stringify(before.watch.memories())));
  return { shore, ended: shore.watch.restore(causes) };
}

test('R7 after a restart a receiver has five minutes to come back; then it is missed by what was learned of it', () => {
  const before = createShore();
  before.poisson('kallo', steady(5));
  before.run(2 * dayS, 5);
  const { shore } = restarted(before, before.nowMs + 8 * hourS * 1000);
  const startedMs = shore.nowMs;
  expect([...shore.ledger.all()]).toMatchObject([{ name: 'kallo', lines: 0, kind: 'tcp-listener' }]);
  shore.run(10 * minuteS);
  expect(shore.raisedAfterS(startedMs, kallo)).toBeGreaterThanOrEqual(300);
  expect(shore.raisedAfterS(startedMs, kallo)).toBeLessThanOrEqual(302);
  const [raised] = shore.findings;
  expect(raised?.finding).toMatchObject({ evidence: { heardSinceStart: false } });

  const back = restarted(before, before.nowMs + 8 * hourS * 1000).shore;
  back.run(2 * minuteS);
  back.poisson('kallo', steady(5));
  back.run(hourS);
  expect(back.findings).toEqual([]);
});

test('R7 a restart takes over the alert that stands: it is not raised again, and ends with the first message', () => {
  const before = createShore();
  const feed = before.poisson('kallo', steady(5));
  before.run(hourS);
  feed.rate = silence;
  before.run(hourS);
  const { shore, ended } = restarted(
    before,
    before.nowMs + minuteS * 1000,
    kallo,
    'receiver.clock:kallo',
    'receiver.silent:gone',
    'zone.enter:royers:205278090',
  );
  expect(ended).toEqual([{ action: 'clear', cause: 'receiver.silent:gone' }]);
  shore.run(hourS);
  expect(shore.raised()).toEqual([]);
  const again = shore.poisson('kallo', steady(5));
  expect(again.tally.health?.state).toBe('silent');
  shore.run(5 * minuteS);
  expect(actions(shore).sort()).toEqual(['clear receiver.clock:kallo', `clear ${kallo}`]);
});

test('R8 a receiver is missed for as long as it was there, at least a day and at most a fortnight', () => {
  for (const [hadDays, missedDays] of [
    [0.1, 1],
    [3, 3],
    [20, 14],
  ] as const) {
    const shore = createShore();
    const feed = shore.poisson('kallo', steady(0.5));
    shore.run(hadDays * dayS, 10);
    feed.rate = silence;
    const stoppedMs = shore.nowMs;
    shore.run(15 * dayS, 10);
    expect(actions(shore)).toEqual([`raise ${kallo}`, `clear ${kallo}`]);
    const endedAfterDays = ((shore.findings[1]?.atMs ?? 0) - stoppedMs) / 86_400_000;
    expect(endedAfterDays).toBeCloseTo(missedDays, 1);
    expect(shore.watch.memories()).toEqual([]);
  }
});

test('R13 the text says which receiver, since when, what is normal for it, and where to look', () => {
  const shore = createShore();
  const kalloFeed = shore.poisson('kallo', steady(2));
  const lillo = shore.poisson('lillo', steady(2), 'tcp-client');
  shore.poisson('zandvliet', steady(2));
  shore.run(2 * hourS);
  kalloFeed.rate = silence;
  shore.run(5 * minuteS);
  lillo.rate = silence;
  lillo.tally.connections = 0;
  shore.run(15 * minuteS);
  const [first, second] = shore.findings.map(({ finding }) => finding);
  expect(first).toMatchObject({
    action: 'raise',
    cause: kallo,
    kind: 'receiver.silent',
    severity: 'warning',
    mmsi: null,
    title: 'Receiver kallo is silent',
    evidence: { receiver: 'kallo', connections: 1, othersSilent: 0, heardSinceStart: true },
  });
  expect(first).toHaveProperty(
    'text',
    expect.stringMatching(
      /^Receiver kallo has not been heard since (01:59:59|02:00:00) UTC \(6\d s\)\. At this hour it is normally heard 1[12]\d times a minute, and speaks again within 60 s\. Its connection is open: look at its antenna/,
    ),
  );
  expect(second).toMatchObject({ cause: 'receiver.silent:lillo', evidence: { othersSilent: 1 } });
  expect(second).toHaveProperty('text', expect.stringContaining('HW_SOURCES'));
});

test('R13 when all receivers fall silent together, the text points to the server’s own network', () => {
  const shore = createShore();
  const feeds = ['a', 'b', 'c'].map((name) => shore.poisson(name, steady(5)));
  shore.run(hourS);
  for (const feed of feeds) feed.rate = silence;
  shore.run(5 * minuteS);
  expect(shore.raised()).toHaveLength(3);
  expect(shore.findings.at(-1)?.finding).toHaveProperty('text', expect.stringContaining('this server first'));
});

test('R8 the number of watched receivers is bounded, and strangers of which nothing is known leave no memory', () => {
  const shore = createShore({ startMs: mondayMs });
  for (let i = 0; i < 1_000; i++) {
    const tally = shore.ledger.tally(`tcp/10.0.${i >> 8}.${i & 255}`, 'tcp-listener');
    tally.results.accepted = 1;
    tally.lastHeardMs = shore.nowMs;
    shore.run(2);
  }
  expect(shore.watch.memories().length).toBeLessThanOrEqual(512);
});
