import { schedule as realTime, type Schedule } from '../lib/schedule.ts';
import type { Clock } from '../model/ports.ts';
import type { ZoneDesk } from '../model/zone-desk.ts';
import type { Pipeline } from '../pipeline-parts.ts';

export interface RezoneParts {
  readonly desk: Pick<ZoneDesk, 'list' | 'subscribe'>;
  readonly pipeline: Pick<Pipeline, 'rezone' | 'judge'>;
  readonly clock: Clock;
  readonly schedule?: Schedule;
}

/** Vessels judged before other work gets its turn: about 5 ms. */
const vesselsAtOnce = 200;
/** Changes that follow within this time are taken together: each looks at every vessel. */
const togetherMs = 200;

/**
 * Brings changed zones into the running rules: the first change before its answer is given, and those that follow on its heels
 * together. The vessels concerned are judged anew a few at a time, so that messages go on. Returns the way to stop.
 */
export function followZones({ desk, pipeline, clock, schedule = realTime }: RezoneParts): () => void {
  const concerned = new Set<number>();
  let resting = false;
  let changed = false;
  let cancelRest = (): void => {};
  let cancelSlice = (): void => {};

  function slice(): void {
    cancelSlice();
    let left = vesselsAtOnce;
    for (const mmsi of concerned) {
      if (left-- === 0) break;
      concerned.delete(mmsi);
      pipeline.judge(mmsi, clock());
    }
    if (concerned.size > 0) cancelSlice = schedule(0, slice);
  }

  function take(): void {
    changed = true;
    if (resting) return;
    changed = false;
    pipeline.rezone(desk.list(), clock(), concerned);
    slice();
    resting = true;
    cancelRest = schedule(togetherMs, () => {
      resting = false;
      if (changed) take();
    });
  }

  const stop = desk.subscribe(take);
  return () => {
    stop();
    cancelRest();
    cancelSlice();
  };
}
