import type { Federated } from './access-desk.ts';

/** Nobody was vouched for. */
export interface NotVouched {
  readonly outcome: 'refused';
  /**
   * `credentials`: what came back is not the answer to what was asked, or says no; `not-entitled`: the person is known to the provider and
   * may not come in; `unavailable`: the provider does not answer; `busy`: too many sign-ins at this moment.
   */
  readonly cause: 'credentials' | 'not-entitled' | 'unavailable' | 'busy';
  /** One sentence for the person who asked: what to do. */
  readonly detail: string;
}

/** Sign-in at a provider of OpenID Connect, as the two routes ask for it. */
export interface OpenIdDesk {
  /** What the sign-in page calls it. */
  readonly name: string;
  /** Where the browser is to be sent, and the ticket that it must bring back within `OpenIdDesk.ticketS` seconds. */
  begin(): { readonly outcome: 'begun'; readonly url: string; readonly ticket: string } | NotVouched;
  readonly ticketS: number;
  /**
   * @param ticket of the browser; it works once. Null: it brought none
   * @param query of the callback, as it came
   */
  finish(
    ticket: string | null,
    query: string,
    address: string,
  ): Promise<{ readonly outcome: 'vouched'; readonly who: Federated } | NotVouched>;
}
