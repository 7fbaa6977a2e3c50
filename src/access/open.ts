import { join } from 'node:path';
import type { JournalFile } from '../lib/journal.ts';
import { schedule as realTime, type Schedule } from '../lib/schedule.ts';
import type { Gatekeeper, Policy, Reader, Subject } from '../model/access.ts';
import type { AccountDesk, KeyDesk, SessionDesk } from '../model/access-desk.ts';
import type { Clock, Log } from '../model/ports.ts';
import { createAccountDesk } from './accounts/desk.ts';
import { type AccountAudit, openAccounts } from './accounts/register.ts';
import { openDirectory } from './directory.ts';
import { firstStart, isFirstDay } from './first-day.ts';
import { createKeyDesk } from './keys/desk.ts';
import { createKeyRing } from './keys/ring.ts';
import { createLastSeen } from './last-seen.ts';
import { type Argon, createHasher } from './passwords/hasher.ts';
import { createSessionBook } from './sessions/book.ts';
import { createSessions } from './sessions/desk.ts';
import { openSessionFile } from './sessions/file.ts';
import { createThrottle } from './throttle.ts';

export interface AccessOptions {
  /** Its own directory: only the user that the server runs as may look into it. */
  readonly dir: string;
  readonly policy: Policy;
  readonly readerOf: (subject: Subject) => Reader;
  readonly audit: AccountAudit;
  /** Name of the port, as authenticators show it. */
  readonly port: string;
  readonly secondFactor: 'required' | 'optional';
  /** `HW_ADMIN_PASSWORD` */
  readonly adminPassword: string | null;
  /** Whether only simulated traffic is shown. */
  readonly onlyDemo: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** Ms of a clock that never jumps. */
  readonly elapsed?: () => number;
  readonly schedule?: Schedule;
  readonly argon?: Argon;
  readonly openFile?: (path: string) => Promise<JournalFile>;
  readonly writeSessions?: (path: string, text: string) => Promise<void>;
}

/** Who may come in, and who is in. */
export interface Access {
  readonly gatekeeper: Gatekeeper;
  readonly sessions: SessionDesk;
  readonly accounts: AccountDesk;
  readonly keys: KeyDesk;
  /** Of the one-time link of a first start, to be printed; null: there is none. */
  readonly firstToken: string | null;
  /** Null while accounts and sessions can be written, else why not. */
  readonly degraded: string | null;
  close(): Promise<void>;
}

/** @throws Error when the files can neither be read nor written, or the first password cannot be taken */
export async function openAccess(options: AccessOptions): Promise<Access> {
  const { dir, policy, readerOf, audit, port, secondFactor, onlyDemo, clock, log } = options;
  const elapsed = options.elapsed ?? (() => performance.now());
  const schedule = options.schedule ?? realTime;
  await openDirectory(dir);
  const register = await openAccounts({
    ...{ path: join(dir, 'accounts.journal'), audit, clock, log },
    ...(options.openFile ? { openFile: options.openFile } : {}),
  });
  const hasher = createHasher(options.argon);
  const { adminPassword } = options;
  const first = firstStart({ register, policy, hasher, adminPassword, clock, log });
  const firstToken = await first.catch(async (error) => {
    await register.close();
    throw error;
  });

  const seen = createLastSeen(clock);
  const book = createSessionBook(elapsed);
  const file = await openSessionFile({
    ...{ path: join(dir, 'sessions.json'), book, seen, clock, elapsed, log },
    ...(options.writeSessions ? { write: options.writeSessions } : {}),
  });
  const rules = { policy, secondFactor, postponed: () => onlyDemo() && isFirstDay(register) };
  const sessions = createSessions({
    ...{ register, book, hasher, throttle: createThrottle(elapsed), audit, rules, port, clock, elapsed },
    ...{ log, readerOf, file, seen, schedule },
  });
  const ring = createKeyRing(register, policy, readerOf, seen, clock);

  return {
    gatekeeper: {
      whoIs({ cookie, bearer }) {
        if (bearer !== null) return ring.whoIs(bearer);
        return cookie === null ? null : sessions.whoIs(cookie);
      },
      again: ({ id, session }) => (session === null ? ring.again(id) : sessions.again(session)),
      onChange: sessions.onChange,
    },
    sessions,
    accounts: createAccountDesk(register, policy, seen, clock),
    keys: createKeyDesk(register, policy, seen, clock),
    firstToken,
    get degraded() {
      return register.degraded ?? sessions.degraded;
    },
    async close() {
      await sessions.close();
      await register.close();
    },
  };
}
