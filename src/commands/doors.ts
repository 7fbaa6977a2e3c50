import { join } from 'node:path';
import { type AuditChain, openAuditChain } from '../access/audit/chain.ts';
import { readerOf } from '../access/policy/reader.ts';
import { loadPolicy } from '../config/policy.ts';
import type { Settings } from '../config/settings.ts';
import type { Policy } from '../model/access.ts';
import type { Clock, Log } from '../model/ports.ts';
import type { Port } from '../model/zone.ts';
import type { Closers } from './closers.ts';
import { type OpenedAccess, openAccess } from './open-access.ts';

/** Who may come in and do what, and what is written down of it. */
export interface Doors {
  readonly policy: Policy;
  readonly audit: AuditChain;
  readonly access: OpenedAccess;
}

/** The caller holds the lock of the data directory. */
export async function openDoors(
  settings: Settings,
  { name: port }: Port,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  closers: Closers,
): Promise<Doors> {
  const policy = loadPolicy(settings.policyFile);
  const audit = await openAuditChain({ dir: join(settings.dataDir, 'audit'), clock, log });
  closers.add(() => audit.close());
  const reader = { readerOf: (subject: Parameters<typeof readerOf>[1]) => readerOf(policy, subject) };
  const access = await openAccess(settings, { policy, ...reader, audit, port, clock, log });
  closers.add(() => access.close());
  return { policy, audit, access };
}
