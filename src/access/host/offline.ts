import { join } from 'node:path';
import type { Policy } from '../../model/access.ts';
import type { AccountDesk, KeyDesk } from '../../model/access-desk.ts';
import type { Clock, Log } from '../../model/ports.ts';
import { createAccountDesk } from '../accounts/desk.ts';
import { openAccounts } from '../accounts/register.ts';
import { openDirectory } from '../directory.ts';
import { createKeyDesk } from '../keys/desk.ts';
import { createLastSeen } from '../last-seen.ts';

/**
 * Accounts and keys where no server runs; the caller holds the lock of the data directory. What is changed is audited by the next server that starts,
 * and sessions that it ends are not taken up again there.
 */
export async function openOffline(
  dir: string,
  policy: Policy,
  clock: Clock,
  log: Log,
): Promise<{ readonly accounts: AccountDesk; readonly keys: KeyDesk; close(): Promise<void> }> {
  await openDirectory(dir);
  const register = await openAccounts({ path: join(dir, 'accounts.journal'), audit: null, clock, log });
  const seen = createLastSeen(clock);
  return {
    accounts: createAccountDesk(register, policy, seen, clock),
    keys: createKeyDesk(register, policy, seen, clock),
    close: register.close,
  };
}
