import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAudited, steps, take } from '../kills/audited.ts';

const root = resolve(import.meta.dirname, '../..');
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'audit-command-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function audit(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'audit', ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dir, HW_AUDIT_ANCHOR_FILE: '' },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, out, err };
}

test('checklist A5: the command verifies the audit beside a server, names what is wrong, and exports a time with its summary', async () => {
  const audited = await openAudited(dir);
  for (const step of steps) await take(audited, step);
  const { head } = audited.audit.chain;
  const anchors = join(dir, 'anchors');
  await writeFile(anchors, `Nov 25 10:00:00 audit-anchor seq=${head.seq} hash=${head.hash} at=${head.at}\n`);

  const good = await audit('verify', '--anchors', anchors);
  expect(good).toMatchObject({ code: 0, err: '' });
  expect(good.out).toBe(
    `The chain holds: 9 entries in 1 files, 1 anchored; the last is seq 9 ${head.hash}\n`,
  );

  const out = join(dir, 'incident.jsonl');
  const exported = await audit(
    'export',
    '--from',
    '2026-11-23',
    '--to',
    '2026-11-24T00:00:00Z',
    '--out',
    out,
  );
  expect(exported).toMatchObject({ code: 0, out: '' });
  expect(exported.err).toContain('9 entries from 2026-11-23T00:00:00.000Z to 2026-11-24T00:00:00.000Z');
  expect((await readFile(`${out}.md`, 'utf8')).split('\n')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^From 2026-11-23T.* 9 entries, seq 1 to 9\.$/),
      expect.stringMatching(/^\| ann \(–\) \| zone\.created \| done \| 1 \| 2026/),
      expect.stringMatching(/^\| bob \(–\) \| declaration\.withdrawn \| done \| 1 \|/),
    ]),
  );
  expect(await audit('verify', '--export', out)).toMatchObject({ code: 0 });
  await audited.close();

  const file = join(dir, 'audit/2026-11.audit');
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, lines.toSpliced(2, 1).join('\n'));
  expect(await audit('verify', '--data', dir)).toMatchObject({
    code: 1,
    out: expect.stringMatching(
      /^seq 3 is missing in front of seq 4 \(2026-11.audit line 3\)\n1 faults: 8 entries/,
    ),
    err: expect.stringContaining('whether the end was cut off cannot be told'),
  });
  await writeFile(file, `${lines.slice(0, 5).join('\n')}\n`);
  expect(await audit('verify', '--anchors', anchors)).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^seq 6 to 9 are missing at the end/),
  });
}, 60_000);

test('L17 arguments that cannot be used, and what is not there, are said in a sentence', async () => {
  expect(await audit('check')).toMatchObject({ code: 2, err: expect.stringContaining('audit verify') });
  expect(await audit('verify', '--deep')).toMatchObject({
    code: 2,
    err: expect.stringContaining("'--deep'"),
  });
  expect(await audit('verify')).toMatchObject({ code: 1, err: expect.stringContaining('ENOENT') });
  expect(await audit('export', '--from', 'monday')).toMatchObject({
    ...{ code: 1, err: expect.stringContaining('--from: expected a time such as') },
  });
}, 60_000);
