import { join } from 'node:path';
import { openAuditChain } from '../access/audit/chain.ts';
import { readerOf } from '../access/policy/reader.ts';
import { loadPolicy } from '../config/policy.ts';
import type { Settings } from '../config/settings.ts';
import { schedule } from '../lib/schedule.ts';
import type { Clock, Log } from '../model/ports.ts';
import { type Certificates, openCertificates } from './certificates.ts';
import type { Closers } from './closers.ts';
import { type OpenedAccess, openAccess } from './open-access.ts';
import { type OpenOpenId, openOpenId } from './openid.ts';

/** By which people, programs and receivers come in. */
export interface Doors {
  readonly access: OpenedAccess;
  /** Null: there is no provider. */
  readonly openId: OpenOpenId | null;
  readonly certificates: Certificates;
}

/** @param port name of the port. @throws Error that names what of settings and files cannot be used */
export async function openDoors(
  settings: Settings,
  { port, clock, log }: { readonly port: string; readonly clock: Clock; readonly log: Log },
  closers: Closers,
): Promise<Doors> {
  const certificates = await openCertificates(settings, { schedule, clock, log });
  closers.add(() => certificates.close());
  const policy = loadPolicy(settings.policyFile);
  const audit = await openAuditChain({ dir: join(settings.dataDir, 'audit'), clock, log });
  closers.add(() => audit.close());
  const access = await openAccess(settings, {
    ...{ policy, readerOf: (subject) => readerOf(policy, subject), audit, port, clock, log },
  });
  closers.add(() => access.close());
  const openId = openOpenId(settings, { policy, audit, clock, log });
  closers.add(() => openId?.close());
  return { access, openId, certificates };
}
