import type { Pool } from 'pg';
import { expect, test } from 'vitest';
import { migrations } from '../../src/archive/migrations.ts';
import type { Archive, VesselRow } from '../../src/model/archive.ts';
import { batch, DAY_MS, position, positions, START_MS, vessel } from './archive-rows.ts';
import { isCommunity } from './licence.ts';

/** What every archive says when it is asked for the latest of every vessel. Part of the contract of archives. */
export function latestContract(under: () => { readonly archive: Archive; readonly pool: Pool }): void {
  const rows = async (sql: string): Promise<unknown[]> => (await under().pool.query(sql)).rows;

  test('T29 the latest of every vessel since a time, by pages, each once', async () => {
    const since = START_MS + 300 * DAY_MS;
    const before = since - 5 * DAY_MS;
    const many = Array.from({ length: 1_500 }, (_, i) => position(20_000 + i, since + i));
    const newest = position(120, since + 60_000, { lon: 4.5, navStatus: null });
    await under().archive.write(
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
    for await (const page of under().archive.latest(since)) pages.push(page);
    const all = pages.flat();
    const mmsis = all.map(({ mmsi }) => mmsi);
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(1_000);
    expect(mmsis).toEqual([120, 122, 123, ...many.map(({ mmsi }) => mmsi)]);
    expect(all[0]).toEqual({
      mmsi: 120,
      position: newest,
      description: { ...vessel(120, before), beamM: expect.closeTo(11.4, 5) },
      damaged: [],
    });
    expect(all[1]).toEqual({ mmsi: 122, position: position(122, since), description: null, damaged: [] });
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
    await under().archive.write(
      batch({
        vessels: [vessel(130, since + 1, said), vessel(130, since), vessel(131, since, { tankHull: true })],
      }),
    );
    await under().archive.write(batch({ vessels: [vessel(130, since, { inlandHazard: 0 })] }));
    await under().pool.query(
      `INSERT INTO havenwacht.vessels (mmsi, time, class, hazard_state) VALUES (132, $1, 'inland', 'confirmed')`,
      [new Date(since)],
    );
    const unsaid = { inlandHazard: null, dangerousCargo: null, persons: null, told: null };
    const found = async () => {
      const pages = [];
      for await (const page of under().archive.latest(since)) pages.push(...page);
      return pages.map(({ description }) => description);
    };
    expect(await found()).toEqual([
      expect.objectContaining({ mmsi: 130, ...said }),
      expect.objectContaining({ mmsi: 131, ...unsaid, tankHull: true }),
      expect.objectContaining({ mmsi: 132, ...unsaid, tankHull: null }),
    ]);
    await under().archive.write(batch({ vessels: [vessel(130, since + 2, { inlandHazard: 0 })] }));
    expect((await found())[0]).toMatchObject({ ...unsaid, inlandHazard: 0, tankHull: null });
  });

  test('K27 JSON that somebody edited is named by vessel and field, and the rest of the row comes back', async () => {
    const since = START_MS + 450 * DAY_MS;
    const persons = { count: 4, atMs: since };
    await under().archive.write(
      batch({ vessels: [140, 141].map((mmsi) => vessel(mmsi, since, { persons })) }),
    );
    await under().pool.query(
      `UPDATE havenwacht.vessels SET persons = '{"count": "four"}', told = '[]' WHERE mmsi = 140`,
    );
    const found = [];
    for await (const page of under().archive.latest(since)) found.push(...page);
    const groups = ['told.name', 'told.static', 'told.voyage', 'told.inland'];
    expect(found).toMatchObject([
      { mmsi: 140, damaged: ['persons.count', ...groups], description: { eriType: 8021, persons: null } },
      { mmsi: 141, damaged: [], description: { persons } },
    ]);
  });

  test('K24 a schema of the version before keeps its rows when it is brought up to date', async () => {
    const since = START_MS + 500 * DAY_MS;
    await under().archive.write(batch({ vessels: [vessel(133, since, { inlandHazard: 2 })] }));
    await under().pool.query(
      `ALTER TABLE havenwacht.vessels DROP inland_hazard, DROP dangerous_cargo, DROP persons, DROP tank_hull, DROP told`,
    );
    const view = (await isCommunity(under())) ? 'MATERIALIZED VIEW' : 'VIEW';
    for (const made of [
      ...[`${view} havenwacht.density_hours`, `${view} havenwacht.visit_days`],
      ...['kept', 'marks', 'state'].map((part) => `TABLE IF EXISTS havenwacht.density_${part}`),
      ...['VIEW havenwacht.alert_answers', 'FUNCTION havenwacht.ship_class'],
      ...['vessel_history', 'visits', 'audit'].map((table) => `TABLE havenwacht.${table}`),
      'FUNCTION havenwacht.audit_stays',
    ])
      await under().pool.query(`DROP ${made} CASCADE`);
    await under().pool.query(
      'DROP INDEX havenwacht.declarations_declared, havenwacht.alert_events_at, havenwacht.alerts_open',
    );
    await under().pool.query('DELETE FROM havenwacht.schema_version WHERE version >= 3');
    await under().archive.prepare();
    const pages = [];
    for await (const page of under().archive.latest(since)) pages.push(...page);
    expect(pages).toMatchObject([{ mmsi: 133, description: { name: 'SCHELDE "IV"', inlandHazard: null } }]);
    expect(await rows('SELECT max(version) AS version FROM havenwacht.schema_version')).toEqual([
      { version: migrations.length },
    ]);
    expect(await rows('SELECT name FROM havenwacht.vessel_history WHERE mmsi = 133')).toHaveLength(1);
  });
}
