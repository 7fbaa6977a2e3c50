import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash, verify } from '@node-rs/argon2';
import { TOTP } from 'otpauth';
import type { AccountAudit } from '../src/access/accounts/register.ts';
import { type Access, type AccessOptions, openAccess } from '../src/access/open.ts';
import type { Argon } from '../src/access/passwords/hasher.ts';
import type { AuditEntry, AuditNote, Grant, Policy, Reader, Role, Subject } from '../src/model/access.ts';
import { roles } from '../src/model/access.ts';
import type { Admitted, By, From, Refusal } from '../src/model/access-desk.ts';
import { createManualTime, type ManualTime } from './manual-time.ts';

/** A house with accounts, for tests: everything real but the time, and Argon2 at its lowest cost. */

export const from: From = { address: '192.0.2.7', agent: 'a browser' };
export const by: By = { actor: { id: null, name: 'host', organisation: null }, address: null, purpose: null };
export const good = 'vier woorden zonder verband 7';
export const other = 'nog eens vier andere woorden 9';

const grant: Grant = {
  actions: { 'picture.read': 'all', 'accounts.manage': 'all', 'glass.break': 'all' },
  fields: {},
};
export const policy: Policy = {
  organisations: [
    {
      id: 'terminal',
      name: 'Terminal',
      roles: ['terminal-operator'],
      areas: [],
      vessels: [],
      confined: true,
    },
    { id: 'port', name: 'Port', roles: [...roles], areas: [], vessels: [], confined: false },
  ],
  roles: Object.fromEntries(
    roles.map((role) => [
      role,
      {
        secondFactor: role === 'administrator' || role === 'harbourmaster',
        purposes:
          role === 'terminal-operator'
            ? { duty: grant }
            : { duty: grant, investigation: grant, emergency: grant },
      },
    ]),
  ) as Policy['roles'],
};

export const readerOf = (subject: Subject): Reader => {
  const organisation = policy.organisations.find(({ id }) => id === subject.organisation);
  if (organisation === undefined) throw new Error(`no organisation ${subject.organisation}`);
  return {
    subject,
    organisation,
    may: (action) =>
      subject.owes.length > 0
        ? 'none'
        : (policy.roles[subject.roles[0] ?? 'auditor'].purposes[subject.purpose]?.actions[action] ?? 'none'),
    sees: () => 'none',
    owns: () => false,
    maySee: () => true,
  };
};

/** Real Argon2id, cheap, that counts its calls. */
export function countingArgon(): Argon & { calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    hash(password) {
      calls.push('hash');
      return hash(password, { memoryCost: 1024, timeCost: 2, parallelism: 1 });
    },
    verify(kept, password) {
      calls.push('verify');
      return verify(kept, password);
    },
  };
}

export interface TestAudit extends AccountAudit {
  readonly notes: AuditNote[];
  /** Why it refuses; null: it takes. */
  refuses: string | null;
}
export function testAudit(): TestAudit {
  const notes: AuditNote[] = [];
  return {
    notes,
    refuses: null,
    async record(note) {
      if (this.refuses !== null) throw new Error(this.refuses);
      notes.push(note);
      return { ...note, seq: notes.length, at: '', hash: '' } satisfies AuditEntry;
    },
    seqBefore: () => 0,
    async *behind() {
      yield notes;
    },
  };
}

export interface House {
  readonly dir: string;
  readonly time: ManualTime;
  readonly audit: TestAudit;
  readonly argon: ReturnType<typeof countingArgon>;
  readonly access: Access;
  readonly said: string[];
  /** Opens it when it was closed. */
  reopen(more?: Partial<AccessOptions>): Promise<Access>;
  /** Closes it and opens it again on the same files; `downMs` passes between. */
  again(more?: Partial<AccessOptions>, downMs?: number): Promise<Access>;
  /** Somebody with a password and, where the role demands it, a second factor. */
  person(username: string, role: Role): Promise<Person>;
  end(): Promise<void>;
}

export interface Person {
  readonly id: string;
  readonly secret: string | null;
  readonly recoveryCodes: readonly string[];
  readonly admitted: Admitted;
  code(): string;
}

export const codeAt = (secret: string, atMs: number): string =>
  TOTP.generate({ secret: TOTPSecret(secret), timestamp: atMs });
const TOTPSecret = (base32: string) => new TOTP({ secret: base32 }).secret;

export function must<T extends { readonly outcome: string }>(answer: T | Refusal): Exclude<T, Refusal> {
  if (answer.outcome === 'refused') throw new Error(`refused: ${(answer as Refusal).detail}`);
  return answer as Exclude<T, Refusal>;
}

/** @param more over what a house has: an empty directory, `HW_ADMIN_PASSWORD` and no demo */
export async function openHouse(more: Partial<AccessOptions> = {}): Promise<House> {
  const base = mkdtempSync(join(tmpdir(), 'access-'));
  const dir = join(base, 'access');
  const time = createManualTime(Date.parse('2026-11-25T10:00:10Z'));
  const audit = testAudit();
  const argon = countingArgon();
  const said: string[] = [];
  const say = (fields: object, text: string) => void said.push(`${text} ${JSON.stringify(fields)}`);
  const options: AccessOptions = {
    ...{ dir, policy, readerOf, audit, port: 'Testhaven', secondFactor: 'required', adminPassword: good },
    ...{ onlyDemo: () => false, clock: time.clock, elapsed: time.clock, schedule: time.schedule, argon },
    log: { info: say, warn: say, error: say },
    ...more,
  };
  const forget = (error: unknown): never => {
    rmSync(base, { recursive: true });
    throw error;
  };
  const house = {
    ...{ dir, time, audit, argon, said, access: await openAccess(options).catch(forget) },
    async reopen(change: Partial<AccessOptions> = {}) {
      house.access = await openAccess({ ...options, ...change });
      return house.access;
    },
    async again(change: Partial<AccessOptions> = {}, downMs = 0) {
      await house.access.close();
      time.advance(downMs);
      return house.reopen(change);
    },
    async person(username: string, role: Role): Promise<Person> {
      const { sessions, accounts } = house.access;
      const made = must(await accounts.create({ username, organisation: 'port', roles: [role] }, by));
      let admitted = must(await sessions.signInByLink(made.token, from));
      const { id } = admitted.session;
      admitted = must(await sessions.setPassword(id, null, good, from));
      if (!admitted.session.owes.includes('second-factor'))
        return { id: made.account.id, secret: null, recoveryCodes: [], admitted, code: () => '' };
      const { secret } = must(await sessions.beginSecondFactor(id));
      const confirmed = must(await sessions.confirmSecondFactor(id, codeAt(secret, time.clock()), from));
      const { recoveryCodes } = confirmed;
      const code = (): string => codeAt(secret, time.clock());
      return { id: made.account.id, secret, recoveryCodes, admitted: confirmed, code };
    },
    async end() {
      await house.access.close();
      rmSync(base, { recursive: true });
    },
  };
  return house;
}
