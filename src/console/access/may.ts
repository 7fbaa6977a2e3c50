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

type Shown = { readonly hazard?: unknown } | undefined;

/** With a reach of `own`, as far as the page can tell: of a vessel that is not theirs the cargo is not there. */
const isTheirs = (of: SessionView | null, vessel: Shown): boolean =>
  sightOf(of, 'cargo') !== 'own' || vessel?.hazard !== undefined;
const covers = (of: SessionView | null, reach: Reach, vessel: Shown): boolean =>
  reach === 'all' || (reach === 'own' && isTheirs(of, vessel));

/** Whether something of one vessel is asked for: what is known to be refused is not, since every denial is written down. */
export const mayOf = (of: SessionView | null, action: Action, vessel: Shown): boolean =>
  covers(of, reachOf(of, action), vessel);
export const seesOf = (of: SessionView | null, field: FieldGroup, vessel: Shown): boolean =>
  covers(of, sightOf(of, field), vessel);

/** The same outside of what is drawn. */
export const mayNow = (action: Action): boolean => reachOf(session.peek(), action) !== 'none';
