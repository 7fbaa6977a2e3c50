import { effect } from '@preact/signals';
import type { SessionView } from '../../protocol/access.ts';
import { pauseMs } from '../live/backoff.ts';
import { RequestRefused, reason, signedOut } from '../live/request.ts';
import { byPresentCookie } from './rotation.ts';
import * as routes from './routes.ts';
import { glassReason, linkRefusal, options, standing, tell } from './state.ts';

/** Opens the page to who may, and notices when a session has ended. */

const isUnknown = (error: unknown): boolean => error instanceof RequestRefused && error.status === 401;

/** Takes a session that the server told. */
export function take(session: SessionView): void {
  if (session.purpose !== 'emergency') glassReason.value = null;
  tell({ name: 'session', session });
}

/** Asks who is signed in; what the server does not answer changes nothing. */
export async function check(): Promise<void> {
  try {
    take(await byPresentCookie(routes.getSession));
  } catch (error) {
    if (isUnknown(error)) tell({ name: 'nobody' });
    else tell({ name: 'failed', detail: reason(error) });
  }
}

/** Finds out who is there. `token`: of a one-time link that the page was opened with. */
export async function enter(token: string | null, random: () => number): Promise<void> {
  void loadOptions();
  if (token !== null) {
    try {
      take(await routes.signInByLink(token));
    } catch (error) {
      linkRefusal.value = reason(error);
    }
  }
  for (let attempt = 1; standing.peek().step === 'asking'; attempt += 1) {
    await check();
    if (standing.peek().step === 'asking')
      await new Promise((resolve) => setTimeout(resolve, pauseMs(attempt, random())));
  }
}

async function loadOptions(): Promise<void> {
  try {
    options.value = await routes.getOptions();
  } catch {
    // the form does without
  }
}

/** A request that was on its way while the cookie changed is refused too: the session itself decides. */
async function askAgain(): Promise<void> {
  await check();
  if (standing.peek().step === 'in') signedOut.value = false;
}

/** Refusals for want of a session end it on the page; when one is there again, everything may be asked again. Returns the way to stop. */
export function watchDoor(): () => void {
  const stopEnding = effect(() => {
    if (signedOut.value && standing.peek().step === 'in') void askAgain();
  });
  const stopClosing = effect(() => {
    signedOut.value = standing.value.step !== 'in';
  });
  return () => {
    stopEnding();
    stopClosing();
  };
}
