import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditNote } from '../../model/access.ts';
import type { Log } from '../../model/ports.ts';
import { type AuditChain, type AuditChainOptions, openAuditChain } from './chain.ts';

export const startMs = Date.parse('2026-11-25T10:00:00.000Z');

export const noteOf = (action: string, more: Partial<AuditNote> = {}): AuditNote => ({
  ...{ action, address: '10.0.0.7', purpose: 'duty', object: null, outcome: 'done', detail: {} },
  actor: { id: 'account/1', name: 'ann', organisation: 'port' },
  ...more,
});

/** A directory for the files of the audit, a clock that the test moves, and what was said to the operator. */
export async function createDesk() {
  const dir = await mkdtemp(join(tmpdir(), 'audit-'));
  const said: string[] = [];
  const say = (_fields: object, text: string): void => void said.push(text);
  const log: Log = { info: say, warn: say, error: say };
  const open: AuditChain[] = [];
  const desk = {
    dir,
    said,
    log,
    nowMs: startMs,
    clock: () => desk.nowMs,
    async chain(more: Partial<AuditChainOptions> = {}): Promise<AuditChain> {
      const chain = await openAuditChain({ dir, clock: desk.clock, log, ...more });
      open.push(chain);
      return chain;
    },
    async closeAll(): Promise<void> {
      for (const chain of open.splice(0)) await chain.close();
    },
    async lines(month = '2026-11'): Promise<string[]> {
      return (await readFile(join(dir, `${month}.audit`), 'utf8')).split('\n').slice(0, -1);
    },
    write: (lines: readonly string[], month = '2026-11') =>
      writeFile(join(dir, `${month}.audit`), lines.map((line) => `${line}\n`).join('')),
    async remove(): Promise<void> {
      await desk.closeAll();
      await rm(dir, { recursive: true });
    },
  };
  return desk;
}
export type Desk = Awaited<ReturnType<typeof createDesk>>;
