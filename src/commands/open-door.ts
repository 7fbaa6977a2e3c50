import { actions, fieldGroups, type Gatekeeper, type Reader, type Subject } from '../model/access.ts';

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

/** Those that share the picture: one, and all of it sees all. */
export const organisations = [local.organisation];
export const readerOf = (subject: Subject): Reader => ({ ...local, subject });

export const openDoor: Gatekeeper = {
  whoIs: () => local,
  again: () => local,
  onChange: () => () => {},
};
