import { Compile } from 'typebox/compile';
import {
  AcknowledgeFrame,
  type ClientFrame,
  type ErrorCode,
  PingFrame,
  SnoozeFrame,
  SubscribeFrame,
} from '../../protocol/frames.ts';
import {
  LiveFrame,
  PauseFrame,
  ReplayFrame,
  ResumeFrame,
  SeekFrame,
  SpeedFrame,
} from '../../protocol/replay.ts';
import { boxFault } from '../box.ts';
import { fieldFault } from '../fault.ts';

export type Parsed =
  | { readonly frame: ClientFrame }
  | { readonly code: Extract<ErrorCode, 'bad-frame' | 'unknown-type'>; readonly detail: string };

const readers = {
  subscribe: Compile(SubscribeFrame),
  acknowledge: Compile(AcknowledgeFrame),
  snooze: Compile(SnoozeFrame),
  ping: Compile(PingFrame),
  replay: Compile(ReplayFrame),
  pause: Compile(PauseFrame),
  resume: Compile(ResumeFrame),
  seek: Compile(SeekFrame),
  speed: Compile(SpeedFrame),
  live: Compile(LiveFrame),
};
/** Names of all frames that a client may send. */
export const frameTypes: readonly string[] = Object.keys(readers);

const isType = (type: unknown): type is keyof typeof readers =>
  typeof type === 'string' && Object.hasOwn(readers, type);

/** One text message of a client as a frame, or why it is none, naming the field. Never throws. */
export function parseFrame(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { code: 'bad-frame', detail: 'not valid JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { code: 'bad-frame', detail: 'a frame is a JSON object with `type`' };
  const type: unknown = Object.hasOwn(value, 'type') ? Reflect.get(value, 'type') : undefined;
  if (!isType(type))
    return { code: 'unknown-type', detail: `type: must be one of ${Object.keys(readers).join(', ')}` };
  const reader = readers[type];
  if (!reader.Check(value)) return { code: 'bad-frame', detail: fieldFault(reader.Errors(value)) };
  const fault = 'bbox' in value && value.bbox ? boxFault(value.bbox) : null;
  return fault === null ? { frame: value } : { code: 'bad-frame', detail: `bbox: ${fault}` };
}
