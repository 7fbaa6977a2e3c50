import { expect, test } from 'vitest';
import type { AlertEvent, AlertSeverity } from '../model/alert.ts';
import { clear, limits, memoryLog, raise, silent } from './desk.test-data.ts';
import { createAlertDesk } from './desk.ts';
import { levelDue, standardEscalation } from './escalation.ts';
import { raised } from './life.ts';

/** A desk on a log in memory whose clock the test sets, in seconds since 1970. */
function watchRoom(recovered: readonly AlertEvent[] = []) {
  const log = memoryLog(recovered);
  const time = { s: 0 };
  const desk = createAlertDesk(log, limits, () => time.s * 1000, silent);
  return {
    log,
    desk,
    async raise(cause: string, severity: AlertSeverity = 'alarm') {
      desk.consider([{ ...raise(cause), severity }], time.s * 1000);
      await desk.flush();
      return log.kept.at(-1)?.alert.id ?? '';
    },
    async at(s: number) {
      time.s = s;
      desk.tick(s * 1000);
      await desk.flush();
    },
    events: () => log.kept.map((e) => [Date.parse(e.at) / 1000, e.event, e.alert.escalation]),
  };
}
const iso = (s: number): string => new Date(s * 1000).toISOString();

test('A8 the same snooze twice is one event, another one replaces it, and what is over cannot be snoozed', async () => {
  const { desk, log, raise: begin } = watchRoom();
  const id = await begin('a');
  const both = await Promise.all([
    desk.snooze(id, iso(900), 'ann', 'tug on its way'),
    desk.snooze(id, iso(900), 'bob', 'tug on its way'),
  ]);
  expect(both.map((r) => r.outcome)).toEqual(['done', 'unchanged']);
  expect(both[1]).toMatchObject({
    alert: { state: 'snoozed', snooze: { until: iso(900), by: 'ann' } },
  });
  expect((await desk.snooze(id, iso(1800), 'bob', 'tug is late')).outcome).toBe('done');
  expect(log.kept.map((e) => [e.event, e.by, e.note])).toEqual([
    ['raised', null, null],
    ['snoozed', 'ann', 'tug on its way'],
    ['snoozed', 'bob', 'tug is late'],
  ]);
  desk.consider([clear('a')], 1_000);
  const late = await desk.snooze(id, iso(3600), 'ann', 'again');
  expect(late).toMatchObject({ outcome: 'over', alert: { state: 'cleared' } });
  expect(await desk.snooze('nothing', iso(3600), 'ann', 'x')).toEqual({
    outcome: 'unknown-alert',
  });
  expect(log.kept).toHaveLength(4);
});

test('A9 a snoozed alert comes back as the same one, and wants a new acknowledgement', async () => {
  const room = watchRoom();
  const id = await room.raise('a');
  await room.desk.act(id, 'acknowledge', 'ann', null);
  await room.desk.snooze(id, iso(900), 'ann', 'tug on its way');
  await room.at(899);
  expect(room.log.kept).toHaveLength(3);
  await room.at(900);
  expect(room.log.kept.at(-1)).toMatchObject({
    event: 'raised',
    by: null,
    note: 'the snooze ended',
    alert: {
      id,
      state: 'active',
      acknowledgedBy: null,
      escalation: 0,
      raisedAt: iso(0),
      returnedAt: iso(900),
    },
  });
  expect(room.log.kept.at(-1)?.alert).not.toHaveProperty('snooze');
  await room.at(930);
  expect(room.events().at(-1)).toEqual([930, 'escalated', 1]);
  const again = await room.desk.act(id, 'acknowledge', 'bob', null);
  expect(again).toMatchObject({
    outcome: 'done',
    alert: { acknowledgedBy: 'bob' },
  });
});

test('A9 one that ended or was closed or acknowledged while it was snoozed stays away', async () => {
  const room = watchRoom();
  const [ended, done, seen] = [await room.raise('a'), await room.raise('b'), await room.raise('c')];
  for (const id of [ended, done, seen]) await room.desk.snooze(id, iso(900), 'ann', 'later');
  room.desk.consider([clear('a')], 0);
  await room.desk.act(done, 'close', 'ann', null);
  await room.desk.act(seen, 'acknowledge', 'ann', null);
  const before = room.log.kept.length;
  await room.at(5_000);
  expect(room.log.kept).toHaveLength(before);
});

test('A10 an alert that nobody acknowledges rises at 30, 120 and 300 s, once each; info and caution never', async () => {
  const room = watchRoom();
  for (const severity of ['info', 'caution', 'alarm'] as const) await room.raise(severity, severity);
  for (let s = 1; s <= 400; s += 1) await room.at(s);
  expect(room.events().slice(3)).toEqual([
    [30, 'escalated', 1],
    [120, 'escalated', 2],
    [300, 'escalated', 3],
  ]);
  expect(room.log.kept.filter((e) => e.event === 'escalated').map((e) => e.note)).toEqual([
    'calls the watch again',
    'calls the harbourmaster',
    'calls outside the watch room',
  ]);
});

test('A10 acknowledged, snoozed, cleared or closed it stops', async () => {
  const room = watchRoom();
  const ids = [await room.raise('a'), await room.raise('b'), await room.raise('c'), await room.raise('d')];
  await room.at(30);
  await room.desk.act(ids[0] ?? '', 'acknowledge', 'ann', null);
  await room.desk.snooze(ids[1] ?? '', iso(9_000), 'ann', 'later');
  await room.desk.act(ids[2] ?? '', 'close', 'ann', null);
  room.desk.consider([clear('d')], 31_000);
  const before = room.log.kept.length + 1;
  await room.at(400);
  expect(room.log.kept).toHaveLength(before);
});

test('A11 timers survive a restart; levels that are overdue are one event', async () => {
  const first = watchRoom();
  await first.raise('a');
  await first.at(30);
  const second = watchRoom(first.log.kept);
  await second.at(119);
  expect(second.log.kept).toHaveLength(2);
  await second.at(4_000);
  await second.at(4_001);
  expect(second.events().slice(2)).toEqual([[4_000, 'escalated', 3]]);
});

test('A11 a clock that was set back takes no level away', () => {
  const alert = {
    ...raised({ ...raise('a'), severity: 'alarm' }, 'id', 1, iso(1_000)),
    escalation: 2,
  };
  expect([0, 1_030, 1_300].map((s) => levelDue(alert, s * 1000, standardEscalation))).toEqual([2, 2, 3]);
});

test('A12 the hand-over lists what is open, the gravest first, then what ended since, unseen first', async () => {
  const room = watchRoom();
  const ids = new Map<string, string>();
  const begin = async (cause: string, severity: AlertSeverity) =>
    ids.set(cause, await room.raise(cause, severity));
  await begin('ended before', 'alarm');
  room.desk.consider([clear('ended before')], 0);
  await room.at(100);
  await begin('caution', 'caution');
  await begin('alarm, acknowledged', 'alarm');
  await begin('alarm, snoozed', 'alarm');
  await begin('alarm', 'alarm');
  await begin('ended, seen', 'alarm');
  await begin('ended, unseen', 'warning');
  const id = (cause: string) => ids.get(cause) ?? '';
  await room.desk.act(id('alarm, acknowledged'), 'acknowledge', 'ann', 'calling the ship');
  await room.desk.act(id('ended, seen'), 'acknowledge', 'ann', null);
  await room.desk.snooze(id('alarm, snoozed'), iso(900), 'bob', 'tug on its way');
  room.desk.consider([clear('ended, seen'), clear('ended, unseen')], 100_000);
  await room.desk.flush();
  const { items, leftOut } = room.desk.handover(50_000, 100);
  expect(items.map(({ alert }) => alert.cause)).toEqual([
    'alarm',
    'alarm, snoozed',
    'alarm, acknowledged',
    'caution',
    'ended, unseen',
    'ended, seen',
  ]);
  expect(leftOut).toBe(0);
  expect(items[1]).toMatchObject({
    alert: { snooze: { until: iso(900), reason: 'tug on its way', by: 'bob' } },
    notes: [{ event: 'snoozed', by: 'bob', note: 'tug on its way' }],
  });
  expect(items[2]?.notes).toMatchObject([{ event: 'acknowledged', by: 'ann', note: 'calling the ship' }]);
  expect(room.desk.handover(50_000, 2)).toMatchObject({ leftOut: 4 });
});
