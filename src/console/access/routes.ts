import type { Purpose } from '../../model/access.ts';
import type {
  SecondFactorBegun,
  SecondFactorConfirmed,
  SecurityLevels,
  SessionList,
  SessionView,
  SignInOptions,
} from '../../protocol/access.ts';
import { request, send } from '../live/request.ts';
import { rotating } from './rotation.ts';

/** The routes of sessions. Each throws `RequestRefused` with the sentence of the server. */

export const getOptions = (): Promise<SignInOptions> => request<SignInOptions>('/sign-in');
export const getSession = (): Promise<SessionView> => request<SessionView>('/session');
export const signIn = (username: string, password: string): Promise<SessionView> =>
  rotating(send<SessionView>('POST', '/session', { username, password }));
export const signInByLink = (token: string): Promise<SessionView> =>
  rotating(send<SessionView>('POST', '/session/link', { token }));
export const proveCode = (code: string): Promise<SessionView> =>
  rotating(send<SessionView>('POST', '/session/code', { code }));
export const signOut = (): Promise<void> => request<void>('/session', { method: 'DELETE' });

export const setPassword = (current: string | null, password: string): Promise<SessionView> =>
  rotating(
    send<SessionView>('PUT', '/session/password', current === null ? { password } : { current, password }),
  );
export const beginSecondFactor = (): Promise<SecondFactorBegun> =>
  request<SecondFactorBegun>('/session/second-factor', { method: 'POST' });
export const confirmSecondFactor = (code: string): Promise<SecondFactorConfirmed> =>
  rotating(send<SecondFactorConfirmed>('PUT', '/session/second-factor', { code }));
export const takePurpose = (wish: {
  readonly purpose: Purpose;
  readonly reason?: string;
  readonly minutes?: number;
}): Promise<SessionView> => rotating(send<SessionView>('PUT', '/session/purpose', wish));

export const getSessions = (): Promise<SessionList> => request<SessionList>('/session/all');
export const endSession = (id: string): Promise<void> =>
  request<void>(`/session/all/${encodeURIComponent(id)}`, { method: 'DELETE' });

export const getSecurityLevels = (): Promise<SecurityLevels> => request<SecurityLevels>('/security-level');
export const setSecurityLevel = (level: number, reason: string): Promise<SecurityLevels> =>
  send<SecurityLevels>('PUT', '/security-level', { level, zone: null, reason });
