import type { Gatekeeper, Reader } from '../src/model/access.ts';
import type {
  AccountDesk,
  AccountState,
  Admitted,
  KeyDesk,
  Refusal,
  RefusalCause,
  SessionDesk,
  SessionState,
} from '../src/model/access-desk.ts';
import { readerOfTest } from './readers.ts';

const noDesk = (): Promise<never> => Promise.reject(new Error('this test has no accounts'));

export const accountOf = (username: string): AccountState => ({
  id: `account/${username}`,
  username,
  organisation: 'port',
  roles: ['harbourmaster'],
  disabled: false,
  secondFactor: false,
  lastSeenAt: null,
});

const stateOf = (id: string, username: string): SessionState => ({
  id,
  account: accountOf(username),
  purpose: 'duty',
  purposes: ['duty', 'emergency'],
  purposeUntil: null,
  purposeReason: null,
  owes: [],
  idleAt: '2026-11-23T10:30:00.000Z',
  endsAt: '2026-11-23T22:00:00.000Z',
});

/** Desks of a gateway whose test is not about accounts: nothing can be asked of them but a session. */
export const closedDesks: {
  readonly sessions: SessionDesk;
  readonly accounts: AccountDesk;
  readonly keys: KeyDesk;
} = {
  sessions: {
    signIn: noDesk,
    signInByLink: noDesk,
    signInFederated: noDesk,
    proveCode: noDesk,
    setPassword: noDesk,
    beginSecondFactor: noDesk,
    confirmSecondFactor: noDesk,
    takePurpose: noDesk,
    brokenGlass: () => [],
    state: (id) => stateOf(id, 'local'),
    of: () => [],
    end: noDesk,
  },
  accounts: { list: () => [], get: () => null, create: noDesk, change: noDesk, reset: noDesk },
  keys: { list: () => [], create: noDesk, revoke: noDesk },
};

export const refusalOf = (cause: RefusalCause, more: Partial<Refusal> = {}): Refusal => ({
  outcome: 'refused',
  cause,
  detail: 'it was refused',
  field: null,
  retryAfterS: null,
  ...more,
});

/** Sessions of accounts that sign in with their own name as password; the secret of a session is its id and a number. */
export function createTestSessions() {
  const sessions = new Map<string, { readonly username: string; secret: string }>();
  const calls: unknown[][] = [];
  let made = 0;
  function admit(id: string, username: string): Admitted {
    made += 1;
    const secret = `secret-of-${id}-${made}`;
    sessions.set(id, { username, secret });
    return { outcome: 'admitted', session: stateOf(id, username), secret };
  }
  const begin = (username: string): Admitted => admit(`session-${made + 1}`, username);
  function goOn(id: string): Admitted | Refusal {
    const session = sessions.get(id);
    return refuse ?? (session === undefined ? refusalOf('unknown') : admit(id, session.username));
  }
  const readerBy = (found: (id: string, secret: string) => boolean): Reader | null => {
    for (const [id, { username, secret }] of sessions)
      if (found(id, secret)) {
        const reader = readerOfTest(username);
        return { ...reader, subject: { ...reader.subject, session: id } };
      }
    return null;
  };
  let refuse: Refusal | null = null;
  const gatekeeper: Gatekeeper = {
    whoIs: ({ cookie }) => readerBy((_, secret) => secret === cookie),
    again: ({ session }) => readerBy((id) => id === session),
    onChange: () => () => {},
  };
  return {
    gatekeeper,
    /** What was asked, with its arguments. */
    calls,
    /** What the next questions are answered with. */
    refuse(refusal: Refusal | null): void {
      refuse = refusal;
    },
    sessions: {
      signIn: async (username, password, from) => {
        calls.push(['signIn', username, from]);
        return refuse ?? (password === username ? begin(username) : refusalOf('credentials'));
      },
      signInByLink: async (token) =>
        refuse ?? (token === 'good' ? begin('invited') : refusalOf('credentials')),
      signInFederated: noDesk,
      proveCode: async (id) => goOn(id),
      setPassword: async (id, current, password) => {
        calls.push(['setPassword', current, password]);
        return goOn(id);
      },
      beginSecondFactor: async () =>
        refuse ?? { outcome: 'begun', secret: 'JBSWY3DP', uri: 'otpauth://totp/x?secret=JBSWY3DP' },
      confirmSecondFactor: async (id) => {
        const admitted = goOn(id);
        return admitted.outcome === 'refused' ? admitted : { ...admitted, recoveryCodes: ['one', 'two'] };
      },
      takePurpose: async (id, wish) => {
        calls.push(['takePurpose', wish]);
        return goOn(id);
      },
      brokenGlass: () => [],
      state(id) {
        const session = sessions.get(id);
        return session === undefined ? null : stateOf(id, session.username);
      },
      of: (account) =>
        [...sessions]
          .filter(([, { username }]) => account === `account/${username}`)
          .map(([id]) => ({
            id,
            begunAt: '2026-11-23T10:00:00.000Z',
            lastSeenAt: '2026-11-23T10:00:00.000Z',
            address: '127.0.0.1',
            agent: null,
          })),
      end: async (account, id, by) => {
        calls.push(['end', account, id, by.actor?.name]);
        return `account/${sessions.get(id)?.username}` === account && sessions.delete(id);
      },
    } satisfies SessionDesk,
  };
}
