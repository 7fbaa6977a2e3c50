import { everything } from '../src/gateway/access/disclosure.ts';
import type { View } from '../src/gateway/live/stage.ts';
import { type ReplayLimits, replayLimits } from '../src/gateway/replay/limits.ts';
import type { PastPorts } from '../src/gateway/replay/reading.ts';
import { Replay } from '../src/gateway/replay/replay.ts';
import type { PastShowing } from '../src/gateway/replay/showing.ts';
import type { AlertFrame, ServerFrame } from '../src/protocol/frames.ts';
import type { LiveVessel } from '../src/protocol/vessel.ts';
import { createManualTime } from './manual-time.ts';

/** One turn of the event loop: what the archive has answered is taken in. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The picture that a client has after these frames. */
export function pictureOf(frames: readonly ServerFrame[]): Map<string, LiveVessel> {
  const picture = new Map<string, LiveVessel>();
  for (const frame of frames) {
    if (frame.type !== 'vessels') continue;
    if (frame.full) picture.clear();
    for (const vessel of frame.vessels) picture.set(vessel.mmsi, vessel);
    for (const mmsi of frame.gone) picture.delete(mmsi);
  }
  return picture;
}

/** A client that is shown all of the past. */
export const wholePast: PastShowing = {
  vessel: () => everything,
  scope: { id: 'port', confined: false, areas: [], vessels: [] },
  alert: () => everything,
  isWhole: true,
};

/** A replay in time that passes only when the test says so, with a client that keeps what it is sent. */
export function createReplay(
  past: PastPorts,
  asked: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly speed?: number;
    readonly view?: View;
    readonly showing?: PastShowing;
  },
  limits: Partial<ReplayLimits> = {},
) {
  const time = createManualTime();
  const frames: ServerFrame[] = [];
  const faults: unknown[] = [];
  const client = {
    slow: false,
    send: (text: string | Buffer): void => {
      frames.push(JSON.parse(text.toString()) as ServerFrame);
    },
  };
  const replay = new Replay(
    { speed: 1, view: { box: null, hazardOnly: false }, showing: wholePast, ...asked },
    client,
    {
      past,
      elapsed: time.clock,
      schedule: time.schedule,
      limits: { ...replayLimits, ...limits },
      gate: (work) => work(),
      frameVessels: () => limits.frameVessels ?? replayLimits.frameVessels,
      onFault: (error) => faults.push(error),
    },
  );
  const vesselFrames = () => frames.filter((frame) => frame.type === 'vessels');
  return {
    replay,
    client,
    time,
    frames,
    faults,
    vesselFrames,
    states: () => frames.filter((frame) => frame.type === 'replay'),
    alerts: () => frames.filter((frame): frame is AlertFrame => frame.type === 'alert'),
    /** The picture that the replay begins with, or begins anew with, has come. */
    async begun(times = 1): Promise<void> {
      while (vesselFrames().filter(({ full }) => full).length < times) await turn();
    },
    /** Lets time pass by frames until it has come to its end; `each` may do something between two. */
    async toEnd(each: () => void = () => {}): Promise<void> {
      while (replay.state !== 'ended') {
        await turn();
        time.advance(replayLimits.frameMs);
        each();
      }
    },
  };
}
export type TestReplay = ReturnType<typeof createReplay>;
