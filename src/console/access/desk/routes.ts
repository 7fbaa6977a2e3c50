import type { Role } from '../../../model/access.ts';
import type { AccountView, KeyCreated, KeyView, OneTimeLink } from '../../../protocol/access.ts';
import { request, send } from '../../live/request.ts';

/** The routes of accounts and keys. Each throws `RequestRefused` with the sentence of the server. */

export interface Membership {
  readonly organisation: string;
  readonly roles: readonly Role[];
}
export interface AccountChange extends Partial<Membership> {
  readonly disabled?: boolean;
}

const account = (id: string): string => `/accounts/${encodeURIComponent(id)}`;

export const getAccounts = async (): Promise<readonly AccountView[]> =>
  (await request<{ items: AccountView[] }>('/accounts')).items;
export const addAccount = (body: Membership & { readonly username: string }): Promise<OneTimeLink> =>
  send<OneTimeLink>('POST', '/accounts', body);
export const changeAccount = (id: string, change: AccountChange): Promise<AccountView> =>
  send<AccountView>('PATCH', account(id), change);
/** A new one-time link: the password and all sessions end; with `secondFactor` that too. */
export const renewLink = (id: string, secondFactor: boolean): Promise<OneTimeLink> =>
  send<OneTimeLink>('POST', `${account(id)}/link`, { secondFactor });
export const endSessionsOf = (id: string): Promise<void> =>
  request<void>(`${account(id)}/sessions`, { method: 'DELETE' });

export const getKeys = async (): Promise<readonly KeyView[]> =>
  (await request<{ items: KeyView[] }>('/keys')).items;
export const makeKey = (
  body: Membership & { readonly name: string; readonly days: number },
): Promise<KeyCreated> => send<KeyCreated>('POST', '/keys', body);
export const revokeKey = (id: string): Promise<KeyView> =>
  request<KeyView>(`/keys/${encodeURIComponent(id)}`, { method: 'DELETE' });
