import type { Debt } from '../../model/access.ts';
import type { SessionView } from '../../protocol/access.ts';

/** How somebody stands to the server, and what the page asks of them next. */
export type Step =
  /** The server has not been heard yet. */
  | 'asking'
  /** Nobody is signed in. */
  | 'out'
  | Debt
  /** A second factor was confirmed; its recovery codes are on the page. */
  | 'codes'
  | 'in'
  /** Somebody else signed in where another's work is on the page: it begins anew. */
  | 'stranger';

export interface Standing {
  readonly step: Step;
  /** As the server last told it; null while nobody is signed in. */
  readonly session: SessionView | null;
  /** Whose work is still on the page although their session ended; null: there is none. */
  readonly was: SessionView | null;
  readonly codes: readonly string[];
  /** Why the server could not be asked. */
  readonly fault: string | null;
}

export type Happening =
  | { readonly name: 'session'; readonly session: SessionView }
  | { readonly name: 'confirmed'; readonly session: SessionView; readonly codes: readonly string[] }
  | { readonly name: 'kept' }
  /** The server knows no session of this browser, or no longer. */
  | { readonly name: 'nobody' }
  | { readonly name: 'failed'; readonly detail: string };

export const atFirst: Standing = { step: 'asking', session: null, was: null, codes: [], fault: null };

/** How somebody stands after something happened. */
export function next(now: Standing, what: Happening): Standing {
  switch (what.name) {
    case 'session':
      return { ...now, ...stepOf(now, what.session), session: what.session, fault: null };
    case 'confirmed':
      return { ...now, step: 'codes', session: what.session, codes: what.codes, fault: null };
    case 'kept':
      return now.session === null
        ? now
        : { ...now, ...stepOf(now, now.session), session: now.session, codes: [] };
    case 'nobody':
      return { ...atFirst, step: 'out', was: now.step === 'in' ? now.session : now.was };
    case 'failed':
      return { ...now, fault: what.detail };
  }
}

/** Debts are paid one after another, in the server's order; with none left the work on the page goes on. */
function stepOf({ was, session: held }: Standing, session: SessionView): Pick<Standing, 'step' | 'was'> {
  if (was !== null && !isSameWatch(was, session)) return { step: 'stranger', was };
  const [debt] = session.owes;
  if (debt === undefined) return { step: 'in', was: null };
  // who worked already, and now owes something, pays it over their work
  const worked = held !== null && held.owes.length === 0 ? held : null;
  return { step: debt, was: was ?? worked };
}

/** Whether the work on the page is theirs: the same account, for the same organisation in the same roles. */
const isSameWatch = (a: SessionView, b: SessionView): boolean =>
  a.account.id === b.account.id &&
  a.organisation.id === b.organisation.id &&
  [...a.account.roles].sort().join() === [...b.account.roles].sort().join();

/** Whether the console is on the page: to be worked with, or greyed under the question who is there. */
export const hasConsole = ({ step, was }: Standing): boolean => step === 'in' || was !== null;
