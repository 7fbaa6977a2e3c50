import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyAudit } from '../src/access/audit/verify.ts';
import { openAudited, steps, take } from './kills/audited.ts';
import type { Death } from './kills/death.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'audit-kills-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** @returns how many steps were answered before it was killed */
async function killed(dataDir: string, death: Death): Promise<number> {
  const script = join(import.meta.dirname, 'kills/audit-child.ts');
  const given = [dataDir, JSON.stringify(steps), JSON.stringify(death)];
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  return said.trim() === '' ? 0 : Number(said.trim().split('\n').at(-1));
}

test('checklist A4: killed between what was done and its entry in the audit, after the restart both are there, never twice', async () => {
  // the first write says that the server was started
  const deaths = steps.map((_, i) => ({ at: 0, writes: i + 1, share: [0, 0.5, 1][i % 3] ?? 1 }));
  for (const death of deaths) {
    const dataDir = join(dir, String(death.writes));
    const answered = await killed(dataDir, death);
    expect(answered).toBe(death.writes - 1);
    // the restart completes it; one more finds nothing to do
    for (const _ of [1, 2]) {
      const again = await openAudited(dataDir);
      const told = (await again.entries()).filter(({ detail }) => detail['source'] !== undefined);
      expect(told.map(({ action, object }) => `${action} ${object}`).sort()).toEqual(again.done().sort());
      // what was done when it died is there although nobody was answered
      expect(told).toHaveLength(answered + 1);
      await again.close();
    }
  }
  // and the rest goes on from there
  const last = await openAudited(join(dir, '3'));
  for (const step of steps) await take(last, step);
  const told = (await last.entries()).filter(({ detail }) => detail['source'] !== undefined);
  expect(told.map(({ action }) => action)).toEqual([
    ...['alert.acknowledged', 'zone.created', 'declaration.made', 'zone.changed', 'declaration.withdrawn'],
    ...['alert.closed', 'zone.deleted'],
  ]);
  expect(told[3]).toMatchObject({
    ...{ actor: { id: null, name: 'bob' }, object: 'zone/dock', outcome: 'done' },
    detail: {
      source: { journal: 'zones', seq: 2 },
      before: { properties: { name: 'Dock' } },
      after: { properties: { name: 'Dock 2' } },
    },
  });
  await last.close();
  expect(await verifyAudit(join(dir, '3/audit'), [], () => {})).toMatchObject({ faults: 0 });
}, 60_000);
