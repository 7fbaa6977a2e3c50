import { expect, test } from 'vitest';
import { createManualTime } from '../../../test/manual-time.ts';
import { createMemoryPast, type MemoryPast } from '../../../test/memory-past.ts';
import { createReplay, pictureOf, turn, wholePast } from '../../../test/replay-client.ts';
import { alertEvent, position } from '../../../test/stores/archive-rows.ts';
import { TooLong } from '../../model/history.ts';
import type { ServerFrame } from '../../protocol/frames.ts';
import { type ReplayLimits, replayLimits } from './limits.ts';
import { Replays } from './replays.ts';

const fromMs = Date.parse('2026-11-22T20:00:00.000Z');
const toMs = fromMs + 600_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** A report a second of each of these vessels, for ten minutes. */
function everySecond(...mmsis: number[]): MemoryPast {
  const seconds = Array.from({ length: 601 }, (_, i) => i);
  return createMemoryPast({
    positions: seconds.flatMap((i) =>
      mmsis.map((mmsi) => position(mmsi, fromMs + i * 1000, { lon: 4 + i / 1e4 })),
    ),
  });
}

test('W20 it begins with its state, the alerts as they stood and the whole picture; then comes what happened, in order', async () => {
  const past = everySecond(1, 2);
  const raised = alertEvent(7, iso(fromMs - 60_000));
  const seen = { ...raised.alert, state: 'acknowledged', acknowledgedBy: 'els' } as const;
  past.alertEvents = [
    raised,
    { ...raised, seq: 8, event: 'acknowledged', at: iso(fromMs + 20_000), alert: seen },
  ];
  const run = createReplay(past, { fromMs, toMs, speed: 60 });
  await run.begun();
  expect(run.frames.map(({ type }) => type)).toEqual(['replay', 'alerts', 'vessels']);
  expect(run.frames[0]).toEqual({
    ...{ type: 'replay', state: 'playing', at: iso(fromMs), from: iso(fromMs), to: iso(toMs), speed: 60 },
  });
  expect(run.frames[1]).toMatchObject({ alerts: [{ id: 'alert-7', state: 'active', acknowledgedBy: null }] });
  expect(run.frames[2]).toMatchObject({ full: true, vessels: [{ lon: 4 }, { lon: 4 }] });
  await run.toEnd();
  expect(run.alerts()).toMatchObject([
    { event: 'acknowledged', at: iso(fromMs + 20_000), alert: { acknowledgedBy: 'els' } },
  ]);
  const times = run.frames.slice(3, -1).map((frame) => ('at' in frame ? frame.at : undefined));
  expect(times).toEqual(times.toSorted());
  expect(run.frames.at(-1)).toMatchObject({ type: 'replay', state: 'ended', at: iso(toMs) });
});

test('W21 every frame of a replay says that it is one, and of what time', async () => {
  const past = everySecond(1);
  past.alertEvents = [alertEvent(1, iso(fromMs + 5_000))];
  const run = createReplay(past, { fromMs, toMs, speed: 600 });
  await run.toEnd();
  expect(new Set(run.frames.map(({ type }) => type))).toEqual(
    new Set(['replay', 'alerts', 'vessels', 'alert']),
  );
  for (const frame of run.frames) {
    expect(frame).toHaveProperty('at');
    if (frame.type !== 'replay') expect(frame).toHaveProperty('replay', true);
  }
});

test('W23 it goes as fast as it was told, stands, goes on, and begins anew where it is sent', async () => {
  const run = createReplay(everySecond(1), { fromMs, toMs, speed: 60 });
  const { replay, time } = run;
  const shownS = () => (Date.parse(run.vesselFrames().at(-1)?.at ?? '') - fromMs) / 1000;
  await run.begun();
  await turn();
  time.advance(1_000);
  expect(shownS()).toBe(60);
  replay.pause();
  time.advance(60_000);
  expect([shownS(), run.states().at(-1)]).toMatchObject([60, { state: 'paused', at: iso(fromMs + 60_000) }]);
  replay.seek(fromMs + 300_000);
  await run.begun(2);
  expect([shownS(), replay.state]).toEqual([300, 'paused']);
  replay.speed = 10;
  replay.resume();
  await turn();
  time.advance(1_000);
  expect([shownS(), run.states().at(-1)]).toMatchObject([310, { state: 'playing', speed: 10 }]);
  replay.seek(fromMs);
  await run.begun(3);
  await turn();
  time.advance(500);
  expect([shownS(), replay.state]).toEqual([5, 'playing']);
  await run.toEnd();
  replay.seek(toMs - 1_000);
  await run.begun(4);
  expect([shownS(), replay.state]).toEqual([599, 'playing']);
  await run.toEnd();
  expect(run.states().at(-1)).toMatchObject({ state: 'ended', at: iso(toMs) });
});

test('W23 sent elsewhere before the picture has come, it shows that one only', async () => {
  const run = createReplay(everySecond(1), { fromMs, toMs });
  run.replay.seek(fromMs + 100_000);
  run.replay.seek(fromMs + 200_000);
  await run.begun();
  await turn();
  expect(run.vesselFrames().map(({ at }) => at)).toEqual([iso(fromMs + 200_000)]);
});

test('W24 a zone is entered and left without a report', async () => {
  const past = createMemoryPast({
    positions: [position(205_000_001, fromMs - 1_000, { sogKn: 0, navStatus: 5 })],
    stays: [{ mmsi: 205_000_001, zoneId: 'dock', enteredMs: fromMs + 10_000, leftMs: fromMs + 20_000 }],
  });
  const run = createReplay(past, { fromMs, toMs: fromMs + 30_000, speed: 4 });
  await run.toEnd();
  const changes = run.vesselFrames().filter(({ vessels }) => vessels.length > 0);
  expect(changes.map(({ at, vessels }) => [at, vessels[0]?.zones])).toEqual([
    [iso(fromMs), []],
    [iso(fromMs + 10_000), ['dock']],
    [iso(fromMs + 20_000), []],
  ]);
});

test('W25 of each vessel a frame has the latest only, at most so many vessels, and the others follow as they are then', async () => {
  const mmsis = [1, 2, 3, 4, 5];
  const run = createReplay(everySecond(...mmsis), { fromMs, toMs, speed: 600 }, { frameVessels: 2 });
  await run.toEnd();
  for (const { at, vessels } of run.vesselFrames()) {
    expect(vessels.length).toBeLessThanOrEqual(2);
    for (const { positionAt } of vessels) expect(positionAt).toBe(at);
  }
  expect([...pictureOf(run.frames).values()].map(({ mmsi, lon }) => [Number(mmsi), lon])).toEqual(
    expect.arrayContaining(mmsis.map((mmsi) => [mmsi, 4.06])),
  );
});

test('W26 pages are read one at a time, no more than is ahead, and the time waits for them', async () => {
  const past = everySecond(1, 2);
  past.pageRows = 30;
  const limits = { aheadRows: 50, leastAheadS: 60, aheadS: 1 };
  const run = createReplay(past, { fromMs, toMs, speed: 10 }, limits);
  await run.begun();
  for (let i = 0; i < 20; i++) await turn();
  // after two pages of fifteen seconds half of the minute is there that is to be ahead
  expect(past.asked.map((ms) => (ms - fromMs - 1) / 1000)).toEqual([0, 15.999]);
  let release = (): void => {};
  past.before = () => new Promise((resolve) => (release = resolve));
  run.time.advance(60_000);
  expect(run.vesselFrames().at(-1)?.at).toBe(iso(fromMs + 30_999));
  expect(past.asked).toHaveLength(3);
  past.before = async () => {};
  release();
  for (let i = 0; i < 5; i++) await turn();
  run.time.advance(250);
  expect(run.vesselFrames().at(-1)?.at).toBe(iso(fromMs + 33_499));
});

/** Frames of three replays that begin together. */
function three(past: MemoryPast, limits: Partial<ReplayLimits>) {
  const time = createManualTime();
  const replays = new Replays({
    ...{ past, elapsed: time.clock, schedule: time.schedule, onFault: () => {} },
    limits: { ...replayLimits, ...limits },
  });
  const view = { box: null, hazardOnly: false };
  const frames = [1, 2, 3].map(() => {
    const sent: ServerFrame[] = [];
    const send = (text: string | Buffer) => void sent.push(JSON.parse(text.toString()) as ServerFrame);
    replays.begin({ fromMs, toMs, speed: 60, view, showing: wholePast }, { slow: false, send });
    return sent;
  });
  return { time, frames };
}

test('W25 replays share the vessels that their frames may have', async () => {
  const { time, frames } = three(everySecond(1, 2, 3, 4, 5), { frameVessels: 6 });
  while (frames.some((sent) => sent.length < 3)) await turn();
  for (let i = 0; i < 40; i++) {
    time.advance(250);
    await turn();
  }
  for (const sent of frames) {
    const vessels = sent.filter((frame) => frame.type === 'vessels').map((frame) => frame.vessels.length);
    expect(vessels.length).toBeGreaterThan(30);
    expect(Math.max(...vessels)).toBe(2);
  }
});

test('W26 so many replays ask the archive at once, and the next when one has its answer', async () => {
  const past = everySecond(1);
  const answers: (() => void)[] = [];
  past.before = (question) =>
    question === 'page' ? Promise.resolve() : new Promise((resolve) => answers.push(resolve));
  const { frames } = three(past, { asking: 2 });
  for (let i = 0; i < 5; i++) await turn();
  expect(answers).toHaveLength(2);
  answers[0]?.();
  while (answers.length < 3) await turn();
  expect(frames.map((sent) => sent.length > 0)).toEqual([true, false, false]);
});

test('W27 a slow client lets its replay stand: nothing is sent or read until it has caught up', async () => {
  const past = everySecond(1);
  const run = createReplay(past, { fromMs, toMs, speed: 60 });
  await run.begun();
  await turn();
  run.time.advance(1_000);
  run.client.slow = true;
  const before = [run.frames.length, past.asked.length];
  for (let i = 0; i < 40; i++) {
    await turn();
    run.time.advance(250);
  }
  expect([run.frames.length, past.asked.length]).toEqual(before);
  run.client.slow = false;
  run.time.advance(250);
  expect(run.vesselFrames().at(-1)?.at).toBe(iso(fromMs + 75_000));
});

test('W29 ending it ends what is asked of the archive, and every frame', async () => {
  const past = everySecond(1);
  const signals: AbortSignal[] = [];
  past.before = async (_question, signal) => {
    signals.push(signal);
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  const run = createReplay(past, { fromMs, toMs });
  await turn();
  run.replay.stop();
  await turn();
  run.time.advance(10_000);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect([run.frames, run.faults, run.time.waiting()]).toEqual([[], [], []]);
});

test('W30 an archive that fails pauses it and says how to go on; from there it does', async () => {
  const past = everySecond(1);
  past.pageRows = 30;
  const run = createReplay(past, { fromMs, toMs, speed: 600 }, { aheadRows: 20 });
  await run.begun();
  await turn();
  past.before = () => Promise.reject(new Error('connection refused'));
  run.time.advance(5_000);
  await turn();
  const stoodAt = run.vesselFrames().at(-1)?.at ?? '';
  expect(run.frames.slice(-2)).toMatchObject([
    {
      type: 'error',
      code: 'archive-unavailable',
      detail: expect.stringContaining(`\`resume\` tries again from ${stoodAt}`),
    },
    { type: 'replay', state: 'paused', at: stoodAt },
  ]);
  expect(run.faults).toEqual([new Error('connection refused')]);
  run.replay.resume();
  await turn();
  expect(run.replay.state).toBe('paused');
  past.before = async () => {};
  run.replay.resume();
  await run.toEnd();
  const times = run.vesselFrames().map(({ at }) => at);
  expect([times, run.vesselFrames().filter(({ full }) => full).length]).toEqual([times.toSorted(), 1]);
  expect(pictureOf(run.frames).get('000000001')).toMatchObject({ positionAt: iso(toMs) });
});

test('W30 one that fails at the beginning begins when it is resumed, or sent elsewhere', async () => {
  const past = everySecond(1);
  past.before = () => Promise.reject(new TooLong(10));
  const run = createReplay(past, { fromMs, toMs, speed: 600 });
  while (run.replay.state === 'playing') await turn();
  expect(run.frames).toMatchObject([
    { code: 'archive-unavailable', detail: expect.stringContaining('limit of 10 s') },
    { type: 'replay', state: 'paused', at: iso(fromMs) },
  ]);
  past.before = async () => {};
  run.replay.resume();
  await run.toEnd();
  expect(run.vesselFrames()[0]).toMatchObject({ full: true, at: iso(fromMs) });
  expect(run.faults).toEqual([]);
});

test('W30 more vessels than a replay holds are refused with what to ask for instead', async () => {
  const run = createReplay(everySecond(1, 2, 3), { fromMs, toMs }, { mostVessels: 2 });
  while (run.replay.state === 'playing') await turn();
  expect(run.frames[0]).toMatchObject({
    code: 'replay-too-large',
    detail: expect.stringMatching(/more than 2 vessels.*bbox/),
  });
});
