import { signal } from '@preact/signals';
import type { Problem } from '../../protocol/common.ts';

const base = '/api/v1';
/** Pages that are followed before a list counts as endless. */
const mostPages = 200;

/** A request that the server refused, with the reason that it gave. */
export class RequestRefused extends Error {
  readonly status: number;
  /** Seconds after which it may be tried again; null when the server did not say. */
  readonly retryAfterS: number | null;
  constructor(status: number, detail: string, retryAfterS: number | null = null) {
    super(detail);
    this.status = status;
    this.retryAfterS = retryAfterS;
  }
}

/** What went wrong, in the words of whoever noticed. */
export const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Set when the server no longer knows who asks. Until it is taken back, nothing but the routes of the session is
 * asked: a page that is left alone knocks at no door.
 */
export const signedOut = signal(false);
const isOfSession = (path: string): boolean => path === '/sign-in' || path.startsWith('/session');

/** Asks a route under `/api/v1`. Throws `RequestRefused` for an answer that is no success. */
export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  const ofSession = isOfSession(path);
  if (signedOut.peek() && !ofSession) throw new RequestRefused(401, 'the session has ended');
  const response = await fetch(`${base}${path}`, {
    ...init,
    headers: { accept: 'application/json', ...init.headers },
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  if (response.status === 401 && !ofSession) signedOut.value = true;
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  throw new RequestRefused(
    response.status,
    problem?.detail ?? problem?.title ?? `HTTP ${response.status}`,
    Number.isFinite(wait) ? wait : null,
  );
}

/** Asks a route with a JSON body. Throws `RequestRefused`. */
export const send = <T>(method: 'POST' | 'PUT' | 'PATCH', path: string, body: object): Promise<T> =>
  request<T>(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Follows a list to its end. Throws `RequestRefused`. */
export async function everyPage<Page extends { next: string | null }>(
  path: string,
  take: (page: Page) => void,
): Promise<void> {
  const joint = path.includes('?') ? '&' : '?';
  let page = await request<Page>(path);
  take(page);
  for (let pages = 1; page.next !== null && pages < mostPages; pages += 1) {
    page = await request<Page>(`${path}${joint}cursor=${encodeURIComponent(page.next)}`);
    take(page);
  }
}
