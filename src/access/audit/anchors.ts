import { open } from 'node:fs/promises';
import type { Schedule } from '../../lib/schedule.ts';
import type { Log } from '../../model/ports.ts';
import { type Anchor, anchorText } from './anchor-text.ts';
import type { Head } from './entry.ts';

/** A place outside that keeps heads of the chain. */
export interface AnchorPlace {
  /** For people, e.g. the path or the address. */
  readonly name: string;
  /** Rejects when it was not taken. */
  put(anchor: Anchor): Promise<void>;
}

/** A file that only grows, on another disk; its directory must be there: a disk that is not mounted is told. */
export function anchorFile(path: string): AnchorPlace {
  return {
    name: path,
    async put(anchor) {
      const file = await open(path, 'a');
      try {
        await file.appendFile(`${anchorText(anchor)}\n`);
        await file.datasync();
      } finally {
        await file.close();
      }
    },
  };
}

export interface Anchoring {
  /** Null while every place has the head of the last interval, else which one has not, and why. */
  readonly degraded: string | null;
  /** Anchors the head once more, and ends. */
  stop(): Promise<void>;
}

/** Writes the head of the chain down outside, at once and at intervals, where it has changed. Failures are told and stop nothing. */
export function keepAnchored(
  chain: { readonly head: Head },
  places: readonly AnchorPlace[],
  {
    intervalMs,
    schedule,
    log,
  }: { readonly intervalMs: number; readonly schedule: Schedule; readonly log: Log },
): Anchoring {
  const faults = new Map<AnchorPlace, string>();
  const anchored = new Map<AnchorPlace, number>();
  let cancel = (): void => {};

  async function putAt(place: AnchorPlace): Promise<void> {
    const { seq, hash, at } = chain.head;
    if (at === null || anchored.get(place) === seq) return;
    try {
      await place.put({ seq, hash, at });
      anchored.set(place, seq);
      faults.delete(place);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      faults.set(place, `the audit is not anchored at ${place.name}: ${reason}`);
      log.warn({ place: place.name, reason }, 'the head of the audit could not be anchored; tried again');
    }
  }
  const putAll = async (): Promise<void> => {
    await Promise.all(places.map(putAt));
  };

  let working = Promise.resolve();
  function round(): void {
    working = working.then(putAll);
    cancel = schedule(intervalMs, round);
  }
  round();

  return {
    get degraded() {
      return faults.values().next().value ?? null;
    },
    async stop() {
      cancel();
      await working;
      await putAll();
    },
  };
}
