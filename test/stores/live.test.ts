import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../../src/lib/random.ts';
import { createRedisStore } from '../../src/live/redis.ts';
import { createSnapshotStore } from '../../src/live/snapshot.ts';
import type { LiveStore } from '../../src/model/ports.ts';
import { createManualTime } from '../manual-time.ts';
import { until } from '../receiving.ts';
import { freshRedis } from '../services/redis.ts';
import { describeWithServices } from '../services/urls.ts';
import { liveStoreContract } from './live.contract.ts';
import { listeningLog, sampleVessel } from './live-samples.ts';

const log = listeningLog();

describe('the snapshot file', () => {
  liveStoreContract(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'live-'));
    return {
      open: () => createSnapshotStore({ dataDir, log }),
      drop: () => rm(dataDir, { recursive: true }),
    };
  });
});

describeWithServices('Redis', ({ redisUrl }) => {
  liveStoreContract(async () => {
    const redis = await freshRedis(redisUrl);
    return {
      open: () => createRedisStore({ url: redis.url, log, random: () => 0.5, epoch: 'e1' }),
      drop: () => redis.drop(),
    };
  });
});

describe('the snapshot file in detail', () => {
  let dataDir: string;
  let path: string;
  let stores: LiveStore[];
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'live-'));
    path = join(dataDir, 'live.ndjson');
    stores = [];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const open = (options: Partial<Parameters<typeof createSnapshotStore>[0]> = {}): LiveStore => {
    const store = createSnapshotStore({ dataDir, log, ...options });
    stores.push(store);
    return store;
  };
  const saved = async (mmsis: number[]): Promise<string[]> => {
    const store = open();
    store.put(mmsis.map((mmsi) => sampleVessel(mmsi)));
    await store.flush();
    return (await readFile(path, 'utf8')).split('\n');
  };
  const loaded = async () => {
    const { vessels, damaged } = await open().load();
    return { mmsis: vessels.map((v) => v.mmsi), damaged };
  };

  test('it is a header, a vessel a line, and a footer', async () => {
    const lines = await saved([1, 2]);
    expect(lines.map((line) => (line ? JSON.parse(line) : null))).toEqual([
      { havenwacht: 'live', version: 1 },
      sampleVessel(1),
      sampleVessel(2),
      { end: true, count: 2 },
      null,
    ]);
  });

  test('a damaged, cut or missing line costs that vessel only, and is counted', async () => {
    const lines = await saved([1, 2, 3, 4]);
    const damage: [string, (lines: string[]) => void, { mmsis: number[]; damaged: number }][] = [
      ['garbage', (l) => l.splice(2, 1, '\u0000\u0000'), { mmsis: [1, 3, 4], damaged: 1 }],
      ['cut', (l) => l.splice(2, 1, l[2]?.slice(0, 50) ?? ''), { mmsis: [1, 3, 4], damaged: 1 }],
      ['a field of the wrong type', (l) => l.splice(1, 1, '{"mmsi":"1"}'), { mmsis: [2, 3, 4], damaged: 1 }],
      ['missing', (l) => l.splice(3, 1), { mmsis: [1, 2, 4], damaged: 1 }],
      ['end missing', (l) => l.splice(4), { mmsis: [1, 2, 3], damaged: 1 }],
      ['header damaged', (l) => l.splice(0, 1, 'x'), { mmsis: [1, 2, 3, 4], damaged: 0 }],
      ['all gone', (l) => l.splice(0), { mmsis: [], damaged: 1 }],
    ];
    for (const [what, change, expected] of damage) {
      const changed = [...lines];
      change(changed);
      await writeFile(path, changed.join('\n'));
      expect(await loaded(), what).toEqual(expected);
    }
  });

  test('a picture of another version is left out', async () => {
    const lines = await saved([1]);
    await writeFile(path, lines.join('\n').replace('"version":1', '"version":2'));
    expect((await loaded()).mmsis).toEqual([]);
  });

  test('it is written every five seconds, and only when something changed', async () => {
    const time = createManualTime();
    const store = open({ schedule: time.schedule });
    const round = async (): Promise<void> => {
      expect(time.waiting()).toEqual([5000]);
      time.advance(5000);
      await until(() => time.waiting().length === 1);
    };
    await round();
    await expect(readFile(path)).rejects.toThrow('ENOENT');
    store.put([sampleVessel(1)]);
    await round();
    expect((await loaded()).mmsis).toEqual([1]);
    await rm(path);
    store.put([]);
    store.remove([2]);
    await round();
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  test('a disk that refuses shows in `degraded`, and the picture is written when it can be', async () => {
    const blocked = join(dataDir, 'blocked');
    await writeFile(blocked, 'a file where the directory should be');
    const store = open({ dataDir: blocked });
    store.put([sampleVessel(1)]);
    await expect(store.flush()).rejects.toThrow();
    expect(store.degraded).toContain(blocked);
    await rm(blocked);
    await mkdir(blocked);
    await store.flush();
    expect(store.degraded).toBeNull();
  });

  test('killed at any moment, the picture is the old or the new one, whole', async () => {
    const random = createRandom(7);
    const script = join(import.meta.dirname, 'live-writer.ts');
    let generation = 0;
    for (let round = 0; round < 5; round++) {
      const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, String(generation)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let written = 0;
      child.stdout.on('data', (data: Buffer) => {
        written += data.toString().split('\n').length - 1;
      });
      const closed = once(child, 'close');
      try {
        await until(() => written >= 2);
        // Anywhere in the 10 to 30 ms that a generation takes.
        for (let turns = random.whole(0, 4000); turns > 0; turns--) await nextTurn();
      } finally {
        child.kill('SIGKILL');
        await closed;
      }
      const { vessels, damaged } = await open().load();
      expect(damaged).toBe(0);
      expect(vessels).toHaveLength(2000);
      const states = new Set(vessels.map((v) => v.heardAtMs));
      expect([...states], 'all vessels of one generation').toHaveLength(1);
      expect([...states][0]).toBeGreaterThanOrEqual(generation + written);
      generation = [...states][0] ?? 0;
    }
  });
});
