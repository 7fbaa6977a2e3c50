import type { Action, FieldGroup, Reach } from '../../model/access.ts';
import type { SessionView } from '../../protocol/access.ts';
import { session } from './state.ts';

/** How far a session may do something; what the server did not name is not allowed. */
export const reachOf = (of: SessionView | null, action: Action): Reach => of?.may[action] ?? 'none';

/** How far a session sees a part of what is known. */
export const sightOf = (of: SessionView | null, field: FieldGroup): Reach => of?.sees[field] ?? 'none';

/** Whether something is offered on the page; how far it reaches in each case the server decides. */
export const may = (action: Action): boolean => reachOf(session.value, action) !== 'none';

export const sees = (field: FieldGroup): boolean => sightOf(session.value, field) !== 'none';

/** Whether the live page has anything for them; who only keeps accounts or reads the audit has pages of their own. */
export const isWatching = (): boolean => watches(session.value);
export const watches = (of: SessionView | null): boolean =>
  reachOf(of, 'picture.read') !== 'none' || reachOf(of, 'alerts.read') !== 'none';

/** The same outside of what is drawn. */
export const mayNow = (action: Action): boolean => reachOf(session.peek(), action) !== 'none';
