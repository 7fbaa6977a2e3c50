import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrations } from '../../src/archive/migrations.ts';
import { createRandom } from '../../src/lib/random.ts';
import type { Archive, ArchiveBatch } from '../../src/model/archive.ts';
import { declarationOf } from '../cargo-samples.ts';
import { latestContract } from './archive-latest.contract.ts';
import {
  alertEvent,
  batch,
  DAY_MS,
  historyOf,
  position,
  positions,
  readAll,
  START_MS,
  vessel,
} from './archive-rows.ts';

/** An archive under test: the port, and the same database for looking behind it. */
export interface ArchiveUnderTest {
  readonly archive: Archive;
  readonly pool: Pool;
  /** Ends the archive and removes what was made for it. */
  end(): Promise<void>;
}

/** What every archive does, whatever it runs on. Each test has vessels of its own in the one database. */
export function archiveContract(open: () => Promise<ArchiveUnderTest>, edition: RegExp): void {
  let under: ArchiveUnderTest;
  let archive: Archive;
  const rows = async (sql: string, values: unknown[] = []): Promise<unknown[]> =>
    (await under.pool.query(sql, values)).rows;

  beforeAll(async () => {
    under = await open();
    archive = under.archive;
    await archive.prepare();
  });
  afterAll(() => under.end());

  test('it says what it runs on', () => {
    expect(archive.edition).toMatch(edition);
  });

  test('preparing again changes nothing', async () => {
    await archive.write(batch({ positions: [position(100, START_MS)] }));
    await archive.prepare();
    await Promise.all([archive.prepare(), archive.prepare()]);
    expect(await readAll(archive, 100)).toHaveLength(1);
    expect(await rows('SELECT version FROM havenwacht.schema_version')).toEqual(
      migrations.map((_, i) => ({ version: i + 1 })),
    );
  });

  test('a schema newer than the program is refused in one sentence, and left as it is', async () => {
    await under.pool.query('INSERT INTO havenwacht.schema_version (version) VALUES (99)');
    await expect(archive.prepare()).rejects.toThrow(
      `knows versions up to ${migrations.length}: run the newer`,
    );
    await under.pool.query('DELETE FROM havenwacht.schema_version WHERE version = 99');
    await archive.prepare();
  });

  test('a position comes back to the millisecond and the last digit', async () => {
    const row = position(101, START_MS, {
      lon: -0.1,
      lat: 51.123456789,
      sogKn: 102.2,
      receiver: `a "b" \\c', {d}`,
    });
    await archive.write(batch({ positions: [row] }));
    const { mmsi: _, receiver, ...point } = row;
    expect(await readAll(archive, 101)).toEqual([point]);
    expect(await rows('SELECT receiver FROM havenwacht.positions WHERE mmsi = 101')).toEqual([{ receiver }]);
  });

  test('V1 what a vessel said it was stays with the time from which it said so; the same said again is no news', async () => {
    const at = (s: number): number => START_MS + s * 1000;
    const first = vessel(110, at(0), { draughtM: 3.25, persons: { count: 4, atMs: at(0) } });
    const again = { ...first, timeMs: at(60), persons: { count: 4, atMs: at(60) } };
    const laden = { ...first, timeMs: at(120), draughtM: 4.5 };
    for (const vessels of [[first], [again], [laden], [laden], [first]])
      await archive.write(batch({ vessels }));
    const past =
      'SELECT draught_m, (extract(epoch FROM time) * 1000)::float8 AS ms FROM havenwacht.vessel_history';
    expect(await rows(`${past} WHERE mmsi = 110 ORDER BY time`)).toEqual([
      { draught_m: 3.25, ms: at(0) },
      { draught_m: 4.5, ms: at(120) },
    ]);
    expect(await rows('SELECT draught_m FROM havenwacht.vessels WHERE mmsi = 110')).toEqual([
      { draught_m: 4.5 },
    ]);
  });

  test('V2 a visit begins once and ends once, however often it is written and whatever a restart repeats', async () => {
    const at = (s: number): number => START_MS + s * 1000;
    const enters = (zoneId: string, s: number) =>
      ({ step: 'enters', mmsi: 111, zoneId, timeMs: at(s) }) as const;
    const leaves = (zoneId: string | null, s: number) =>
      ({ step: 'leaves', mmsi: 111, zoneId, timeMs: at(s) }) as const;
    const there = batch({
      visits: [enters('dock', 0), enters('lock', 5), leaves('lock', 65), enters('lock', 600)],
    });
    for (const visits of [there, there, batch({ visits: [enters('dock', 900)] })])
      await archive.write(visits);
    const found = () =>
      rows(
        `SELECT zone_id AS zone, extract(epoch FROM entered_at - to_timestamp($1::float8 / 1000))::int AS from_s,
                   extract(epoch FROM left_at - to_timestamp($1::float8 / 1000))::int AS to_s
              FROM havenwacht.visits WHERE mmsi = 111 ORDER BY entered_at`,
        [START_MS],
      );
    expect(await found()).toEqual([
      { zone: 'dock', from_s: 0, to_s: null },
      { zone: 'lock', from_s: 5, to_s: 65 },
      { zone: 'lock', from_s: 600, to_s: null },
    ]);
    // it vanishes: what is open ends with its last position, or as it began when there is none
    await archive.write(batch({ positions: [position(111, at(300))] }));
    for (let times = 0; times < 2; times += 1) await archive.write(batch({ visits: [leaves(null, 7_200)] }));
    expect(await found()).toEqual([
      { zone: 'dock', from_s: 0, to_s: 300 },
      { zone: 'lock', from_s: 5, to_s: 65 },
      { zone: 'lock', from_s: 600, to_s: 600 },
    ]);
  });

  test('what was not heard stays null', async () => {
    const nothing = { sogKn: null, cogDeg: null, headingDeg: null, navStatus: null };
    await archive.write(batch({ positions: [position(102, START_MS, nothing)] }));
    expect(await readAll(archive, 102)).toEqual([expect.objectContaining(nothing)]);
    const unknown = { name: null, eni: null, imo: null, shipType: null, lengthM: null, destination: null };
    await archive.write(batch({ vessels: [vessel(102, START_MS, unknown)] }));
    expect(
      await rows(
        'SELECT name, eni, imo, ship_type, length_m, destination FROM havenwacht.vessels WHERE mmsi = 102',
      ),
    ).toEqual([{ name: null, eni: null, imo: null, ship_type: null, length_m: null, destination: null }]);
  });

  test('V76 a stream of which parts are written again and again leaves what it leaves when written once', async () => {
    const random = createRandom(76);
    for (let round = 0; round < 12; round += 1) {
      const stream = historyOf(random);
      const [once, again] = [700_000 + round, 800_000 + round];
      for (const part of stream) await archive.write(part(once));
      for (let done = 0; done < stream.length; done += 1) {
        await archive.write((stream[done] as (mmsi: number) => ArchiveBatch)(again));
        // a cut line, or a start: from an earlier place on all comes once more
        if (random.whole(0, 2) > 0) continue;
        for (const part of stream.slice(random.whole(0, done), done + 1)) await archive.write(part(again));
      }
      for (const [table, columns] of [
        ['positions', 'time, lon, lat'],
        ['visits', 'zone_id, entered_at, left_at'],
        ['vessel_history', 'time, name'],
        ['vessels', 'time, name'],
      ]) {
        const of = (mmsi: number) =>
          rows(`SELECT ${columns} FROM havenwacht.${table} WHERE mmsi = $1 ORDER BY 1, 2`, [mmsi]);
        const expected = await of(once);
        expect(expected.length).toBeGreaterThan(0);
        expect(await of(again), `${table}, round ${round}`).toEqual(expected);
      }
    }
  });

  test('V81 the same batch twice, and overlapping batches, leave every row once and as first written', async () => {
    const first = batch({
      positions: positions(103, 2_500),
      vessels: [vessel(103, START_MS)],
      alertEvents: [alertEvent(1_030, '2026-11-23T10:00:00.000Z')],
    });
    await archive.write(first);
    await archive.write(first);
    await archive.write(batch({ positions: [...first.positions, position(103, START_MS, { lon: 9 })] }));
    const track = await readAll(archive, 103);
    expect(track).toHaveLength(2_500);
    expect(track[0]?.lon).toBe(4.2);
    const receiver = 'a\tb\\N\\\n"ÿ",\r\\.';
    await archive.write(batch({ positions: [position(103, START_MS - 1_000, { receiver, sogKn: null })] }));
    expect(
      await rows('SELECT receiver, sog_kn FROM havenwacht.positions WHERE mmsi = 103 ORDER BY time LIMIT 1'),
    ).toEqual([{ receiver, sog_kn: null }]);
    expect(
      await rows(`SELECT (SELECT count(*) FROM havenwacht.vessels WHERE mmsi = 103)::int AS vessels,
                         (SELECT count(*) FROM havenwacht.alert_events WHERE seq = 1030)::int AS events`),
    ).toEqual([{ vessels: 1, events: 1 }]);
  });

  test('an empty batch is written', async () => {
    await expect(archive.write(batch({}))).resolves.toBeUndefined();
  });

  test('a batch is all or nothing', async () => {
    const bad = vessel(104, START_MS, { imo: 2 ** 40 });
    await expect(archive.write(batch({ positions: positions(104, 10), vessels: [bad] }))).rejects.toThrow();
    expect(await readAll(archive, 104)).toEqual([]);
    await archive.write(batch({ positions: positions(104, 10) }));
    expect(await readAll(archive, 104)).toHaveLength(10);
  });

  test('of a vessel the newest row wins, in one batch and between batches', async () => {
    const name = async () => rows('SELECT name, imo FROM havenwacht.vessels WHERE mmsi = 105');
    await archive.write(
      batch({
        vessels: [vessel(105, START_MS + 2, { name: 'NEW' }), vessel(105, START_MS, { name: 'OLD' })],
      }),
    );
    expect(await name()).toEqual([{ name: 'NEW', imo: null }]);
    await archive.write(batch({ vessels: [vessel(105, START_MS + 1, { name: 'LATE' })] }));
    expect(await name()).toEqual([{ name: 'NEW', imo: null }]);
    await archive.write(batch({ vessels: [vessel(105, START_MS + 3, { name: 'NEWEST', imo: 9_074_729 })] }));
    expect(await name()).toEqual([{ name: 'NEWEST', imo: 9_074_729 }]);
  });

  test('an alert keeps all its events and its latest state', async () => {
    const raised = alertEvent(2_001, '2026-11-23T10:00:00.250Z', { id: 'a1' });
    const seen = alertEvent(2_002, '2026-11-23T10:01:00.000Z', {
      id: 'a1',
      state: 'acknowledged',
      acknowledgedBy: 'ann',
    });
    await archive.write(batch({ alertEvents: [seen, raised] }));
    await archive.write(batch({ alertEvents: [raised] }));
    expect(
      await rows(`SELECT seq::int, state, mmsi, zone_id, lon, alert FROM havenwacht.alerts WHERE id = 'a1'`),
    ).toEqual([
      {
        seq: 2_002,
        state: 'acknowledged',
        mmsi: 5_278_090,
        zone_id: 'lock-royers',
        lon: 4.4,
        alert: seen.alert,
      },
    ]);
    expect(
      await rows(
        `SELECT seq::int, event, by, at FROM havenwacht.alert_events WHERE alert_id = 'a1' ORDER BY seq`,
      ),
    ).toEqual([
      { seq: 2_001, event: 'raised', by: null, at: new Date(raised.at) },
      { seq: 2_002, event: 'acknowledged', by: 'ann', at: new Date(seen.at) },
    ]);
  });

  test('a number given again by a restored alert log is another event', async () => {
    await archive.write(
      batch({ alertEvents: [alertEvent(3_001, '2026-11-23T10:00:00.000Z', { id: 'b1' })] }),
    );
    await archive.write(
      batch({ alertEvents: [alertEvent(3_001, '2026-11-23T11:00:00.000Z', { id: 'b2' })] }),
    );
    expect(await rows('SELECT alert_id FROM havenwacht.alert_events WHERE seq = 3001 ORDER BY at')).toEqual([
      { alert_id: 'b1' },
      { alert_id: 'b2' },
    ]);
  });

  test('K23 a declaration keeps all that was declared; its withdrawal is the only change', async () => {
    const declaration = declarationOf({
      ...{ id: 'd-1', mmsi: 5_278_090, unNumbers: [4, 1203], imdgClasses: ['1.1', '3'], cones: 2 },
      ...{ tonnes: 1200.5, personsOnBoard: 4, reference: 'ANR "7"', note: 'a\\b, {c}\n€' },
    });
    const silent = declarationOf({ id: 'd-2', mmsi: 5_278_090 });
    const withdrawn = { ...declaration, withdrawnAtMs: START_MS, withdrawnBy: 'office' };
    await archive.write(batch({ declarations: [declaration, silent] }));
    await archive.write(batch({ declarations: [withdrawn, declaration] }));
    await archive.write(batch({ declarations: [declaration, { ...declaration, cones: 0 }] }));
    expect(
      await rows(`SELECT id, mmsi, declared_at, valid_to, cones, b_flag, un_numbers, imdg_classes, tonnes,
                         persons_on_board, reference, withdrawn_at, withdrawn_by, declaration
                    FROM havenwacht.declarations WHERE mmsi = 5278090 ORDER BY id`),
    ).toEqual([
      {
        ...{ id: 'd-1', mmsi: 5_278_090, cones: 2, b_flag: false, un_numbers: [4, 1203] },
        ...{ imdg_classes: ['1.1', '3'], tonnes: 1200.5, persons_on_board: 4, reference: 'ANR "7"' },
        declared_at: new Date(declaration.declaredAtMs),
        valid_to: new Date(declaration.validToMs),
        ...{ withdrawn_at: new Date(START_MS), withdrawn_by: 'office', declaration: withdrawn },
      },
      expect.objectContaining({
        ...{ id: 'd-2', cones: null, un_numbers: [], imdg_classes: [], withdrawn_at: null },
        declaration: silent,
      }),
    ]);
  });

  test('a track begins at `from`, ends before `to`, and is in order of time', async () => {
    await archive.write(batch({ positions: positions(106, 10).reverse() }));
    await archive.write(batch({ positions: positions(107, 10) }));
    const times = (await readAll(archive, 106, START_MS + 2_000, START_MS + 5_000)).map((p) => p.timeMs);
    expect(times).toEqual([2_000, 3_000, 4_000].map((ms) => START_MS + ms));
    expect(await readAll(archive, 106, START_MS + 1, START_MS + 1_000)).toEqual([]);
    expect(await readAll(archive, 106, START_MS, START_MS)).toEqual([]);
    expect(await readAll(archive, 999)).toEqual([]);
  });

  test('a long track comes in pages of 5,000, each point once', async () => {
    const all = positions(108, 12_000);
    await archive.write(batch({ positions: all }));
    const sizes: number[] = [];
    const times: number[] = [];
    for await (const page of archive.track(108, START_MS, START_MS + 12_000_000)) {
      sizes.push(page.length);
      for (const point of page) times.push(point.timeMs);
    }
    expect(sizes).toEqual([5_000, 5_000, 2_000]);
    expect(times).toEqual(all.map((row) => row.timeMs));
  });

  test('a track that nobody reads to the end holds nothing up', async () => {
    await archive.write(batch({ positions: positions(109, 6_000) }));
    for await (const page of archive.track(109, 0, 4e12)) {
      expect(page).toHaveLength(5_000);
      break;
    }
    expect(await readAll(archive, 109)).toHaveLength(6_000);
  });

  latestContract(() => under);

  test('retention drops the days that are older as a whole, and only these', async () => {
    const day = Math.floor(START_MS / DAY_MS) * DAY_MS - 10 * DAY_MS;
    await archive.write(
      batch({
        positions: [
          ...positions(110, 7_000, day - 7_000_000),
          ...[day, day + DAY_MS, START_MS].map((ms) => position(110, ms)),
        ],
      }),
    );
    for (let times = 0; times < 2; times += 1) {
      await archive.dropBefore(day + DAY_MS - 1);
      const left = (await readAll(archive, 110)).map((point) => point.timeMs);
      expect(left).toEqual([day, day + DAY_MS, START_MS]);
    }
  });

  test('Q22 the analyst may read, and only read; of alerts those that every organisation may know of', async () => {
    const at = new Date(START_MS).toISOString();
    const hidden = alertEvent(941, at, { audience: ['police'] });
    await archive.write(batch({ alertEvents: [alertEvent(940, at), hidden] }));
    expect(await rows("SELECT FROM havenwacht.alerts WHERE id LIKE 'alert-94%'")).toHaveLength(2);
    const client = await under.pool.connect();
    try {
      await client.query('SET ROLE havenwacht_analyst');
      await expect(client.query('SELECT count(*) FROM havenwacht.positions')).resolves.toBeDefined();
      const columns = { alerts: 'id', alert_events: 'alert_id', alert_answers: 'id' };
      for (const [table, id] of Object.entries(columns)) {
        const found = await client.query(`SELECT FROM havenwacht.${table} WHERE ${id} LIKE 'alert-94%'`);
        expect([table, found.rowCount]).toEqual([table, 1]);
      }
      await expect(client.query('DELETE FROM havenwacht.positions')).rejects.toThrow(/permission denied/);
      await expect(client.query('DROP TABLE havenwacht.vessels')).rejects.toThrow(/must be owner/);
    } finally {
      await client.query('RESET ROLE');
      client.release();
    }
  });
}
