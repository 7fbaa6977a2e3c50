import type { WhoIs } from '../access/audit/followed.ts';
import { readerOf as readerBy } from '../access/policy/reader.ts';
import { loadPolicy } from '../config/policy.ts';
import type { Settings } from '../config/settings.ts';
import { schedule } from '../lib/schedule.ts';
import type { Policy, Reader, Subject } from '../model/access.ts';
import type { Clock, Log } from '../model/ports.ts';
import type { Port } from '../model/zone.ts';
import { type Audit, openAudit } from './audit-desks.ts';
import { type Certificates, openCertificates } from './certificates.ts';
import type { Closers } from './closers.ts';
import { type OpenedAccess, openAccess } from './open-access.ts';
import { type OpenOpenId, openOpenId } from './openid.ts';

/** Who may come in and do what, by which ways, and what is written down of it. */
export interface Doors {
  readonly policy: Policy;
  readonly readerOf: (subject: Subject) => Reader;
  readonly audit: Audit;
  readonly access: OpenedAccess;
  /** Who has a name, now or at any time: of accounts and keys none is given twice. */
  readonly whoIs: WhoIs;
  /** Null: there is no provider. */
  readonly openId: OpenOpenId | null;
  readonly certificates: Certificates;
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

/** The caller holds the lock of the data directory. @throws Error that names what of settings and files cannot be used */
export async function openDoors(
  settings: Settings,
  { name: port }: Port,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  closers: Closers,
): Promise<Doors> {
  const certificates = await openCertificates(settings, { schedule, clock, log });
  closers.add(() => certificates.close());
  const policy = loadPolicy(settings.policyFile);
  const audit = await openAudit(settings, clock, log);
  closers.add(() => audit.close());
  const readerOf = (subject: Subject): Reader => readerBy(policy, subject);
  const access = await openAccess(settings, { policy, readerOf, audit: audit.chain, port, clock, log });
  closers.add(() => access.close());
  const openId = openOpenId(settings, { policy, audit: audit.chain, clock, log });
  closers.add(() => openId?.close());
  return { policy, readerOf, audit, access, whoIs: whoIsBy(access), openId, certificates };
}
