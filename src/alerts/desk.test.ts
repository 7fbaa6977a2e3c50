import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlertLog } from '../model/ports.ts';
import { clear, limits, memoryLog, raise, silent } from './desk.test-data.ts';
import { createAlertDesk } from './desk.ts';

const desk = (log: AlertLog) => createAlertDesk(log, limits, () => 5_000, silent);
const all = { state: null, kind: null, after: 0, limit: 100 };

test('A1 one cause has one open alert, however often it is found', async () => {
  const d = desk(memoryLog());
  d.consider([raise('a'), raise('a')], 1_000);
  d.consider([raise('a')], 2_000);
  await d.flush();
  expect(d.list(all)).toHaveLength(1);
  d.consider([clear('a'), raise('a')], 3_000);
  await d.flush();
  expect(d.list(all).map((a) => a.state)).toEqual(['cleared', 'active']);
});

test('A1 acknowledging an alert that ended leaves the one that its cause has now', async () => {
  const d = desk(memoryLog());
  d.consider([raise('a'), clear('a'), raise('a')], 1_000);
  await d.flush();
  await d.act(d.list(all)[0]?.id ?? '', 'acknowledge', 'ann', null);
  d.consider([raise('a')], 2_000);
  await d.flush();
  expect(d.list(all).filter((a) => a.state === 'active')).toHaveLength(1);
  d.consider([clear('a')], 3_000);
  await d.flush();
  expect(d.list(all).map((a) => a.state)).toEqual(['cleared', 'cleared']);
});

test('A2 an event is shown to nobody before it is on disk', async () => {
  const log = memoryLog();
  const d = desk(log);
  const seen: number[] = [];
  d.subscribe((events) => {
    for (const event of events) {
      expect(log.kept).toContainEqual(event);
      seen.push(event.seq);
    }
  });
  d.consider([raise('a')], 1_000);
  expect(d.list(all)).toEqual([]);
  d.consider([raise('b')], 1_000);
  await d.flush();
  expect(seen).toEqual([1, 2]);
});

test('A3 a log that refuses is told of, and nothing is lost when it takes events again', async () => {
  const log = memoryLog();
  log.refuses = true;
  const d = desk(log);
  d.consider([raise('a')], 1_000);
  await expect.poll(() => d.degraded).toContain('disk full');
  d.consider([raise('b')], 1_000);
  expect(d.list(all)).toEqual([]);
  log.refuses = false;
  await d.flush();
  expect(d.degraded).toBeNull();
  expect(log.kept.map((e) => e.seq)).toEqual([1, 2]);
});

test('A4 acknowledging twice is one event and the same answer; an unknown alert is said to be unknown', async () => {
  const log = memoryLog();
  const d = desk(log);
  d.consider([raise('a')], 1_000);
  await d.flush();
  const id = d.list(all)[0]?.id ?? '';
  const [first, second] = await Promise.all([
    d.act(id, 'acknowledge', 'ann', null),
    d.act(id, 'acknowledge', 'bob', null),
  ]);
  expect(first).toMatchObject({ outcome: 'done', alert: { state: 'acknowledged', acknowledgedBy: 'ann' } });
  expect(second).toMatchObject({ outcome: 'unchanged', alert: { acknowledgedBy: 'ann' } });
  expect(log.kept.map((e) => e.event)).toEqual(['raised', 'acknowledged']);
  expect(await d.act('nonsense', 'close', 'ann', null)).toEqual({ outcome: 'unknown-alert' });
});

test('A5 a closed alert does not come back while its condition stands, also after a restart', async () => {
  const log = memoryLog();
  const d = desk(log);
  d.consider([raise('a')], 1_000);
  await d.flush();
  await d.act(d.list(all)[0]?.id ?? '', 'close', 'ann', 'tug');
  const later = desk(memoryLog(log.kept));
  later.consider([raise('a')], 9_000);
  await later.flush();
  expect(later.list(all).map((a) => a.state)).toEqual(['closed']);
  expect([...later.standing()].map((a) => a.cause)).toEqual(['a']);
  later.consider([clear('a'), raise('a')], 9_500);
  await later.flush();
  expect(later.list(all).map((a) => a.state)).toEqual(['closed', 'active']);
});

test('A6 seq rises by one without gaps, and a resumed reader gets exactly what it missed', async () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom('raise', 'clear', 'flush'), fc.constantFrom('a', 'b', 'c')),
    {
      maxLength: 60,
    },
  );
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), async (script, cut) => {
      const log = memoryLog();
      const d = desk(log);
      for (const [step, cause] of script) {
        if (step === 'flush') await d.flush();
        else d.consider([step === 'raise' ? raise(cause) : clear(cause)], 1_000);
      }
      await d.flush();
      expect(log.kept.map((e) => e.seq)).toEqual(log.kept.map((_, i) => i + 1));
      const after = cut % (d.seq + 1);
      expect(d.eventsAfter(after)?.map((e) => e.seq)).toEqual(log.kept.slice(after).map((e) => e.seq));
      expect(d.eventsAfter(d.seq + 1)).toBeNull();
      expect(desk(memoryLog(log.kept)).list(all)).toEqual(d.list(all));
    }),
    { seed: 11, numRuns: 60 },
  );
});

test('A7 memory is bounded: what is over goes first, what is open stays', async () => {
  const d = createAlertDesk(memoryLog(), { maxAlerts: 10, maxEvents: 10, retryMs: 1 }, () => 0, silent);
  d.consider([raise('stays')], 0);
  for (let i = 0; i < 40; i++) {
    d.consider([raise(`c${i}`)], i);
    await d.flush();
    await d.act(d.list({ ...all, state: 'active' }).at(-1)?.id ?? '', 'acknowledge', 'ann', null);
    d.consider([clear(`c${i}`)], i);
  }
  await d.flush();
  expect(d.list(all).length).toBeLessThanOrEqual(10);
  expect(d.list(all).map((a) => a.cause)).toContain('stays');
  expect(d.eventsAfter(1)).toBeNull();
});
