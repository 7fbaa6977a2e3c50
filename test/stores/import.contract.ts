import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportProcess } from '../../src/commands/import.ts';
import { createRandom } from '../../src/lib/random.ts';
import type { TimedSentence } from '../../src/sim/simulation.ts';
import {
  emptied,
  type Folder,
  folder,
  imported as importedInto,
  laterMs,
  rowsOf,
  tagged,
  traffic,
} from '../recorded-logs.ts';
import { sharedBytes, sharedFile } from '../shared.ts';

/** Where an import goes, and the same database for looking behind it. */
export interface ImportUnderTest {
  readonly env: Record<string, string>;
  readonly open: ImportProcess['open'];
  readonly pool: Pool;
  end(): Promise<void>;
}

const startMs = Date.UTC(2026, 0, 5, 6);
const minutes = 20;

/** Cuts traffic into logs of two stations that overlap in time and in what they hear, one with a clock a second ahead. */
function overlapping(heard: readonly TimedSentence[], seed: number): string[][] {
  const random = createRandom(seed);
  const cutMs = startMs + random.between(0.3, 0.7) * minutes * 60_000;
  const overlapMs = 180_000;
  const first = heard.filter(({ atMs }) => atMs < cutMs + overlapMs);
  const second = heard.filter(({ atMs }) => atMs > cutMs - overlapMs);
  const logs: string[][] = [[], [], []];
  // the parts of a message are heard by the same stations
  for (const [i, log] of [first, second].entries())
    for (const { atMs, sentence } of log) {
      const lone = /^!.....,1,1,/.test(sentence) && random.chance(0.3);
      if (!lone || random.chance(0.5)) logs[i]?.push(tagged({ atMs, sentence }, 'kallo'));
      else logs[2]?.push(tagged({ atMs, sentence }, 'lillo', 1));
      if (lone && random.chance(0.5)) logs[2]?.push(tagged({ atMs, sentence }, 'lillo', 1));
    }
  return logs;
}

/** What every archive keeps of logs, whatever it runs on. */
export function importContract(open: () => Promise<ImportUnderTest>): void {
  let under: ImportUnderTest;
  let files: Folder;
  const heard = traffic({ seed: 11, vessels: 60, startMs }, minutes);
  const whole = heard.map((line) => tagged(line));
  const rows = () => rowsOf(under.pool);
  const afresh = () => emptied(under.pool);
  const imported = (args: readonly string[], over: Partial<ImportProcess> = {}) =>
    importedInto(args, under.env, { open: under.open, ...over });

  beforeAll(async () => {
    under = await open();
    files = folder();
    const { code } = await imported([files.log('empty.nmea', [])]);
    expect(code).toBe(0);
  });
  afterAll(async () => {
    files?.remove();
    await under?.end();
  });

  test('V22 an import that is done again changes nothing', async () => {
    const log = files.log('whole.nmea', whole);
    const first = await imported([log]);
    expect(first).toMatchObject({ code: 0 });
    expect(first.value('positions written')).toBeGreaterThan(4_000);
    expect(first.value('visits')).toBeGreaterThan(40);
    const there = await rows();
    expect(there['visits']).toHaveLength(first.value('visits'));
    expect(there['history']?.length).toBeGreaterThanOrEqual(there['vessels']?.length ?? 0);
    expect(there['vessels']?.length).toBeGreaterThan(50);
    const second = await imported([log]);
    expect(second.value('positions written')).toBe(0);
    expect(second.value('positions already there')).toBe(
      first.value('positions written') + first.value('positions already there'),
    );
    expect(await rows()).toEqual(there);
  });

  describe('logs that overlap', () => {
    test('V21 V23 give the same positions and visits in any order, at once and one after the other', async () => {
      const [first = [], second = [], third = []] = overlapping(heard, 3);
      const names = [
        files.log('a.nmea', first),
        files.log('b.nmea', createRandom(5).shuffled(second)),
        files.log('c.nmea', third),
      ];
      const kept = async (): Promise<unknown> => {
        const { positions, visits } = await rows();
        return { positions, visits };
      };
      await afresh();
      await imported(names);
      const atOnce = await kept();
      for (const order of [
        [2, 0, 1],
        [1, 2, 0],
      ]) {
        await afresh();
        for (const i of order) await imported([names[i] ?? '']);
        expect(await kept()).toEqual(atOnce);
      }
      await afresh();
      await imported([...names].reverse());
      expect(await kept()).toEqual(atOnce);
    });

    test('V21 V23 what two stations heard together is what one heard that heard all', async () => {
      const log = files.log('one.nmea', whole);
      const split = createRandom(9);
      const parts: [string[], string[]] = [[], []];
      for (const line of heard)
        parts[/,1,1,/.test(line.sentence) && split.chance(0.5) ? 1 : 0].push(tagged(line));
      await afresh();
      await imported([log]);
      const one = await rows();
      await afresh();
      await imported([files.log('p.nmea', parts[1])]);
      await imported([files.log('q.nmea', parts[0])]);
      const two = await rows();
      expect(two['positions']).toEqual(one['positions']);
      expect(two['visits']).toEqual(one['visits']);
    });
  });

  test('V24 a newer description stays, and an older one is put where it belongs in the history', async () => {
    const all = traffic({ seed: 12, vessels: 20, startMs }, 15);
    const half = startMs + 7.5 * 60_000;
    const [early, late] = [
      files.log(
        'early.nmea',
        all.filter(({ atMs }) => atMs < half).map((line) => tagged(line)),
      ),
      files.log(
        'late.nmea',
        all.filter(({ atMs }) => atMs >= half).map((line) => tagged(line)),
      ),
    ];
    await afresh();
    await imported([late]);
    const newer = (await rows())['vessels'] as { mmsi: number }[];
    await imported([early]);
    const now = new Map((await rows())['vessels']?.map((row) => [(row as { mmsi: number }).mmsi, row]));
    expect(newer.length).toBeGreaterThan(10);
    for (const row of newer) expect(now.get(row.mmsi)).toEqual(row);
    const history = (await rows())['history'] as { mmsi: number; time: Date }[];
    const earlier = new Set(history.filter(({ time }) => time.getTime() < half).map(({ mmsi }) => mmsi));
    expect(earlier.size).toBeGreaterThan(10);
  });

  test('V23 a visit whose positions are gone stays as it is, and one that goes on stays open', async () => {
    await afresh();
    const log = files.log('whole.nmea', whole);
    await imported([log]);
    const [visit] = (await rows())['visits'] as {
      mmsi: number;
      zone_id: string;
      entered_at: Date;
      left_at: Date;
    }[];
    if (visit === undefined) throw new Error('no visits');
    const longer = new Date(visit.left_at.getTime() + 500);
    await under.pool.query(
      'UPDATE havenwacht.visits SET left_at = $1 WHERE mmsi = $2 AND zone_id = $3 AND entered_at = $4',
      [longer, visit.mmsi, visit.zone_id, visit.entered_at],
    );
    const seen = (await rows())['visits'];
    await imported([log]);
    expect((await rows())['visits']).toEqual(seen);
    // while the vessels count as being there
    await afresh();
    await imported([log], { clock: () => startMs + minutes * 60_000 });
    const open = ((await rows())['visits'] as { left_at: Date | null }[]).filter(
      ({ left_at }) => left_at === null,
    );
    expect(open.length).toBeGreaterThan(10);
    await imported([log], { clock: () => laterMs });
    const closed = (await rows())['visits'] as { left_at: Date | null }[];
    expect(closed.filter(({ left_at }) => left_at === null)).toEqual([]);
  });

  test('V21 what a receiver gave to the server stays', async () => {
    await afresh();
    const log = files.log('whole.nmea', whole);
    await imported([log]);
    await under.pool.query(`UPDATE havenwacht.positions SET receiver = 'kallo', lon = 179`);
    const there = await rows();
    await imported([log]);
    expect((await rows())['positions']).toEqual(there['positions']);
  });

  test('V27 after Ctrl-C the batch is written, and running it again completes the archive', async () => {
    const long = traffic({ seed: 13, vessels: 100, startMs }, minutes).map((line) => `${tagged(line)}\n`);
    const log = files.file('long.nmea', long.join(''));
    await afresh();
    const all = await imported([log]);
    const complete = await rows();
    await afresh();
    let stop = (): void => {};
    const stdin = Readable.from(
      (function* () {
        yield Buffer.from(long.slice(0, long.length * 0.9).join(''));
        stop();
        yield Buffer.from(long.slice(long.length * 0.9).join(''));
      })(),
    );
    const stopped = await imported(['-'], { stdin, onStop: (given) => (stop = given) });
    expect(stopped.code).toBe(130);
    expect(stopped.err).toMatch(/run it again with the same files/);
    expect(stopped.value('positions written')).toBeGreaterThan(5_000);
    expect(stopped.value('positions written')).toBeLessThan(all.value('positions written'));
    expect(await rows()).not.toEqual(complete);
    await imported([log]);
    expect(await rows()).toEqual(complete);
  });

  const real = ['denmark-2013', 'noaadata_test', 'aduvenhage_test_ais_data', 'dma_538004030_drift'].map(
    (name) => sharedFile(`nmea/${name}.nmea.gz`),
  );
  test.runIf(!real.includes(null))(
    'V22 V21 real logs, twice and in another order, give the same rows',
    async () => {
      const names = real.map((path) => path ?? '');
      await afresh();
      const first = await imported(names);
      expect(first.value('positions written')).toBeGreaterThan(28_000);
      const there = await rows();
      await imported(names);
      expect(await rows()).toEqual(there);
      await afresh();
      for (const name of [...names].reverse()) await imported([name]);
      expect((await rows())['positions']).toEqual(there['positions']);
      expect(sharedBytes(real[0] ?? null).length).toBeGreaterThan(0);
    },
  );
}
