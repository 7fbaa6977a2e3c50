import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openArchive } from '../../src/archive/open.ts';
import { createWorld } from '../gateway-helpers.ts';
import { freshDatabase } from '../services/database.ts';
import { describeWithServices } from '../services/urls.ts';
import { seedAnalysis } from './analysis-seed.ts';
import { silent } from './archive-rows.ts';
import { onCommunity } from './community.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly {
    readonly expr?: string;
    readonly rawSql?: string;
    readonly format?: string;
  }[];
}
interface Dashboard {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly query: string }[] };
}

const dashboards = 'deploy/grafana/dashboards';
const dashboard = JSON.parse(read(`${dashboards}/havenwacht.json`)) as Dashboard;
const compose = parse(read('docker-compose.yml'));
const provisioned = (kind: string) =>
  readdirSync(join(root, 'deploy/grafana/provisioning', kind)).map((name) =>
    parse(read(`deploy/grafana/provisioning/${kind}/${name}`)),
  );

/** As Grafana's PostgreSQL data source does without its TimescaleDB switch; a variable with several values is a list of literals. */
function expanded(sql: string, zones: readonly string[]): string {
  return sql
    .replace(/\$__timeFilter\((\w+)\)/g, `$1 BETWEEN '2026-11-23T00:00:00Z' AND '2026-11-23T23:59:59Z'`)
    .replace(/\$__timeGroup\((\w+),\s*'1h'\)/g, 'floor(extract(epoch from $1)/3600)*3600')
    .replaceAll('$zone', zones.map((id) => `'${id}'`).join(','));
}

const panelsWith = (key: 'expr' | 'rawSql') =>
  dashboard.panels.flatMap(({ title, type, targets = [] }) =>
    targets.flatMap(({ [key]: text, format }) => (text === undefined ? [] : [{ title, type, text, format }])),
  );

describe('the dashboard', () => {
  test('V90 what compose mounts for it is there, and every data source that it names is provisioned', () => {
    const mounted = Object.values<{ volumes?: string[] }>(compose.services)
      .flatMap(({ volumes = [] }) => volumes)
      .filter((volume) => volume.startsWith('./'))
      .map((volume) => volume.split(':')[0] ?? '');
    expect(mounted).toHaveLength(4);
    expect(mounted.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const uids = provisioned('datasources').flatMap(({ datasources }) =>
      datasources.map(({ uid }: { uid: string }) => uid),
    );
    const named = [...JSON.stringify(dashboard).matchAll(/"uid":"(havenwacht-\w+)"/g)].map(([, uid]) => uid);
    expect(new Set(named)).toEqual(new Set(uids));
    const { path } = provisioned('dashboards')[0].providers[0].options;
    expect(compose.services.grafana.volumes).toContain(`./${dashboards}:${path}:ro`);
  });

  test('V90 Grafana and Prometheus find what they ask under the names that compose gives', () => {
    const [archive, metrics] = provisioned('datasources')[0].datasources;
    expect(archive.url).toBe('timescaledb:5432');
    expect(compose.services.timescaledb.environment.POSTGRES_DB).toBe(archive.jsonData.database);
    // Prometheus has the server's network, so its port is at the server's name
    expect(compose.services.prometheus.network_mode).toBe('service:havenwacht');
    expect(metrics.url).toBe('http://havenwacht:9090');
    const scraped = parse(read('deploy/prometheus/prometheus.yml')).scrape_configs[0].static_configs[0]
      .targets;
    expect(scraped).toEqual(['127.0.0.1:8080']);
    for (const name of ['prometheus', 'grafana', 'analyst-login'])
      expect(compose.services[name].profiles).toEqual(['monitoring']);
  });

  test('V90 every metric that it asks for is in /metrics', async () => {
    const { app } = await createWorld();
    const { body } = await app.inject('/metrics');
    await app.close();
    const names = new Set([...body.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
    const asked = panelsWith('expr').flatMap(({ text }) => text.match(/havenwacht_\w+/g) ?? []);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !names.has(name.replace(/_bucket$/, '')))).toEqual([]);
  });
});

/** Runs all SQL of the dashboard as somebody may who only reads. */
async function everyPanelAnswers(
  query: (sql: string) => Promise<{ name: string; rows: number }>,
): Promise<void> {
  for (const { query: sql } of dashboard.templating.list) {
    const { name, rows } = await query(expanded(sql, []));
    expect([name, rows]).toEqual(['zone_id', 5]);
  }
  const panels = panelsWith('rawSql');
  expect(panels).toHaveLength(8);
  for (const { title, type, text, format } of panels) {
    const { name, rows } = await query(expanded(text, ['zandvlietsluis', 't-basf']));
    expect(rows, title).toBeGreaterThan(0);
    expect(format, title).toBe(type === 'timeseries' ? 'time_series' : 'table');
    if (type === 'timeseries') expect(name, title).toBe('time');
  }
}

const asking = (pool: Pick<Pool, 'query'>) => async (sql: string) => {
  const { fields, rows } = await pool.query(sql);
  return { name: fields[0]?.name ?? '', rows: rows.length };
};

describe('the dashboard on TimescaleDB under the community licence', () => {
  test('V90 every query of it is answered to the analyst', async () => {
    const { archive, pool, end } = onCommunity();
    await archive.prepare();
    await seedAnalysis(archive);
    await pool.query('SET ROLE havenwacht_analyst');
    await everyPanelAnswers(asking(pool));
    await pool.query('RESET ROLE');
    await end();
  });
});

describeWithServices('the dashboard on TimescaleDB as it is served', ({ databaseUrl }) => {
  const password = `it's "quoted"`;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let owner: Pool;
  beforeAll(async () => {
    database = await freshDatabase(databaseUrl);
    owner = new Pool({ connectionString: database.url, max: 1 });
    const archive = openArchive({ databaseUrl: database.url, dataDir: '/nowhere', log: silent });
    await archive.prepare();
    await seedAnalysis(archive);
    await archive.close();
  });
  afterAll(async () => {
    await owner.query('DROP ROLE IF EXISTS grafana');
    await owner.end();
    await database.drop();
  });

  test('V90 the login that compose makes for Grafana reads what the dashboard asks, and nothing else', async () => {
    const literal = `'${password.replaceAll("'", "''")}'`;
    const script = read('deploy/grafana/analyst-login.sql').replaceAll(`:'password'`, literal);
    for (let times = 0; times < 2; times += 1) await owner.query(script);
    const url = new URL(database.url);
    url.username = 'grafana';
    url.password = encodeURIComponent(password);
    const grafana = new Pool({ connectionString: url.href, max: 1 });
    await everyPanelAnswers(asking(grafana));
    await expect(grafana.query('DELETE FROM havenwacht.vessels')).rejects.toThrow(/permission denied/);
    expect((await grafana.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '30s' }]);
    await grafana.end();
  });
});
