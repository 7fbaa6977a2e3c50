import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Archive, VesselRow } from '../../src/model/archive.ts';
import { declarationOf } from '../cargo-samples.ts';
import { alertEvent, batch, DAY_MS, position, positions, readAll, START_MS, vessel } from './archive-rows.ts';

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
    expect(await rows('SELECT version FROM havenwacht.schema_version')).toEqual([
      { version: 1 },
      { version: 2 },
      { version: 3 },
      { version: 4 },
    ]);
  });

  test('a schema newer than the program is refused in one sentence, and left as it is', async () => {
    await under.pool.query('INSERT INTO havenwacht.schema_version (version) VALUES (99)');
    await expect(archive.prepare()).rejects.toThrow(
      /schema is version 99 .* knows versions up to 4: run the newer/,
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

  test('the same batch twice, and overlapping batches, leave every row once and as first written', async () => {
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

  test('T29 the latest of every vessel since a time, by pages, each once', async () => {
    const since = START_MS + 300 * DAY_MS;
    const before = since - 5 * DAY_MS;
    const many = Array.from({ length: 1_500 }, (_, i) => position(20_000 + i, since + i));
    const newest = position(120, since + 60_000, { lon: 4.5, navStatus: null });
    await archive.write(
      batch({
        positions: [
          ...many,
          ...positions(120, 60, since),
          newest,
          position(121, before),
          position(122, since),
        ],
        vessels: [vessel(120, before), vessel(121, before), vessel(123, since, { name: null })],
      }),
    );
    const pages = [];
    for await (const page of archive.latest(since)) pages.push(page);
    const all = pages.flat();
    const mmsis = all.map(({ mmsi }) => mmsi);
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(1_000);
    expect(mmsis).toEqual([120, 122, 123, ...many.map(({ mmsi }) => mmsi)]);
    expect(all[0]).toEqual({
      mmsi: 120,
      position: newest,
      description: { ...vessel(120, before), beamM: expect.closeTo(11.4, 5) },
    });
    expect(all[1]).toEqual({ mmsi: 122, position: position(122, since), description: null });
    expect(all[2]).toMatchObject({ mmsi: 123, position: null, description: { name: null, timeMs: since } });
  });

  test('K24 what a vessel said of its cargo comes back with its times; an older row has none of it', async () => {
    const since = START_MS + 400 * DAY_MS;
    const origin = { messageType: 8, receiver: 'kallo "1"', atMs: since - 60_000 };
    const said: Partial<VesselRow> = {
      inlandHazard: 2,
      dangerousCargo: {
        ...{ unNumbers: [1203], imdgClasses: ['3'], category: 'X', tonnes: 120.5, atMs: since - 7_200_123 },
        substances: ['MARPOL "I"\\: {gasoline}, NULL'],
      },
      persons: { count: 4, atMs: since - 3_600_000 },
      tankHull: false,
      told: { name: null, static: { ...origin, messageType: 5 }, voyage: null, inland: origin },
    };
    await archive.write(
      batch({
        vessels: [vessel(130, since + 1, said), vessel(130, since), vessel(131, since, { tankHull: true })],
      }),
    );
    await archive.write(batch({ vessels: [vessel(130, since, { inlandHazard: 0 })] }));
    await under.pool.query(
      `INSERT INTO havenwacht.vessels (mmsi, time, class, hazard_state) VALUES (132, $1, 'inland', 'confirmed')`,
      [new Date(since)],
    );
    const unsaid = { inlandHazard: null, dangerousCargo: null, persons: null, told: null };
    const found = async () => {
      const pages = [];
      for await (const page of archive.latest(since)) pages.push(...page);
      return pages.map(({ description }) => description);
    };
    expect(await found()).toEqual([
      expect.objectContaining({ mmsi: 130, ...said }),
      expect.objectContaining({ mmsi: 131, ...unsaid, tankHull: true }),
      expect.objectContaining({ mmsi: 132, ...unsaid, tankHull: null }),
    ]);
    await archive.write(batch({ vessels: [vessel(130, since + 2, { inlandHazard: 0 })] }));
    expect((await found())[0]).toMatchObject({ ...unsaid, inlandHazard: 0, tankHull: null });
  });

  test('K24 a schema of the version before keeps its rows when it is brought up to date', async () => {
    const since = START_MS + 500 * DAY_MS;
    await archive.write(batch({ vessels: [vessel(133, since, { inlandHazard: 2 })] }));
    await under.pool.query(
      `ALTER TABLE havenwacht.vessels DROP inland_hazard, DROP dangerous_cargo, DROP persons, DROP tank_hull, DROP told`,
    );
    await under.pool.query('DROP TABLE havenwacht.vessel_history');
    await under.pool.query('DELETE FROM havenwacht.schema_version WHERE version >= 3');
    await archive.prepare();
    const pages = [];
    for await (const page of archive.latest(since)) pages.push(...page);
    expect(pages).toMatchObject([{ mmsi: 133, description: { name: 'SCHELDE "IV"', inlandHazard: null } }]);
    expect(await rows('SELECT max(version) AS version FROM havenwacht.schema_version')).toEqual([
      { version: 4 },
    ]);
    expect(
      await rows(
        'SELECT time = to_timestamp($1::float8 / 1000) AS same FROM havenwacht.vessel_history WHERE mmsi = 133',
        [since],
      ),
    ).toEqual([{ same: true }]);
  });

  test('retention drops what is older, and only that', async () => {
    const old = START_MS - 10 * DAY_MS;
    await archive.write(
      batch({
        positions: [...positions(110, 7_000, old), position(110, old + DAY_MS), position(110, START_MS)],
      }),
    );
    await archive.dropBefore(old + 6_999_000);
    const left = (await readAll(archive, 110)).map((point) => point.timeMs);
    expect(left).toEqual([old + 6_999_000, old + DAY_MS, START_MS]);
    await archive.dropBefore(old + 6_999_000);
    expect(await readAll(archive, 110)).toHaveLength(3);
  });

  test('the analyst may read, and only read', async () => {
    const client = await under.pool.connect();
    try {
      await client.query('SET ROLE havenwacht_analyst');
      await expect(client.query('SELECT count(*) FROM havenwacht.positions')).resolves.toBeDefined();
      await expect(client.query('DELETE FROM havenwacht.positions')).rejects.toThrow(/permission denied/);
      await expect(client.query('DROP TABLE havenwacht.vessels')).rejects.toThrow(/must be owner/);
    } finally {
      await client.query('RESET ROLE');
      client.release();
    }
  });
}
