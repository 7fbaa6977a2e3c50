import { type Corridor, type DriftAsked, type Reckoning, type Suspects, TooBusy } from '../model/incident.ts';
import type { Past } from '../model/past.ts';
import type { Port } from '../model/zone.ts';
import { isResponder } from './responders.ts';
import { type ReckonerThread, reckonerThread, type StartThread, startWorker } from './thread.ts';

/** Questions at a time; of them searches, each of which reads the archive. */
const mostAsked = 16;
const mostSearches = 2;
/** Archived positions that one search may look at. */
const mostRows = 5_000_000;

export interface ReckoningParts {
  /** As it stands: what its zones say of water counts from the next question on. */
  readonly port: () => Pick<Port, 'bbox' | 'zones'>;
  readonly past: Past;
  readonly start?: StartThread;
}

/**
 * Reckons in one thread of its own, which is started with the first question, and again with the next one when it died. This thread only passes
 * pages of the archive on, unread, one at a time.
 */
export function createReckoning({ port, past, start = startWorker }: ReckoningParts): Reckoning {
  let thread: ReckonerThread | null = null;
  let zones: readonly unknown[] | null = null;
  let running = 0;
  let searching = 0;
  let searches = 0;

  /** The thread, with the water as it is now. */
  function ready(): ReckonerThread {
    if (thread === null || thread.ended) {
      thread = reckonerThread(start());
      zones = null;
    }
    const { bbox, zones: standing } = port();
    if (standing !== zones) {
      zones = standing;
      // a thread that dies of it fails the question behind it too
      thread.ask({ ask: 'water', port: { bbox, zones: standing } }).catch(() => {});
    }
    return thread;
  }

  async function during<T>(signal: AbortSignal, answer: (thread: ReckonerThread) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (running >= mostAsked) throw new TooBusy();
    running++;
    try {
      const found = await answer(ready());
      signal.throwIfAborted();
      return found;
    } finally {
      running--;
    }
  }

  async function search(
    asked: Omit<DriftAsked, 'direction'>,
    own: ReckonerThread,
    signal: AbortSignal,
  ): Promise<Suspects> {
    const number = searches++;
    try {
      const range: Corridor['ask'] = await own.ask({ ask: 'corridor', search: number, asked });
      let rows = 0;
      for await (const page of past.positions(range, signal)) {
        rows += page.rows;
        if (rows > mostRows)
          throw new RangeError(`durationMs: more than ${mostRows} archived positions lie in the corridor`);
        await own.ask({ ask: 'page', search: number, positions: page.positions });
      }
      const mmsis = await own.ask({ ask: 'who', search: number });
      const vessels = await past.vessels(mmsis, range.fromMs, signal);
      return await own.ask({ ask: 'rank', search: number, vessels });
    } finally {
      own.ask({ ask: 'forget', search: number }).catch(() => {});
    }
  }

  return {
    drift: (asked, signal) => during(signal, (own) => own.ask({ ask: 'drift', asked })),
    responders: (place, vessels, signal) =>
      during(signal, (own) =>
        own.ask({ ask: 'responders', place, vessels: [...vessels].filter(isResponder) }),
      ),
    async suspects(asked, signal) {
      if (searching >= mostSearches) throw new TooBusy();
      searching++;
      try {
        return await during(signal, (own) => search(asked, own, signal));
      } finally {
        searching--;
      }
    },
    async close() {
      await thread?.end();
    },
  };
}
