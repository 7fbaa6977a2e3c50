import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../model/ports.ts';

/** What a sign-in is bound to: all three are known to the browser's ticket alone. */
export interface Bound {
  readonly state: string;
  readonly nonce: string;
  /** Code verifier of PKCE (RFC 7636). */
  readonly verifier: string;
}

/** Tickets that a browser keeps while its person is at the provider. */
export interface Tickets {
  readonly lifeS: number;
  issue(): { readonly ticket: string; readonly bound: Bound };
  /** What the ticket is bound to; null when it is none of ours, too old, or was taken before. */
  take(ticket: string): Bound | null;
}

const lifeS = 600;
/** Tickets that were taken are known until they are too old; beyond so many the oldest is forgotten (its code is spent all the same). */
const mostTaken = 10_000;

/**
 * A ticket is its end, a random number and a seal over both; state, nonce and verifier are derived from it by a key that lives as
 * long as the process. So a sign-in that was only begun costs no memory, however many begin one.
 */
export function createTickets(clock: Clock): Tickets {
  const key = randomBytes(32);
  const taken = new Set<string>();
  const derived = (what: string, text: string): string =>
    createHmac('sha256', key).update(`${what} ${text}`).digest('base64url');
  const boundTo = (text: string): Bound => ({
    state: derived('state', text),
    nonce: derived('nonce', text),
    verifier: derived('verifier', text),
  });

  return {
    lifeS,
    issue() {
      const text = `${clock() + lifeS * 1000}.${randomBytes(32).toString('base64url')}`;
      return { ticket: `${text}.${derived('seal', text)}`, bound: boundTo(text) };
    },
    take(ticket) {
      const cut = ticket.lastIndexOf('.');
      const text = ticket.slice(0, Math.max(cut, 0));
      if (!sameText(ticket.slice(cut + 1), derived('seal', text))) return null;
      if (Number.parseInt(text, 10) <= clock() || taken.has(text)) return null;
      const [oldest] = taken;
      if (taken.size >= mostTaken && oldest !== undefined) taken.delete(oldest);
      taken.add(text);
      return boundTo(text);
    },
  };
}

/** Takes the same time wherever two texts differ. */
function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
