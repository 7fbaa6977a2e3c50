import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { vesselOf } from '../../test/gateway-helpers.ts';
import { loadPort } from '../config/port-file.ts';
import { type DriftAsked, type Reckoning, TooBusy } from '../model/incident.ts';
import type { Past, PastPosition } from '../model/past.ts';
import { driftOf } from './drift.ts';
import { createReckoning } from './reckoning.ts';
import { startWorker } from './thread.ts';
import { waterOf } from './water.ts';

const port = loadPort(null);
const minuteMs = 60_000;
const never = new AbortController().signal;
const asked: DriftAsked = {
  slick: { position: [4.37, 51.2805], radiusM: 60, seenAtMs: 600 * minuteMs },
  weather: [{ atMs: 0, windKn: 10, windFromDeg: 270, currentKn: 0, currentToDeg: 0 }],
  ...{ direction: 'forward', durationMs: 60 * minuteMs, everyMs: 10 * minuteMs, seed: 1 },
};

const nobody: Past = {
  async *positions() {
    yield* [];
  },
  vessels: async () => '[]',
};
const open: Reckoning[] = [];
function reckoning(
  past: Past = nobody,
  over: Partial<Parameters<typeof createReckoning>[0]> = {},
): Reckoning {
  const one = createReckoning({ port: () => port, past, ...over });
  open.push(one);
  return one;
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

describe('reckoning', () => {
  it('D17 a drift in the thread is the drift by itself, with the water of the port as it stands', async () => {
    let zones = port.zones;
    const one = reckoning(nobody, { port: () => ({ bbox: port.bbox, zones }) });
    const water = waterOf(port, 10, 'within');
    expect(await one.drift(asked, never)).toEqual(driftOf(asked, water));
    zones = port.zones.filter(({ kind }) => kind !== 'dock');
    expect((await one.drift(asked, never)).walls).toBe(false);
  });

  it('D17 what cannot be reckoned with is a RangeError, and the thread goes on', async () => {
    const one = reckoning();
    await expect(one.drift({ ...asked, weather: [] }, never)).rejects.toThrow(RangeError);
    expect((await one.drift(asked, never)).steps).toHaveLength(7);
    await expect(one.drift(asked, AbortSignal.abort())).rejects.toThrow(/abort/i);
  });

  it('D18 a search asks the archive for the corridor only, passes its pages on and ranks', async () => {
    const [lon, lat] = [4.368, 51.2805];
    const rows = Array.from(
      { length: 60 },
      (_, i): PastPosition => [(540 + i) * minuteMs, 1e8, lon, lat, 0, null, 5],
    );
    const ranges: Parameters<Past['positions']>[0][] = [];
    const asks: (readonly number[])[] = [];
    const past: Past = {
      async *positions(range) {
        ranges.push(range);
        for (const part of [rows.slice(0, 30), rows.slice(30)])
          yield { positions: JSON.stringify(part), rows: part.length, atMs: part.at(-1)?.[0] ?? 0 };
      },
      async vessels(mmsis) {
        asks.push(mmsis);
        return '[]';
      },
    };
    const { ranked } = await reckoning(past).suspects({ ...asked, everyMs: 2 * minuteMs }, never);
    expect(ranked.map(({ mmsi }) => mmsi)).toEqual([1e8]);
    expect(asks).toEqual([[1e8]]);
    expect(ranges).toHaveLength(1);
    const [range] = ranges;
    expect(range?.toMs).toBe(asked.slick.seenAtMs);
    expect(range?.box[0]).toBeLessThan(lon);
    expect((range?.box[2] ?? 9) - (range?.box[0] ?? 0)).toBeLessThan(0.1);
  });

  it('D18 an archive that fails, or has too much, ends the search with its reason', async () => {
    const failing: Past = {
      async *positions() {
        yield* [];
        throw new Error('the archive is away');
      },
      vessels: async () => '[]',
    };
    await expect(reckoning(failing).suspects(asked, never)).rejects.toThrow('the archive is away');
    const much: Past = {
      async *positions() {
        for (;;) yield { positions: '[]', rows: 1_000_000, atMs: 0 };
      },
      vessels: async () => '[]',
    };
    await expect(reckoning(much).suspects(asked, never)).rejects.toThrow(/^durationMs: more than/);
  });

  it('D19 two searches and sixteen questions at a time, and more are told to ask again', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: Past = {
      async *positions() {
        await held;
        yield* [];
      },
      vessels: async () => '[]',
    };
    const one = reckoning(slow);
    const searches = [one.suspects(asked, never), one.suspects(asked, never)];
    await expect(one.suspects(asked, never)).rejects.toThrow(TooBusy);
    const drifts = Array.from({ length: 14 }, () => one.drift(asked, never));
    await expect(one.drift(asked, never)).rejects.toThrow(TooBusy);
    release();
    await Promise.all([...searches, ...drifts]);
    expect((await one.suspects(asked, never)).ranked).toEqual([]);
  });

  it('D19 a thread that dies fails what it was asked, and the next question starts another', async () => {
    const workers: Worker[] = [];
    const one = reckoning(nobody, {
      start: () => {
        const worker = startWorker();
        workers.push(worker);
        return worker;
      },
    });
    await one.drift(asked, never);
    const asking = one.drift({ ...asked, durationMs: 24 * 60 * minuteMs }, never);
    await Promise.all([
      workers[0]?.terminate(),
      expect(asking).rejects.toThrow(/thread of the incident desk ended/),
    ]);
    expect((await one.drift(asked, never)).steps).toHaveLength(7);
    expect(workers).toHaveLength(2);
  });

  it('D33 responders are found in the thread', async () => {
    const tug = vesselOf(1, 4.36, 51.2805, { shipType: 52 });
    const tanker = vesselOf(2, 4.36, 51.2805, { shipType: 80 });
    const found = await reckoning().responders([4.37, 51.2805], [tanker, tug], never);
    expect(found).toMatchObject([{ mmsi: 1, kind: 'tug', by: 'water' }]);
  });
});
