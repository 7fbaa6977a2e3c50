import { expect } from 'vitest';
import { WebSocket } from 'ws';
import type { AlertFrame, ClientFrame, ServerFrame } from '../../src/protocol/frames.ts';
import type { VesselFeature } from '../../src/protocol/vessel.ts';
import { until } from '../receiving.ts';
import type { RunningServer } from './server.ts';

/** The answer of a route that must answer. */
export async function get<T>(server: RunningServer, path: string): Promise<T> {
  const response = await server.fetch(`${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

export const metricsOf = async (server: RunningServer): Promise<string> =>
  (await server.fetch(`/metrics`)).text();

/** All vessels, page by page; `query` begins with `&`. */
export async function vesselsOf(server: RunningServer, query = ''): Promise<VesselFeature[]> {
  const features: VesselFeature[] = [];
  let cursor = '';
  do {
    const page = await get<{ features: VesselFeature[]; next: string | null }>(
      server,
      `/api/v1/vessels?limit=1000${query}${cursor}`,
    );
    features.push(...page.features);
    cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== '');
  return features;
}

/** An open live socket that keeps every frame. */
export interface Watch {
  readonly frames: readonly ServerFrame[];
  readonly alerts: () => AlertFrame[];
  readonly epoch: string;
  send(frame: ClientFrame): void;
  close(): void;
}

export async function watch(server: RunningServer, subscribe: object): Promise<Watch> {
  const frames: ServerFrame[] = [];
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/live`, {
    headers: server.headers,
    origin: server.url,
  });
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as ServerFrame));
  await until(() => frames.length > 0);
  const [hello] = frames;
  if (hello?.type !== 'hello') throw new Error(`the first frame is ${JSON.stringify(hello)}`);
  socket.send(JSON.stringify({ type: 'subscribe', ...subscribe }));
  return {
    frames,
    alerts: () => frames.filter((f) => f.type === 'alert'),
    epoch: hello.epoch,
    send: (frame) => socket.send(JSON.stringify(frame)),
    close: () => socket.terminate(),
  };
}
