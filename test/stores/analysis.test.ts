import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Pool, type PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedPools } from '../../src/archive/embedded.ts';
import { openArchive } from '../../src/archive/open.ts';
import { createPostgresArchive } from '../../src/archive/postgres.ts';
import { shipClassOf } from '../../src/model/ship-class.ts';
import { freshDatabase } from '../services/database.ts';
import { describeWithServices } from '../services/urls.ts';
import { seedAnalysis } from './analysis-seed.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { silent } from './archive-rows.ts';
import { onCommunity } from './community.ts';

interface Worked {
  readonly title: string;
  readonly sql: string;
  /** The table under the query, as it stands there. */
  readonly gives: string;
}

const page = readFileSync(resolve(import.meta.dirname, '../../docs/ANALYSIS.md'), 'utf8');
const worked: readonly Worked[] = page
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    title: section.split('\n')[0] ?? '',
    sql: /```sql\n([\s\S]*?)```/.exec(section)?.[1] ?? '',
    gives: section.slice(section.lastIndexOf('```') + 3).trim(),
  }));

const shown = (value: unknown): string => {
  if (value instanceof Date) return `${value.toISOString().slice(0, 16)}Z`;
  return value === null ? '–' : String(value);
};

/** As a table of Markdown. */
function tableOf(columns: readonly string[], rows: readonly unknown[][]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns),
    `|${'---|'.repeat(columns.length)}`,
    ...rows.map((row) => line(row.map(shown))),
  ].join('\n');
}

function analysis(open: () => Promise<ArchiveUnderTest>): void {
  let under: ArchiveUnderTest;
  let analyst: PoolClient;
  beforeAll(async () => {
    under = await open();
    await under.archive.prepare();
    await seedAnalysis(under.archive);
    analyst = await under.pool.connect();
    await analyst.query(`SET ROLE havenwacht_analyst; SET TIME ZONE 'UTC'; SET intervalstyle = 'postgres'`);
  });
  afterAll(async () => {
    await analyst.query('RESET ROLE');
    analyst.release();
    await under.end();
  });

  test.each(worked)('V88 $title', async ({ sql, gives }) => {
    const { fields, rows } = await analyst.query({
      text: sql.replace(/;\s*$/, ''),
      rowMode: 'array',
      types: plain,
    });
    expect(rows.length).toBeGreaterThan(0);
    const table = tableOf(
      fields.map(({ name }) => name),
      rows,
    );
    expect(table).toBe(gives);
  });

  test('V88 the class of a ship is the one that the server gives', async () => {
    const kinds = [
      ...Array.from({ length: 256 }, (_, shipType) => ({ class: 'A', shipType, eriType: null })),
      ...Array.from({ length: 10_000 }, (_, eriType) => ({ class: 'inland', shipType: 70, eriType })),
      ...['base', 'aton', 'sar', 'sart'].map((name) => ({ class: name, shipType: 80, eriType: 8021 })),
      { class: null, shipType: null, eriType: null },
    ];
    const { rows } = await analyst.query(
      `SELECT havenwacht.ship_class(class, "shipType", "eriType") AS is
         FROM jsonb_to_recordset($1::jsonb) AS t (class text, "shipType" int, "eriType" int)`,
      [JSON.stringify(kinds)],
    );
    expect(rows.map(({ is }) => is)).toEqual(kinds.map(shipClassOf));
  });

  test('V89 the analyst reads everything of the archive but the audit, and does nothing else', async () => {
    const { rows } = await analyst.query<{ name: string; kind: string }>(
      `SELECT format('havenwacht.%I', relname) AS name, relkind AS kind FROM pg_class
        WHERE relnamespace = 'havenwacht'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')`,
    );
    expect(rows.length).toBeGreaterThan(12);
    for (const { name, kind } of rows) {
      const reading = analyst.query(`SELECT FROM ${name} LIMIT 1`);
      if (name === 'havenwacht.audit') await expect(reading).rejects.toThrow('permission denied');
      else await reading;
      for (const write of [
        `DELETE FROM ${name}`,
        `INSERT INTO ${name} DEFAULT VALUES`,
        `DROP ${kind === 'r' ? 'TABLE' : 'VIEW'} ${name}`,
      ])
        await expect(analyst.query(write), write).rejects.toThrow(
          /permission denied|must be owner|cannot (insert|delete|drop)/,
        );
    }
    for (const make of [
      'CREATE TABLE havenwacht.mine (a int)',
      'CREATE TABLE public.mine (a int)',
      'CREATE SCHEMA mine',
      'CREATE ROLE mine',
      `COPY havenwacht.vessels TO PROGRAM 'cat'`,
      'SELECT * FROM pg_authid',
      `SELECT pg_read_file('PG_VERSION')`,
    ])
      await expect(analyst.query(make), make).rejects.toThrow(/permission denied/);
  });
}

/** Numbers and intervals as text, times as times. */
const plain = {
  getTypeParser: (oid: number) =>
    oid === 1184 || oid === 1114 ? (text: string) => new Date(text) : (text: string) => text,
} as never;

test('V88 there are ten worked queries and more', () => {
  expect(worked.length).toBeGreaterThanOrEqual(10);
});

describe('analysts on embedded PGlite', () => {
  analysis(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
    const pools = embeddedPools(dataDir, silent);
    const archive = createPostgresArchive(pools, { hypertables: 'when-available', log: silent });
    const end = async (): Promise<void> => {
      await archive.close();
      rmSync(dataDir, { recursive: true });
    };
    return { archive, pool: pools.read, end };
  });
});

describe('analysts on TimescaleDB under the community licence', () => {
  analysis(async () => onCommunity());
});

describeWithServices('analysts on TimescaleDB as it is served', ({ databaseUrl }) => {
  analysis(async () => {
    const database = await freshDatabase(databaseUrl);
    const archive = openArchive({ databaseUrl: database.url, dataDir: '/nowhere', log: silent });
    const pool = new Pool({ connectionString: database.url, max: 1 });
    const end = async (): Promise<void> => {
      await archive.close();
      await pool.end();
      await database.drop();
    };
    return { archive, pool, end };
  });
});
