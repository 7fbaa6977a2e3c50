import { randomBytes } from 'node:crypto';
import {
  type Action,
  type AuditEntry,
  actions,
  type Debt,
  type FieldGroup,
  fieldGroups,
  type Purpose,
  type Role,
} from '../../src/model/access.ts';
import type { AccountView, KeyView, SecurityLevels, SessionView } from '../../src/protocol/access.ts';

export interface Person {
  readonly username: string;
  password: string | null;
  /** The code that is right; null: no second factor. */
  code: string | null;
  readonly roles: readonly Role[];
  readonly may: readonly Action[];
  readonly sees: readonly FieldGroup[];
  /** Debts beside the code of a second factor. */
  debts: Debt[];
  disabled?: boolean;
}

export interface Held {
  readonly id: string;
  readonly person: Person;
  owes: Debt[];
  purpose: Purpose;
  purposeUntil: string | null;
  readonly begunAt: string;
  readonly agent: string | null;
}

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Whom the door knows, and who is inside. */
export class Doorkeeper {
  readonly people = new Map<string, Person>();
  readonly links = new Map<string, Person>();
  readonly sessions = new Map<string, Held>();
  readonly keys: KeyView[] = [];
  readonly audit: AuditEntry[] = [];
  level: SecurityLevels = { port: { level: 1, since: null, by: null, reason: null }, facilities: [] };

  admit(person: Person): void {
    this.people.set(person.username, person);
  }

  /** Somebody who may do all that the console offers. */
  admitMaster(username: string, more: Partial<Person> = {}): Person {
    const person: Person = {
      username,
      password: 'four words of mine',
      code: null,
      roles: ['harbourmaster'],
      may: actions,
      sees: fieldGroups,
      debts: [],
      ...more,
    };
    this.admit(person);
    return person;
  }

  begin(person: Person, owes: Debt[], agent: string | null): string {
    const secret = randomBytes(16).toString('hex');
    const id = `session-${this.sessions.size + 1}`;
    const begunAt = new Date().toISOString();
    this.sessions.set(secret, { id, person, owes, purpose: 'duty', purposeUntil: null, begunAt, agent });
    return secret;
  }

  of(cookies: string | undefined): Held | null {
    const secret = /(?:^|; )havenwacht=(\w+)/.exec(cookies ?? '')?.[1];
    return (secret === undefined ? undefined : this.sessions.get(secret)) ?? null;
  }

  endAll(): void {
    this.sessions.clear();
  }

  seesCargo({ person, purpose }: Held): boolean {
    return purpose === 'emergency' || person.sees.includes('cargo');
  }

  accountOf(person: Person): AccountView {
    return {
      id: `account/${person.username}`,
      username: person.username,
      organisation: 'port',
      roles: [...person.roles],
      disabled: person.disabled ?? false,
      secondFactor: person.code !== null,
      lastSeenAt: null,
    };
  }

  view(held: Held): SessionView {
    const { person, purpose, purposeUntil, owes } = held;
    const sees = purpose === 'emergency' ? fieldGroups : person.sees;
    const reaches = <K extends string>(all: readonly K[], some: readonly K[]): Record<K, 'all' | 'none'> =>
      Object.fromEntries(all.map((key) => [key, some.includes(key) ? 'all' : 'none'])) as Record<
        K,
        'all' | 'none'
      >;
    return {
      id: held.id,
      account: this.accountOf(person),
      organisation: { id: 'port', name: 'Port of Antwerp', confined: false },
      purpose,
      purposes: ['duty', 'investigation', 'emergency'],
      purposeUntil,
      owes: [...owes],
      may: reaches(actions, owes.length > 0 ? [] : person.may),
      sees: reaches(fieldGroups, sees),
      idleAt: inHours(1),
      endsAt: inHours(12),
    };
  }
}
