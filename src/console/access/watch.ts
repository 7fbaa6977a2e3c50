import { effect, untracked } from '@preact/signals';
import type { Session } from '../live/session.ts';
import { phase } from '../live/state.ts';
import { check } from './door.ts';
import { watches } from './may.ts';
import { session, standing } from './state.ts';

/** Browsers count a time-out in 32 bits. */
const longestTimerMs = 2 ** 31 - 1;

export interface Watch {
  /** The live session; null before somebody was in. */
  readonly session: () => Session | null;
  readonly stop: () => void;
}

/**
 * Runs the live stream for as long as somebody is in who may read of it: begun once, left alone while a session has ended, gone on with
 * when it is back. `clock` is server time in ms.
 */
export function keepWatch(begin: () => Session, clock: () => number): Watch {
  let live: Session | null = null;
  let rights = '';
  let isAway = false;

  function follow(isLive: boolean, allowed: string): void {
    if (!isLive) {
      isAway = live !== null;
      live?.end();
      return;
    }
    const changed = rights !== allowed;
    if (live === null) live = begin();
    else if (isAway || changed) live.renew(changed);
    isAway = false;
    rights = allowed;
  }

  const stopFollowing = effect(() => {
    const { step, session: own } = standing.value;
    const allowed = JSON.stringify([own?.purpose, own?.may, own?.sees]);
    const isLive = step === 'in' && watches(own);
    untracked(() => follow(isLive, allowed));
  });
  const stopAsking = effect(() => {
    const { name } = phase.value;
    if ((name !== 'lost' && name !== 'ended') || standing.peek().step !== 'in') return;
    // a refused socket does not tell the page why: the session does
    void check().then(() => {
      if (name === 'ended' && standing.peek().step === 'in') live?.renew(false);
    });
  });
  const stopTiming = effect(() => {
    const until = session.value?.purposeUntil ?? null;
    if (until === null) return undefined;
    const rest = Math.min(longestTimerMs, Math.max(0, Date.parse(until) - untracked(clock)) + 500);
    const timer = setTimeout(() => void check(), rest);
    return () => clearTimeout(timer);
  });
  return {
    session: () => live,
    stop: () => {
      for (const stop of [stopFollowing, stopAsking, stopTiming]) stop();
    },
  };
}
