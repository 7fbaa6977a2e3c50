import { Compile } from 'typebox/compile';
import {
  AcknowledgeFrame,
  type ClientFrame,
  type ErrorCode,
  PingFrame,
  SnoozeFrame,
  SubscribeFrame,
} from '../../protocol/frames.ts';
import { boxFault } from '../box.ts';
import { fieldFault } from '../fault.ts';

export type Parsed =
  | { readonly frame: ClientFrame }
  | { readonly code: Extract<ErrorCode, 'bad-frame' | 'unknown-type'>; readonly detail: string };

const subscribe = Compile(SubscribeFrame);
const acknowledge = Compile(AcknowledgeFrame);
const snooze = Compile(SnoozeFrame);
const ping = Compile(PingFrame);
const shape = (faults: Parameters<typeof fieldFault>[0]): Parsed => ({
  code: 'bad-frame',
  detail: fieldFault(faults),
});

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
  switch (Object.hasOwn(value, 'type') ? Reflect.get(value, 'type') : undefined) {
    case 'subscribe': {
      if (!subscribe.Check(value)) return shape(subscribe.Errors(value));
      const fault = value.bbox ? boxFault(value.bbox) : null;
      return fault === null ? { frame: value } : { code: 'bad-frame', detail: `bbox: ${fault}` };
    }
    case 'acknowledge':
      return acknowledge.Check(value) ? { frame: value } : shape(acknowledge.Errors(value));
    case 'snooze':
      return snooze.Check(value) ? { frame: value } : shape(snooze.Errors(value));
    case 'ping':
      return ping.Check(value) ? { frame: value } : shape(ping.Errors(value));
    default:
      return { code: 'unknown-type', detail: 'type: must be one of subscribe, acknowledge, snooze, ping' };
  }
}
