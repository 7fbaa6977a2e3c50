import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { remotePools } from '../../src/archive/pools.ts';
import { createPostgresArchive } from '../../src/archive/postgres.ts';
import { openArchiveWriter } from '../../src/archive/writer.ts';
import type { AuditEntry, AuditNote } from '../../src/model/access.ts';
import { createMemoryAudit } from '../audit-memory.ts';
import { freshDatabase } from '../services/database.ts';
import { describeWithServices } from '../services/urls.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { batch, START_MS, silent } from './archive-rows.ts';
import { embedded, onServer } from './archives.ts';

const noteOf = (action: string, more: Partial<AuditNote> = {}): AuditNote => ({
  ...{ action, address: '10.0.0.7', purpose: 'duty', object: 'zone/a', outcome: 'done', detail: { n: 1 } },
  actor: { id: 'account/1', name: 'ann', organisation: 'port' },
  ...more,
});

function contract(open: () => Promise<ArchiveUnderTest>): void {
  let under: ArchiveUnderTest;
  let entries: readonly AuditEntry[];
  const rows = async (sql: string): Promise<unknown[]> => (await under.pool.query(sql)).rows;
  beforeAll(async () => {
    under = await open();
    await under.archive.prepare();
    const trail = createMemoryAudit(() => START_MS);
    await trail.record(noteOf('zone.changed'));
    const detail = { username: 'a\0b', '10': 1, '9': 2, x: 1e21 };
    await trail.record(noteOf('session.refused', { actor: null, object: 'account/\0', detail }));
    ({ entries } = trail);
    await under.archive.write(batch({ audit: entries }));
  });
  afterAll(() => under.end());

  test('L16 the archive has a copy of every entry as it was hashed, once', async () => {
    await under.archive.write(batch({ audit: entries }));
    expect(
      await rows(
        'SELECT seq::int, hash, action, actor, organisation, object, outcome FROM havenwacht.audit ORDER BY seq',
      ),
    ).toEqual([
      {
        ...{ seq: 1, hash: entries[0]?.hash, action: 'zone.changed', actor: 'ann' },
        ...{ organisation: 'port', object: 'zone/a', outcome: 'done' },
      },
      {
        ...{ seq: 2, hash: entries[1]?.hash, action: 'session.refused', actor: null },
        ...{ organisation: null, object: 'account/\ufffd', outcome: 'done' },
      },
    ]);
    const copies = await rows('SELECT entry::text AS text FROM havenwacht.audit ORDER BY seq');
    expect(copies.map((row) => JSON.parse((row as { text: string }).text))).toEqual(entries);
  });

  test('checklist A1: nobody changes or deletes a row, whoever owns the table', async () => {
    for (const change of [
      "UPDATE havenwacht.audit SET actor = 'bob' WHERE seq = 1",
      'DELETE FROM havenwacht.audit WHERE seq = 99',
      'TRUNCATE havenwacht.audit',
    ])
      await expect(under.pool.query(change)).rejects.toThrow(/the audit is append-only|permission denied/);
    expect(await rows('SELECT count(*)::int AS n FROM havenwacht.audit')).toEqual([{ n: 2 }]);
  });

  test('checklist A1: a role that may insert may do nothing else; the analyst does not see the audit', async () => {
    const role = `audit_${randomBytes(6).toString('hex')}`;
    const client = await under.pool.connect();
    try {
      await client.query(`CREATE ROLE ${role} NOLOGIN; GRANT USAGE ON SCHEMA havenwacht TO ${role}`);
      await client.query(`GRANT INSERT ON havenwacht.audit TO ${role}; SET ROLE ${role}`);
      await client.query(
        `INSERT INTO havenwacht.audit (seq, hash, at, action, outcome, entry) VALUES (3, 'x', now(), 'a', 'done', '{}') ON CONFLICT DO NOTHING`,
      );
      for (const refused of ['SELECT * FROM', 'DELETE FROM', 'TRUNCATE'])
        await expect(client.query(`${refused} havenwacht.audit`)).rejects.toThrow('permission denied');
      await client.query('SET ROLE havenwacht_analyst');
      await client.query('SELECT * FROM havenwacht.alerts');
      await expect(client.query('SELECT * FROM havenwacht.audit')).rejects.toThrow('permission denied');
    } finally {
      await client.query('RESET ROLE');
      await client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      // its role is of this test alone
      client.release(true);
    }
  });

  test('L16 entries reach it through the spool', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'audit-spool-'));
    const first = await openArchiveWriter({ dir, archive: under.archive, log: silent });
    const trail = createMemoryAudit(() => START_MS);
    for (const action of ['b', 'c', 'd', 'e']) await trail.record(noteOf(action));
    first.audit(trail.entries);
    await first.close();
    // not started: what waited on disk is delivered by the next
    const second = await openArchiveWriter({ dir, archive: under.archive, log: silent });
    second.start();
    await second.flush();
    await second.close();
    await rm(dir, { recursive: true });
    expect(
      await rows("SELECT action FROM havenwacht.audit WHERE action IN ('b', 'c', 'd', 'e') ORDER BY seq"),
    ).toEqual(['b', 'c', 'd', 'e'].map((action) => ({ action })));
  });
}

describe('the audit on embedded PGlite', () => contract(() => embedded({})));

describeWithServices('the audit on PostgreSQL', ({ databaseUrl }) => {
  contract(() => onServer(databaseUrl, { hypertables: 'never' }));

  test('checklist A1: a server whose role does not own the table inserts, and can do nothing else with it', async () => {
    const database = await freshDatabase(databaseUrl);
    const owner = new Pool({ connectionString: database.url, max: 1 });
    const role = `server_${randomBytes(6).toString('hex')}`;
    const url = new URL(database.url);
    Object.assign(url, { username: role, password: 'of-this-test' });
    const name = url.pathname.slice(1);
    await owner.query(
      `CREATE ROLE ${role} LOGIN PASSWORD 'of-this-test'; GRANT CREATE ON DATABASE "${name}" TO ${role}`,
    );
    const pools = remotePools(url.href, silent);
    const archive = createPostgresArchive(pools, { hypertables: 'never', log: silent });
    const trail = createMemoryAudit(() => START_MS);
    await trail.record(noteOf('one'));
    await trail.record(noteOf('two'));
    const server = new Pool({ connectionString: url.href, max: 1 });
    try {
      await archive.prepare();
      await archive.write(batch({ audit: trail.entries.slice(0, 1) }));
      // its own table still, and no right to change it
      await expect(server.query('DELETE FROM havenwacht.audit')).rejects.toThrow('permission denied');
      await owner.query('ALTER TABLE havenwacht.audit OWNER TO postgres');
      await owner.query(
        `ALTER SCHEMA havenwacht OWNER TO postgres; GRANT USAGE, CREATE ON SCHEMA havenwacht TO ${role}`,
      );
      await owner.query(`GRANT INSERT ON havenwacht.audit TO ${role}`);
      await archive.prepare();
      await archive.write(batch({ audit: trail.entries }));
      for (const refused of ['SELECT * FROM', 'DELETE FROM', 'DROP TABLE'])
        await expect(server.query(`${refused} havenwacht.audit`)).rejects.toThrow(
          /permission denied|must be owner/,
        );
      expect((await owner.query('SELECT action FROM havenwacht.audit ORDER BY seq')).rows).toEqual([
        { action: 'one' },
        { action: 'two' },
      ]);
    } finally {
      await server.end();
      await archive.close();
      await owner.query(`DROP OWNED BY ${role} CASCADE`);
      await owner.query(`DROP ROLE ${role}`);
      await owner.end();
      await database.drop();
    }
  });
});
