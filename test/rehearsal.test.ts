import { expect, test } from 'vitest';
import { rehearse } from '../src/commands/rehearsal.ts';
import { createRandom } from '../src/lib/random.ts';
import type { AlertEvent } from '../src/model/alert.ts';
import type { Heard } from '../src/receivers/recent.ts';
import { type Item, itemsOfWatch, port } from './kills/busy-watch.ts';
import { createWatchRoom, memoryLog, zonesOf } from './scenarios/watch-room.ts';

const zones = zonesOf(port);
const lines = itemsOfWatch().filter((item): item is Item & { line: string } => item.line !== undefined);
const prefixes = (count: number, seed: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.whole(1, lines.length));
};

/** A room that has heard the first `count` lines, and its log. */
function roomAfter(count: number) {
  const { events, log } = memoryLog();
  const room = createWatchRoom(zones, log, {
    watchesReceivers: false,
    recordedAt: ({ recordedAtMs }) => recordedAtMs,
  });
  const again = (from = 0): void => {
    for (const { line } of lines.slice(from, count)) room.take(line);
  };
  again();
  return { room, events, again };
}

/** What a restarted room makes of the same lines, when its log lost the last `lost` events. */
async function rehearsed(count: number, events: readonly AlertEvent[], lost: number) {
  const recovered = events.slice(0, events.length - lost);
  const later = memoryLog(recovered);
  const room = createWatchRoom(zones, later.log, {
    watchesReceivers: false,
    recordedAt: ({ recordedAtMs }) => recordedAtMs,
  });
  const heard = lines.slice(0, count).map(
    ({ atMs, line }): Heard => ({
      ...{ atMs, run: 1, link: '1/1', receiver: 'kallo', kind: 'tcp-listener', isRecorded: false },
      chunk: Buffer.from(`${line}\r\n`, 'latin1'),
    }),
  );
  const { known } = rehearse({ parts: room.parts, heard, stored: [], recovered, declare: (open) => open });
  await room.desk.flush();
  expect(room.complaints).toEqual([]);
  return { known, events: later.events, standing: [...room.desk.standing()].map(({ cause }) => cause) };
}

/** T20: a doubt passes after ten minutes, with the next report of the vessel, whatever that says. */
const isDoubtPassing = ({ event, alert }: AlertEvent): boolean =>
  event === 'cleared' && alert.kind.startsWith('identity.');

/** An alert that was lost before anybody saw it comes back under another id: alerts by their place. */
function numbered(events: readonly AlertEvent[]): readonly AlertEvent[] {
  const ids = [...new Set(events.map(({ alert }) => alert.id))];
  return events.map((event) => ({
    ...event,
    alert: { ...event.alert, id: `${ids.indexOf(event.alert.id)}` },
  }));
}

test('A17 whatever was taken in is taken in a second time, and raises and ends nothing', async () => {
  let raised = 0;
  for (const count of prefixes(25, 1)) {
    const { room, events, again } = roomAfter(count);
    await room.desk.flush();
    const before = events.length;
    again();
    again(Math.max(0, count - 30));
    await room.desk.flush();
    const more = events.slice(before).filter((event) => !isDoubtPassing(event));
    expect([count, more]).toEqual([count, []]);
    expect(room.complaints).toEqual([]);
    raised += before;
  }
  expect(raised).toBeGreaterThan(500);
});

test('A17 every vessel is judged a second time where it is, and nothing is said', () => {
  let judged = 0;
  for (const count of prefixes(25, 2)) {
    const { room } = roomAfter(count);
    const { picture, zones: watch, behaviour } = room.parts;
    // what changed of one vessel through the report of another is told with its own next report: once
    for (const vessel of picture.all()) behaviour.evaluate(vessel, vessel.heardAtMs);
    for (const vessel of picture.all()) {
      expect([count, watch.evaluate(vessel, vessel.heardAtMs).findings]).toEqual([count, []]);
      expect([count, behaviour.evaluate(vessel, vessel.heardAtMs)]).toEqual([count, []]);
      judged++;
    }
  }
  expect(judged).toBeGreaterThan(100);
});

test('A15 a restart takes in again what was received: the log stays as it is, or gets back what it lost', async () => {
  const random = createRandom(3);
  let lostInAll = 0;
  for (const count of prefixes(40, 3)) {
    const { room, events } = roomAfter(count);
    await room.desk.flush();
    const lost = random.chance(0.3) ? 0 : random.whole(0, Math.min(5, events.length));
    const after = await rehearsed(count, events, lost);
    expect([count, lost, numbered(after.events)]).toEqual([count, lost, numbered(events)]);
    expect([...after.known].sort()).toEqual(after.standing.sort());
    lostInAll += lost;
  }
  expect(lostInAll).toBeGreaterThan(30);
});
