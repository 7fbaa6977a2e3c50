import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toSentences } from '../../src/ais/sentences.ts';
import type { ImportProcess } from '../../src/commands/import.ts';
import { asLive } from '../as-live.ts';
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
import { PART_1, tagBlock } from '../sentences.ts';
import type { ImportUnderTest } from './import.contract.ts';

const startMs = Date.UTC(2026, 0, 5, 6);

interface Visit {
  readonly mmsi: number;
  readonly zone_id: string;
  readonly entered_at: Date;
  readonly left_at: Date | null;
}

/** What an import does beside the keys of its rows. */
export function importMoreContract(open: () => Promise<ImportUnderTest>): void {
  let under: ImportUnderTest;
  let files: Folder;
  const imported = (
    args: readonly string[],
    over: Partial<ImportProcess> = {},
    env: Record<string, string> = {},
  ) => importedInto(args, { ...under.env, ...env }, { open: under.open, ...over });

  beforeAll(async () => {
    under = await open();
    files = folder();
    await imported([files.log('empty.nmea', [])]);
  });
  afterAll(async () => {
    files?.remove();
    await under?.end();
  });

  const classB = (lon: number, mmsi = 205_000_001): string =>
    toSentences(
      {
        ...{
          type: 18,
          repeat: 0,
          mmsi,
          sogKn: 5,
          positionAccurate: true,
          lon,
          lat: 51.3,
          cogDeg: 90,
          headingDeg: null,
        },
        ...{ utcSecond: 60, carrierSense: true, assigned: false, raim: false, radio: 0 },
      },
      { channel: 'A' },
    ).join('');

  test('V21 V23 what a server heard and logged comes into the archive as the server itself had written it', async () => {
    await emptied(under.pool);
    const heard = traffic({ seed: 21, vessels: 60, startMs }, 30);
    const live = asLive(heard);
    await imported([
      files.log(
        'heard.nmea',
        heard.map((line) => tagged(line)),
      ),
    ]);
    const { positions, visits, vessels } = await rowsOf(under.pool);
    const rows = positions as { mmsi: number; time: Date; lon: number; lat: number; sog_kn: number | null }[];
    const place = (row: (typeof rows)[number]) => `${row.mmsi} ${row.time.getTime()} ${row.lon} ${row.lat}`;
    expect(rows.length).toBeGreaterThan(4_000);
    expect(rows.map(place).sort()).toEqual(
      live.positions.map((row) => place({ ...row, time: new Date(row.timeMs), sog_kn: null })).sort(),
    );
    expect(new Set(vessels?.map((row) => (row as { mmsi: number }).mmsi))).toEqual(
      new Set(live.vessels.map(({ mmsi }) => mmsi)),
    );
    const steps = (visits as Visit[]).flatMap(({ mmsi, zone_id, entered_at }) => [
      `${mmsi} enters ${zone_id} ${entered_at.getTime()}`,
    ]);
    const told = (step: 'enters' | 'leaves') =>
      live.visits
        .filter((visit) => visit.step === step)
        .map((v) => `${v.mmsi} ${v.step} ${v.zoneId} ${v.timeMs}`);
    expect(steps.sort()).toEqual(told('enters').sort());
    const left = new Set(
      (visits as Visit[]).map(
        ({ mmsi, zone_id, left_at }) => `${mmsi} leaves ${zone_id} ${left_at?.getTime()}`,
      ),
    );
    expect(told('leaves').length).toBeGreaterThan(5);
    for (const step of told('leaves')) expect(left).toContain(step);
  });

  test('V25 a report without its second that two stations heard is taken once, from however many logs', async () => {
    await emptied(under.pool);
    const at = (s: number, station: string, lon: number): string =>
      `${tagBlock(`s:${station},c:${startMs / 1000 + s}`)}${classB(lon)}`;
    const a = files.log('a.nmea', [at(0, 'a', 4.3), at(60, 'a', 4.31), at(120, 'a', 4.31)]);
    const b = files.log('b.nmea', [at(3, 'b', 4.3), at(55, 'b', 4.31), at(140, 'b', 4.32)]);
    await imported([a, b]);
    const times = ((await rowsOf(under.pool))['positions'] as { time: Date }[]).map(
      ({ time }) => (time.getTime() - startMs) / 1000,
    );
    expect(times).toEqual([0, 55, 120, 140]);
  });

  test('V26 a file that cannot be read is named, and the others are imported', async () => {
    await emptied(under.pool);
    const good = files.log('good.nmea', [`${tagBlock(`c:${startMs / 1000}`)}${classB(4.3)}`]);
    const many = Array.from(
      { length: 20_000 },
      (_, i) => `${tagBlock(`c:${startMs / 1000 + i}`)}${classB(4 + i / 1e5)}\n`,
    );
    const packed = gzipSync(many.join(''));
    const torn = files.file('torn.nmea.gz', packed.subarray(0, packed.length / 2));
    const nothing = files.file('none.nmea.gz', 'this is no gzip');
    const { code, err, value } = await imported([
      `${files.path}/absent.nmea`,
      torn,
      files.path,
      nothing,
      good,
    ]);
    expect(code).toBe(1);
    for (const name of [
      `${files.path}/absent.nmea: ENOENT`,
      `${torn}: `,
      `${files.path}: is a dir`,
      `${nothing}: `,
    ])
      expect(err).toContain(`havenwacht import: ${name}`);
    expect(err).not.toContain(`${good}: `);
    // what could be read of the torn one is kept
    expect(value('positions written')).toBeGreaterThan(5_000);
    expect((await imported([good])).value('positions written')).toBe(0);
  });

  test('V28 how many positions a server would drop is told before one is written, and what to set', async () => {
    await emptied(under.pool);
    const lines = [0, 1, 100].map(
      (days) => `${tagBlock(`c:${startMs / 1000 + days * 86_400}`)}${classB(4 + days / 100)}`,
    );
    const log = files.log('old.nmea', lines);
    const clock = () => startMs + 95 * 86_400_000 - 1_000 + 10 * 86_400_000;
    const seen: string[] = [];
    const over: Partial<ImportProcess> = {
      clock,
      err: (text) => {
        seen.push(text);
      },
    };
    await imported([log], over, { HW_RETENTION_DAYS: '90' });
    expect(seen[0]).toMatch(
      /^havenwacht import: 2 positions are older than 90 days .* set HW_RETENTION_DAYS=106 or more/,
    );
    expect(seen[1]).toMatch(/^lines +3$/m);
    expect((await imported([log], { clock }, { HW_RETENTION_DAYS: '106' })).err).not.toMatch(
      /HW_RETENTION_DAYS/,
    );
    // stdin can only be told afterwards
    const stdin = Readable.from([Buffer.from(lines.join('\n'))]);
    const after = await imported(['-'], { clock, stdin }, { HW_RETENTION_DAYS: '90' });
    expect(after.err).toMatch(/last time.*2 positions are older than 90 days/s);
  });

  test('V29 memory does not grow with the log', async () => {
    await emptied(under.pool);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heaps: number[] = [];
    const bodies = Array.from({ length: 100 }, (_, i) =>
      [classB(4 + i / 1000, 205_000_000 + i), PART_1].join('\n'),
    );
    const stdin = Readable.from(
      (function* () {
        for (let block = 0; block < 200; block++) {
          const lines = Array.from({ length: 500 }, (_, i) => {
            const s = startMs / 1000 + block * 500 + i;
            return `${tagBlock(`c:${s}`)}${bodies[i % bodies.length]}\n`;
          });
          yield Buffer.from(lines.join(''));
          if (block % 10 !== 9) continue;
          collect();
          heaps.push(process.memoryUsage().heapUsed);
        }
      })(),
      { objectMode: true, highWaterMark: 1 },
    );
    const { value } = await imported(['-'], { stdin, clock: () => laterMs });
    expect(value('positions written')).toBe(100_000);
    const mean = (part: readonly number[]): number => part.reduce((sum, n) => sum + n, 0) / part.length;
    expect(heaps).toHaveLength(20);
    expect(mean(heaps.slice(10)) / mean(heaps.slice(2, 10))).toBeLessThan(1.1);
  });
}
