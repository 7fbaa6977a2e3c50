import type { TSchema } from 'typebox';
import {
  AcknowledgeFrame,
  AlertFrame,
  ErrorFrame,
  HelloFrame,
  PingFrame,
  PongFrame,
  SnoozeFrame,
  StatusFrame,
  SubscribeFrame,
  VesselsFrame,
} from './frames.ts';
import {
  AlertsFrame,
  LiveFrame,
  PauseFrame,
  ReplayFrame,
  ReplayStateFrame,
  ResumeFrame,
  SeekFrame,
  SpeedFrame,
} from './replay.ts';

const fromClient = {
  subscribe: SubscribeFrame,
  acknowledge: AcknowledgeFrame,
  snooze: SnoozeFrame,
  ping: PingFrame,
  replay: ReplayFrame,
  pause: PauseFrame,
  resume: ResumeFrame,
  seek: SeekFrame,
  speed: SpeedFrame,
  live: LiveFrame,
};
const fromServer = {
  hello: HelloFrame,
  vessels: VesselsFrame,
  alert: AlertFrame,
  status: StatusFrame,
  pong: PongFrame,
  error: ErrorFrame,
  'replay-state': ReplayStateFrame,
  alerts: AlertsFrame,
};
const messages: Readonly<Record<string, TSchema>> = { ...fromClient, ...fromServer };

/** A schema without the ids that only the code uses; equal schemas would otherwise collide by id. */
function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === '$id' && typeof value === 'string'))
      .map(([key, value]) => [key, plain(value)]),
  );
}

const textOf = (schema: unknown, key: string): string | undefined => {
  const value: unknown = typeof schema === 'object' && schema !== null ? Reflect.get(schema, key) : undefined;
  return typeof value === 'string' ? value : undefined;
};

const refs = (names: object) =>
  Object.keys(names).map((name) => ({ $ref: `#/channels/live/messages/${name}` }));

/** The AsyncAPI 3.0 document of the WebSocket, made from the schemas that the gateway checks frames with. */
export function asyncApi(version: string, publicUrl: string) {
  const { host, protocol } = new URL(publicUrl);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Havenwacht live',
      version,
      description:
        'Vessels and alerts of the port as they happen. Every frame is one JSON object with `type`. The server says `hello` and then waits for `subscribe` or `replay`; frames of a replay, and no others, have `replay`.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: { here: { host, protocol: protocol === 'https:' ? 'wss' : 'ws' } },
    channels: {
      live: {
        address: '/api/v1/live',
        title: 'Live picture and alerts',
        bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
        messages: Object.fromEntries(
          Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
      },
    },
    operations: {
      fromClient: {
        action: 'receive',
        title: 'Frames from the client',
        channel: { $ref: '#/channels/live' },
        messages: refs(fromClient),
      },
      fromServer: {
        action: 'send',
        title: 'Frames from the server',
        channel: { $ref: '#/channels/live' },
        messages: refs(fromServer),
      },
    },
    components: {
      messages: Object.fromEntries(
        Object.entries(messages).map(([name, schema]) => [
          name,
          { name, title: name, summary: textOf(schema, 'description') ?? name, payload: plain(schema) },
        ]),
      ),
    },
  };
}
export type AsyncApi = ReturnType<typeof asyncApi>;
