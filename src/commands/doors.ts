import type { WhoIs } from '../access/audit/followed.ts';
import { readerOf } from '../access/policy/reader.ts';
import { loadPolicy } from '../config/policy.ts';
import type { Settings } from '../config/settings.ts';
import type { Policy } from '../model/access.ts';
import type { Clock, Log } from '../model/ports.ts';
import type { Port } from '../model/zone.ts';
import { type Audit, openAudit } from './audit-desks.ts';
import type { Closers } from './closers.ts';
import { type OpenedAccess, openAccess } from './open-access.ts';

/** Who may come in and do what, and what is written down of it. */
export interface Doors {
  readonly policy: Policy;
  readonly audit: Audit;
  readonly access: OpenedAccess;
  readonly whoIs: WhoIs;
}

/** Persons by account. Keys of one name may be several: what the audit knows of them is the name and the organisation. */
const whoIsBy =
  ({ accounts, keys }: Pick<OpenedAccess, 'accounts' | 'keys'>): WhoIs =>
  (name) => {
    const account = accounts.get(name);
    if (account !== null) return { id: account.id, name, organisation: account.organisation };
    const key = keys.list().find((one) => one.name === name);
    return { id: null, name, organisation: key?.organisation ?? null };
  };

/** The caller holds the lock of the data directory. */
export async function openDoors(
  settings: Settings,
  { name: port }: Port,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  closers: Closers,
): Promise<Doors> {
  const policy = loadPolicy(settings.policyFile);
  const audit = await openAudit(settings, clock, log);
  closers.add(() => audit.close());
  const reader = { readerOf: (subject: Parameters<typeof readerOf>[1]) => readerOf(policy, subject) };
  const access = await openAccess(settings, { policy, ...reader, audit: audit.chain, port, clock, log });
  closers.add(() => access.close());
  return { policy, audit, access, whoIs: whoIsBy(access) };
}
