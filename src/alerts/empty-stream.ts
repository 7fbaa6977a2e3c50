import type { ActionResult, AlertStream } from '../model/ports.ts';

/** The stream of whoever may know of no alert. */
export function emptyStream(logEpoch: string): AlertStream {
  const unknown = (): Promise<ActionResult> => Promise.resolve({ outcome: 'unknown-alert' });
  return {
    epoch: `${logEpoch}.none`,
    seq: 0,
    isWhole: false,
    list: () => [],
    get: () => null,
    act: unknown,
    snooze: unknown,
    handover: () => ({ items: [], leftOut: 0 }),
    eventsAfter: (after) => (after === 0 ? [] : null),
    subscribe: () => () => {},
  };
}
