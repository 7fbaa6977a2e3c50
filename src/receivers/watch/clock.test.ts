import { describe, expect, test } from 'vitest';
import {
  createShore,
  dayS,
  hourS,
  minuteS,
  mondayMs,
  type Shore,
  steady,
} from '../../../test/receiver-feeds.ts';
import { createRandom } from '../../lib/random.ts';
import type { Finding } from '../../model/alert.ts';
import type { BaseStationReport } from '../../model/messages.ts';
import { saidTimeMs } from './said.ts';

const weeks1024Ms = 1024 * 7 * 86_400_000;
const station = 2_050_077;

interface Saying {
  /** Its clock minus the right time, milliseconds. */
  offsetMs: number;
  /** MMSI of a base station, or null for TAG blocks. */
  by: number | null;
  everyS: number;
  /** Longest delay on the way, seconds. */
  delayS?: number;
}

/** Runs a receiver that is heard twice a second and says the time now and then. */
function telling(shore: Shore, sayings: readonly Saying[], seconds: number, name = 'kallo') {
  const random = createRandom(4);
  const tally = shore.ledger.tally(name, 'tcp-listener');
  const endMs = shore.nowMs + seconds * 1000;
  while (shore.nowMs < endMs) {
    shore.run(1);
    for (const { offsetMs, by, everyS, delayS = 0.5 } of sayings) {
      if ((shore.nowMs / 1000) % everyS >= 1) continue;
      const sentMs = shore.nowMs - random.unit() * delayS * 1000;
      shore.watch.clock(tally, by, Math.floor((sentMs + offsetMs) / 1000) * 1000, shore.nowMs);
    }
  }
  return tally;
}

function shoreWith(...names: string[]): Shore {
  const shore = createShore();
  for (const name of names) shore.poisson(name, steady(2));
  shore.run(10);
  return shore;
}

const onlyRaise = (shore: Shore): Extract<Finding, { action: 'raise' }> => {
  const raised = shore.findings.map(({ finding }) => finding).filter((f) => f.action === 'raise');
  expect(raised).toHaveLength(1);
  const [finding] = raised;
  if (finding === undefined) throw new Error('nothing was raised');
  return finding;
};

describe('R11 a wrong clock is recognised by what it looks like', () => {
  test.each([
    ['1024 weeks behind', -weeks1024Ms, 'week-rollover', '1024 weeks'],
    ['1024 weeks ahead', weeks1024Ms, 'week-rollover', '1024 weeks'],
    ['2048 weeks behind', -2 * weeks1024Ms, 'week-rollover', '1024 weeks'],
    ['in the year 2080', Date.UTC(2080, 0, 6) - mondayMs, 'no-satellite-time', 'GNSS antenna'],
    ['in the year 1980', Date.UTC(1980, 0, 6) - mondayMs, 'no-satellite-time', 'GNSS antenna'],
    ['an hour ahead', hourS * 1000, 'time-zone', 'UTC'],
    ['five and a half hours behind', -5.5 * hourS * 1000, 'time-zone', 'UTC'],
    ['a day behind', -dayS * 1000, 'off', 'NTP'],
    ['seven seconds ahead', 7_500, 'off', 'NTP'],
  ])('%s', (_what, offsetMs, fault, advice) => {
    for (const by of [null, station]) {
      const shore = shoreWith('kallo');
      const tally = telling(shore, [{ offsetMs, by, everyS: 10 }], 5 * minuteS);
      const finding = onlyRaise(shore);
      expect(finding).toMatchObject({
        cause: 'receiver.clock:kallo',
        kind: 'receiver.clock',
        severity: 'warning',
        title: 'Clock of receiver kallo is wrong',
        evidence: { fault, by: by === null ? 'tag' : 'base-station', othersAlike: 0 },
      });
      expect(finding.text).toContain(advice);
      expect(tally.health?.state).toBe('clock-wrong');
      expect(Math.abs((tally.health?.clockOffsetS ?? 0) - offsetMs / 1000)).toBeLessThan(2);
    }
  });
});

describe('R10 a clock is wrong when it is more than 5 s off for a minute', () => {
  test('one that is right is never flagged, whatever the delays of the way, single errors and batches', () => {
    const shore = shoreWith('kallo');
    const random = createRandom(8);
    const tally = shore.ledger.tally('kallo', 'tcp-listener');
    for (let i = 0; i < 720; i++) {
      telling(shore, [{ offsetMs: 0, by: null, everyS: 1, delayS: 30 }], 10);
      if (random.chance(0.05)) shore.watch.clock(tally, null, shore.nowMs + weeks1024Ms, shore.nowMs - 2_000);
      // a minute's worth of lines at once
      for (let s = 60; s >= 0; s--) shore.watch.clock(tally, null, shore.nowMs - s * 1000, shore.nowMs);
    }
    expect(shore.findings).toEqual([]);
    expect(Math.abs(tally.health?.clockOffsetS ?? 99)).toBeLessThan(5);
  });

  test('it ends when the clock is right again, and not in between', () => {
    const shore = shoreWith('kallo');
    const saying: Saying = { offsetMs: 8_000, by: null, everyS: 2 };
    telling(shore, [saying], 5 * minuteS);
    onlyRaise(shore);
    saying.offsetMs = 4_800;
    telling(shore, [saying], 10 * minuteS);
    onlyRaise(shore);
    saying.offsetMs = 500;
    const tally = telling(shore, [saying], 10 * minuteS);
    expect(shore.findings.map(({ finding }) => finding.action)).toEqual(['raise', 'clear']);
    expect(tally.health?.state).toBe('normal');
  });

  test('half a minute is not enough', () => {
    const shore = shoreWith('kallo');
    telling(shore, [{ offsetMs: 60_000, by: null, everyS: 1 }], 30);
    telling(shore, [{ offsetMs: 0, by: null, everyS: 1 }], 5 * minuteS);
    expect(shore.findings).toEqual([]);
  });

  test('a base station that is wrong alone is not the receiver’s fault', () => {
    const shore = shoreWith('kallo');
    const wrong: Saying = { offsetMs: weeks1024Ms, by: station, everyS: 10 };
    telling(shore, [wrong, { offsetMs: 0, by: station + 1, everyS: 10 }], 10 * minuteS);
    expect(shore.findings).toEqual([]);
    telling(shore, [wrong, { offsetMs: 0, by: null, everyS: 10 }], 10 * minuteS);
    expect(shore.findings).toEqual([]);
  });

  test('several receivers off by the same point to the clock of the server', () => {
    const shore = shoreWith('kallo', 'lillo');
    for (let i = 0; i < 100; i++) {
      telling(shore, [{ offsetMs: -40_000, by: null, everyS: 1 }], 2, 'kallo');
      telling(shore, [{ offsetMs: -40_000, by: null, everyS: 1 }], 2, 'lillo');
    }
    expect(shore.raised().sort()).toEqual(['receiver.clock:kallo', 'receiver.clock:lillo']);
    expect(shore.findings.at(-1)?.finding).toHaveProperty(
      'text',
      expect.stringContaining('the clock of this server first'),
    );
  });

  test('a recorded file tells the time of its recording, and nothing is wrong with that', () => {
    const shore = createShore();
    shore.poisson('file/2012', steady(2), 'file');
    shore.run(10);
    const tally = shore.ledger.tally('file/2012', 'file');
    for (let i = 0; i < 600; i++) {
      shore.run(1);
      shore.watch.clock(tally, null, Date.UTC(2012, 0, 1) + i * 1000, shore.nowMs);
    }
    expect(shore.findings).toEqual([]);
    expect(tally.health?.clockOffsetS).toBeNull();
  });
});

test('R10 only a base station report that was heard directly tells the time, and only a whole date', () => {
  const report: BaseStationReport = {
    type: 4,
    repeat: 0,
    mmsi: station,
    positionAccurate: true,
    lon: 4.3,
    lat: 51.3,
    year: 2026,
    month: 11,
    day: 23,
    hour: 10,
    minute: 15,
    second: 30,
    epfd: 7,
    raim: false,
    radio: 0,
  };
  expect(saidTimeMs(report)).toBe(Date.UTC(2026, 10, 23, 10, 15, 30));
  expect(saidTimeMs({ ...report, type: 11 })).toBeNull();
  expect(saidTimeMs({ ...report, repeat: 1 })).toBeNull();
  for (const none of [{ year: null }, { hour: null }, { second: null }, { month: 13 }, { hour: 25 }])
    expect(saidTimeMs({ ...report, ...none })).toBeNull();
});
