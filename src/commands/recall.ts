import type { Archive } from '../model/archive.ts';
import type { Log } from '../model/ports.ts';
import type { Pipeline } from '../pipeline.ts';
import { age, isForgotten } from '../traffic/ageing.ts';
import type { LivePicture } from '../traffic/picture.ts';
import { expire } from '../traffic/provenance.ts';
import { vesselOf } from '../traffic/recalled.ts';

export interface RecallParts {
  readonly archive: Pick<Archive, 'latest'>;
  readonly picture: LivePicture;
  readonly pipeline: Pick<Pipeline, 'recall' | 'conclude'>;
  /** Vessels that the picture holds; those recalled never oust one that was heard. */
  readonly maxVessels: number;
  /** Silence after which a vessel has left the picture, in milliseconds. */
  readonly forgetMs: number;
  readonly clock: () => number;
  readonly log: Log;
}

/**
 * Fills the picture from the archive when no live store had one. A page at a time, so that live messages are taken in between; a
 * database that fails on the way leaves what came before, and the alerts about vessels that did not come.
 */
export async function recall(parts: RecallParts): Promise<void> {
  const { archive, picture, pipeline, maxVessels, forgetMs, clock, log } = parts;
  let recalled = 0;
  try {
    for await (const page of archive.latest(clock() - forgetMs)) {
      const nowMs = clock();
      const vessels = page
        .map((latest) => vesselOf(latest, nowMs - forgetMs))
        .filter((vessel) => picture.get(vessel.mmsi) === undefined && !isForgotten(vessel, nowMs, forgetMs))
        .slice(0, Math.max(0, maxVessels - picture.size));
      for (const vessel of vessels) {
        expire(vessel, nowMs);
        age(vessel, nowMs);
      }
      pipeline.recall(vessels, nowMs);
      recalled += vessels.length;
      if (picture.size >= maxVessels) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    pipeline.conclude(clock());
    log.info({ vessels: recalled }, 'the picture was filled from the archive');
  } catch (error) {
    log.warn({ err: error, vessels: recalled }, 'the picture could not be filled from the archive');
  }
}
