import { createBackoff } from '../lib/backoff.ts';
import type { Schedule } from '../lib/schedule.ts';
import { waitAtMost } from '../lib/wait-at-most.ts';
import type { Archive } from '../model/archive.ts';
import type { Log } from '../model/ports.ts';
import type { Pipeline } from '../pipeline-parts.ts';
import { age, isForgotten } from '../traffic/ageing.ts';
import type { LivePicture } from '../traffic/live-picture.ts';
import { expire } from '../traffic/provenance.ts';
import { vesselOf } from '../traffic/recalled.ts';

export interface RecallParts {
  readonly archive: Pick<Archive, 'latest'>;
  /** Resolves when what earlier runs left for the archive is in it; rejects when it cannot be written. */
  readonly settled: () => Promise<void>;
  readonly picture: LivePicture;
  readonly pipeline: Pick<Pipeline, 'recall' | 'conclude'>;
  /** Vessels that the picture holds; those recalled never oust one that was heard. */
  readonly maxVessels: number;
  /** Silence after which a vessel has left the picture, in milliseconds. */
  readonly forgetMs: number;
  readonly clock: () => number;
  readonly schedule: Schedule;
  /** Uniform in [0, 1): the jitter of the back-off. */
  readonly random: () => number;
  readonly log: Log;
}

export interface Recall {
  /** Resolves when the archive has answered, was given up, or is not to be asked any more; never rejects. */
  readonly over: Promise<void>;
  /** Asks no more, and concludes nothing. */
  stop(): void;
}

/**
 * For so long the archive is asked: vessels tell all of themselves every 6 minutes (M.1371-5 Annex 1 §4.2.1), so that then the
 * picture knows by itself what it is going to know.
 */
export const askForMs = 10 * 60_000;
const firstRetryMs = 1_000;
const lastRetryMs = 30_000;

/**
 * Fills the picture from the archive when no live store had one, and concludes. An archive that fails is asked again from the
 * first page on, which changes nothing of what came before.
 */
export function recall(parts: RecallParts): Recall {
  const { pipeline, clock, schedule, random, log } = parts;
  const backoff = createBackoff(firstRetryMs, lastRetryMs, random);
  const asking = new AbortController();
  const { signal } = asking;
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void schedule(ms, resolve));

  async function ask(): Promise<void> {
    while (!signal.aborted) {
      try {
        const taken = await takeIn(parts, signal);
        if (signal.aborted) return;
        log.info(taken, 'the picture was filled from the archive');
        return;
      } catch (error) {
        if (signal.aborted) return;
        log.warn({ err: error }, 'the picture cannot be filled from the archive yet');
        await pause(backoff.next());
      }
    }
  }

  let stopped = false;
  async function run(): Promise<void> {
    let answered = false;
    const answer = ask().then(() => {
      answered = true;
    });
    await waitAtMost(answer, askForMs, schedule);
    asking.abort();
    if (stopped) return;
    if (!answered)
      log.warn(
        { afterMs: askForMs },
        'the archive was given up: the picture is what was heard since the start',
      );
    pipeline.conclude(clock());
  }
  return {
    over: run(),
    stop() {
      stopped = true;
      asking.abort();
    },
  };
}

/** Lines in the log about values that cannot be read; the number of the others is told. */
const maxComplaints = 20;

/** A page at a time, so that live messages are taken in between. Returns how many vessels came, and values that did not. */
async function takeIn(
  parts: RecallParts,
  signal: AbortSignal,
): Promise<{ vessels: number; damaged: number }> {
  const { archive, settled, picture, pipeline, maxVessels, forgetMs, clock, log } = parts;
  const taken = { vessels: 0, damaged: 0 };
  await settled();
  for await (const page of archive.latest(clock() - forgetMs)) {
    if (signal.aborted) break;
    const nowMs = clock();
    for (const { mmsi, damaged } of page)
      for (const field of damaged)
        if (taken.damaged++ < maxComplaints)
          log.warn({ table: 'havenwacht.vessels', mmsi, field }, 'an archived value cannot be read');
    let room = Math.max(0, maxVessels - picture.size);
    const vessels = page
      .map((latest) => vesselOf(latest, nowMs - forgetMs))
      .filter((vessel) => !isForgotten(vessel, nowMs, forgetMs))
      .filter(({ mmsi }) => picture.get(mmsi) !== undefined || room-- > 0);
    for (const vessel of vessels) {
      expire(vessel, nowMs);
      age(vessel, nowMs);
    }
    pipeline.recall(vessels, nowMs);
    taken.vessels += vessels.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return taken;
}
