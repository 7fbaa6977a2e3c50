import { instant } from '../../lib/instant.ts';
import type { AlertEvent } from '../../model/alert.ts';
import type { AlertsThen } from '../../model/chronicle.ts';
import type { AlertFrame } from '../../protocol/frames.ts';
import type { AlertsFrame, ReplayState, ReplayStateFrame } from '../../protocol/replay.ts';
import { everything } from '../access/disclosure.ts';
import { vesselsFrame } from '../live/stage.ts';
import { presentLive } from '../present.ts';
import type { Seen } from './scene.ts';

/** Frames of a replay as text. */

export function replayText(now: {
  readonly state: ReplayState;
  readonly atMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly speed: number;
}): string {
  const { state, atMs, fromMs, toMs, speed } = now;
  const times = { at: instant(atMs), from: instant(fromMs), to: instant(toMs) };
  const frame: ReplayStateFrame = { type: 'replay', state, ...times, speed };
  return JSON.stringify(frame);
}

export function alertsText(atMs: number, { alerts, leftOut }: AlertsThen): string {
  // alerts of the model are shown as they are, as over HTTP
  const frame: Omit<AlertsFrame, 'alerts'> = { type: 'alerts', replay: true, at: instant(atMs), leftOut };
  return JSON.stringify({ ...frame, alerts });
}

export function pastAlertText({ seq, event, at, alert }: AlertEvent): string {
  const frame: Omit<AlertFrame, 'alert'> = { type: 'alert', replay: true, at, seq, event };
  return JSON.stringify({ ...frame, alert });
}

export const pastVessels = (atMs: number, full: boolean, { vessels, gone }: Seen): Buffer =>
  vesselsFrame(
    atMs,
    full,
    vessels.map((vessel) => Buffer.from(JSON.stringify(presentLive(vessel, atMs, everything)))),
    gone,
    true,
  );
