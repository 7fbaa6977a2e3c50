import { expect, test } from 'vitest';
import { PART_1, PART_2, POSITION, signed, tagBlock } from '../../../test/sentences.ts';
import { toSentences } from '../../ais/sentences.ts';
import { createRandom } from '../../lib/random.ts';
import { createLogReader } from './log-reader.ts';
import { type Counts, newCounts, type Report } from './report.ts';

const nowMs = Date.UTC(2026, 10, 25);
const atMs = Date.UTC(2013, 9, 23, 12, 34, 56);

function read(lines: readonly string[], zoneless = false, cut?: () => number) {
  const counts: Counts = newCounts();
  const reader = createLogReader({ nowMs, zoneless }, counts);
  const bytes = Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
  const reports: Report[] = [];
  for (let from = 0; from < bytes.length; ) {
    const size = cut?.() ?? bytes.length;
    reports.push(...reader.push(bytes.subarray(from, from + size)));
    from += size;
  }
  reports.push(...reader.end());
  return { reports, counts, refused: Object.fromEntries(counts.refused) };
}

test.each([
  [`${tagBlock(`c:${atMs / 1000}`)}${POSITION}`, 'TAG block, seconds'],
  [`${tagBlock(`c:${atMs}`)}${POSITION}`, 'TAG block, milliseconds'],
  [`${signed('PGHP,1,2013,10,23,12,34,56,0,219,,2190067,1,4D', '$')}\r\n${POSITION}`, 'wrapper'],
  [`${POSITION},r003669946,${atMs / 1000}`, 'behind, seconds'],
  [`${POSITION},${atMs}`, 'behind, milliseconds'],
  [`${POSITION},2013-10-23T14:34:56+02:00`, 'behind, ISO 8601'],
  [`${atMs / 1000} ${POSITION}`, 'in front, seconds'],
  [`[2013-10-23T12:34:56Z] ${POSITION}`, 'in front, ISO 8601'],
])('V20 a message has the time that its log gives it: %s', (line) => {
  expect(read([line]).reports.map(({ heardMs }) => heardMs)).toEqual([atMs]);
});

test('V20 a message in parts has the time of the first part that has one', () => {
  const late = tagBlock('c:1382531700');
  expect(read([PART_1, late + PART_2]).reports.map(({ heardMs }) => heardMs)).toEqual([1_382_531_700_000]);
  const first = read([`${PART_1},${atMs / 1000}`, `${PART_2},${atMs / 1000 + 1}`]);
  expect(first.reports).toMatchObject([{ heardMs: atMs, message: { type: 5 } }]);
});

test('V20 what has no time that can be used is refused and counted by cause, as what is no message', () => {
  const lines = [
    POSITION,
    `2013-10-23 12:34:56 ${POSITION}`,
    `${tagBlock('c:631151999')}${POSITION}`,
    `${tagBlock(`c:${nowMs / 1000 + 3}`)}${POSITION}`,
    `${tagBlock(`c:${nowMs / 1000 + 2}`)}${POSITION}`,
    `${tagBlock('c:1382531700')}${POSITION.replace('*4D', '*4E')}`,
    `${tagBlock('c:1382531700')}${signed('AIVDM,1,1,,A,0000000,0')}`,
    'hello',
    '',
  ];
  const { counts, refused, reports } = read(lines);
  expect(refused).toEqual({
    ...{ 'no-time': 1, 'time-without-zone': 1, 'before-1990': 1, 'in-the-future': 1 },
    ...{ 'bad-checksum': 1, 'unknown-type': 1, 'not-ais': 1 },
  });
  expect(reports).toHaveLength(1);
  expect(counts).toMatchObject({ lines: lines.length, messages: 1 });
  expect(read(lines, true).refused).not.toHaveProperty('time-without-zone');
});

test('V20 what comes of a log does not depend on how it is cut, nor on how fast it is read', () => {
  const random = createRandom(4);
  const lines = Array.from({ length: 400 }, (_, i) =>
    i % 7 === 0
      ? `${tagBlock(`c:${1_382_531_700 + i * 5}`)}${PART_1}\r\n${random.chance(0.5) ? PART_2 : ''}`
      : `${tagBlock(`s:a,c:${1_382_531_700 + i * 5}`)}${POSITION}`,
  );
  const whole = read(lines);
  expect(whole.reports.length).toBeGreaterThan(300);
  for (let times = 0; times < 5; times++)
    expect(read(lines, false, () => random.whole(1, 9_000))).toEqual(whole);
});

test('V20 the first part of a message that was never finished does not meet the second of another, hours later', () => {
  const line = (s: number, sentence: string): string => `${tagBlock(`c:${1_382_531_700 + s}`)}${sentence}`;
  const between = Array.from({ length: 200 }, (_, i) => line(60 + i * 60, POSITION));
  const { reports } = read([line(0, PART_1), ...between, line(14_400, PART_2)]);
  expect(reports.filter(({ message }) => message.type === 5)).toEqual([]);
});

const base = (year: number): string =>
  toSentences(
    {
      ...{ type: 4, repeat: 0, mmsi: 2_050_001, year, month: 10, day: 23, hour: 12, minute: 34, second: 56 },
      ...{ positionAccurate: true, lon: 4.3, lat: 51.2, epfd: 1, raim: false, radio: 0 },
    },
    { channel: 'A' },
  ).join('');

test('V28 times that lie 1024 weeks from those beside them, or from what a base station says, are counted and kept', () => {
  const weeksS = 1_024 * 7 * 86_400;
  const at = (s: number, sentence = POSITION): string => `${tagBlock(`c:${s}`)}${sentence}`;
  const s = atMs / 1000;
  const jumps = read([at(s), at(s - weeksS + 60), at(s + 61), at(s - weeksS + 62), at(s - 40_000_000)]);
  expect(jumps.counts.rolledOver).toBe(2);
  expect(jumps.reports.map(({ heardMs }) => heardMs / 1000 - s)).toEqual([
    ...[0, 60 - weeksS, 61, 62 - weeksS, -40_000_000],
  ]);
  expect(read([at(s, base(2013))]).counts.rolledOver).toBe(0);
  expect(read([at(s - weeksS, base(2013))]).counts.rolledOver).toBe(1);
});
