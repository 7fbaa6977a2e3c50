import { actions, fieldGroups, type Gatekeeper, type Reader } from '../model/access.ts';
import type { AccountDesk, KeyDesk, SessionDesk } from '../model/access-desk.ts';

/** As long as there are no accounts: whoever reaches the server is `local`, and may do and see all. */
const local: Reader = {
  subject: {
    id: 'account/local',
    name: 'local',
    kind: 'person',
    organisation: 'port',
    roles: ['harbourmaster', 'administrator'],
    purpose: 'duty',
    owes: [],
    session: null,
  },
  organisation: { id: 'port', name: 'port', roles: [], areas: [], vessels: [], confined: false },
  may: (action) => (actions.includes(action) ? 'all' : 'none'),
  sees: (field) => (fieldGroups.includes(field) ? 'all' : 'none'),
  owns: () => true,
  maySee: () => true,
};

export const openDoor: Gatekeeper = {
  whoIs: () => local,
  again: () => local,
  onChange: () => () => {},
};

const closed = (): Promise<never> => Promise.reject(new Error('there are no accounts yet'));

export const closedDesks: {
  readonly sessions: SessionDesk;
  readonly accounts: AccountDesk;
  readonly keys: KeyDesk;
} = {
  sessions: {
    signIn: closed,
    signInByLink: closed,
    signInFederated: closed,
    proveCode: closed,
    setPassword: closed,
    beginSecondFactor: closed,
    confirmSecondFactor: closed,
    takePurpose: closed,
    state: () => null,
    of: () => [],
    end: closed,
  },
  accounts: { list: () => [], get: () => null, create: closed, change: closed, reset: closed },
  keys: { list: () => [], create: closed, revoke: closed },
};
