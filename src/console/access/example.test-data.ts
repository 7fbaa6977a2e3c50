import { actions, fieldGroups } from '../../model/access.ts';
import type { SessionView } from '../../protocol/access.ts';

/** A session that may do everything, unless said otherwise. */
export const sessionOf = (given: Partial<SessionView>): SessionView => ({
  id: 'session-1',
  account: {
    id: 'account/an',
    username: 'an',
    organisation: 'port',
    roles: ['harbourmaster', 'administrator'],
    disabled: false,
    secondFactor: true,
    lastSeenAt: null,
  },
  organisation: { id: 'port', name: 'Port', confined: false },
  purpose: 'duty',
  purposes: ['duty', 'emergency'],
  purposeUntil: null,
  owes: [],
  may: Object.fromEntries(actions.map((action) => [action, 'all'])) as SessionView['may'],
  sees: Object.fromEntries(fieldGroups.map((field) => [field, 'all'])) as SessionView['sees'],
  idleAt: '2026-11-25T12:00:00.000Z',
  endsAt: '2026-11-25T20:00:00.000Z',
  ...given,
});
