import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** The table of docs/ARCHITECTURE.md: room → rooms it may import. A file at the root of src is its own room. */
const allowed: Record<string, readonly string[]> = {
  model: [],
  lib: [],
  config: ['lib', 'model'],
  receivers: ['model', 'lib'],
  nmea: ['model', 'lib'],
  ais: ['model', 'lib'],
  traffic: ['model', 'lib'],
  cargo: ['model', 'lib'],
  rules: ['model', 'lib'],
  zones: ['model', 'lib'],
  alerts: ['model', 'lib'],
  channels: ['model', 'lib'],
  live: ['model', 'lib'],
  archive: ['model', 'lib'],
  crosscheck: ['model', 'lib'],
  access: ['model', 'lib'],
  backtest: ['model', 'lib', 'traffic', 'cargo', 'rules'],
  incidents: ['model', 'lib'],
  protocol: ['model'],
  gateway: ['model', 'lib', 'protocol'],
  console: ['protocol', 'model'],
  sim: ['model', 'lib', 'ais'],
  commands: [
    'model',
    'lib',
    'config',
    'receivers',
    'nmea',
    'ais',
    'traffic',
    'cargo',
    'rules',
    'zones',
    'alerts',
    'channels',
    'live',
    'archive',
    'crosscheck',
    'access',
    'backtest',
    'incidents',
    'protocol',
    'gateway',
    'sim',
    'pipeline.ts',
    'pipeline-parts.ts',
    'app.ts',
  ],
  'pipeline.ts': [
    'model',
    'lib',
    'receivers',
    'nmea',
    'ais',
    'traffic',
    'rules',
    'alerts',
    'crosscheck',
    'pipeline-parts.ts',
    'restart.ts',
  ],
  'pipeline-parts.ts': ['model', 'receivers', 'traffic', 'rules', 'alerts', 'crosscheck'],
  'restart.ts': ['model', 'receivers', 'traffic', 'rules', 'alerts'],
  'app.ts': ['model', 'lib', 'protocol', 'gateway'],
};
const stages = [
  'receivers',
  'nmea',
  'ais',
  'traffic',
  'cargo',
  'rules',
  'zones',
  'alerts',
  'channels',
  'live',
  'archive',
  'crosscheck',
  'access',
];
/** Packages that only some rooms may know. */
const reserved: Record<string, readonly string[]> = {
  fastify: ['gateway', 'app.ts', 'main.ts'],
  '@fastify': ['gateway', 'app.ts'],
  qrcode: ['gateway'],
  ioredis: ['live'],
  pg: ['archive'],
  '@electric-sql/pglite': ['archive'],
  'ais-stream-decoder': ['crosscheck'],
  nodemailer: ['channels'],
  mqtt: ['channels'],
  canonicalize: ['access'],
  '@node-rs/argon2': ['access'],
  'openid-client': ['access'],
  otpauth: ['access'],
  '@zxcvbn-ts': ['access'],
};

const src = resolve(import.meta.dirname, '../src');
const room = (file: string): string => relative(src, file).split('/')[0] ?? '';
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((f) => /\.tsx?$/.test(f) && !/\.(test|contract)\.tsx?$/.test(f))
  .map((f) => join(src, f));
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    (m) => m[1] ?? '',
  );

/** Imports of `file` that the tables forbid. */
function faults(file: string, imports: readonly string[]): string[] {
  const from = room(file);
  if (from === 'main.ts') return [];
  return imports.flatMap((name) => {
    if (name.startsWith('.')) {
      const to = room(resolve(dirname(file), name));
      const fine = to === from || (allowed[from] ?? []).includes(to);
      return fine ? [] : [`${relative(src, file)} → ${to}`];
    }
    const owner = Object.keys(reserved).find((p) => name === p || name.startsWith(`${p}/`));
    return owner && !reserved[owner]?.includes(from) ? [`${relative(src, file)} → ${name}`] : [];
  });
}

test('rooms import only what the table allows', () => {
  expect(files.flatMap((f) => faults(f, importsOf(f)))).toEqual([]);
});

test('the table is complete, and the test saw the house', () => {
  const rooms = new Set(files.map(room));
  expect([...rooms].filter((r) => r !== 'main.ts' && !(r in allowed))).toEqual([]);
  expect(files.length).toBeGreaterThan(60);
  for (const stage of stages) expect(rooms).toContain(stage);
});

test('a forbidden import is found', () => {
  const planted = join(src, 'nmea', 'planted.ts');
  expect(faults(planted, ['../rules/x.ts', 'ioredis'])).toHaveLength(2);
  expect(faults(planted, ['../model/x.ts', '../lib/y.ts', './z.ts'])).toEqual([]);
});
