import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bargeLines, bargeMmsi } from './barge.ts';
import { get } from './live.ts';
import { type RunningServer, startServer } from './server.ts';

interface Posted {
  readonly seq: number;
  readonly event: string;
  readonly alert: { readonly mmsi: string };
}

const posted: Posted[] = [];
let status = 503;
const receiver = createServer((request, answer) => {
  let body = '';
  request.on('data', (piece: Buffer) => {
    body += piece.toString();
  });
  request.on('end', () => {
    posted.push(JSON.parse(body) as Posted);
    answer.writeHead(status).end();
  });
});
let server: RunningServer;
let env: Record<string, string>;

beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  env = {
    HW_WEBHOOKS: `ops=http://127.0.0.1:${port}/`,
    HW_WEBHOOK_SECRET: 'sixteen letters!',
    HW_WEBHOOK_PRIVATE: 'yes',
  };
  server = await startServer({ env });
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  receiver.close();
  receiver.closeAllConnections();
});

test('J33 an alert that a webhook refuses reaches it after kill -9 and a new start, and readiness says that it waits', async () => {
  await server.send(bargeLines(2));
  await expect.poll(() => posted.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const readiness = async (): Promise<string> => JSON.stringify(await (await server.fetch(`/readyz`)).json());
  await expect
    .poll(readiness, { timeout: 20_000 })
    .toContain('webhook-ops: alert 1 is not accepted: answered with 503');
  await server.stop('SIGKILL');
  status = 200;
  const refused = posted.length;
  server = await startServer({ env, dataDir: server.dataDir });
  const { items } = await get<{ items: { seq: number }[] }>(server, '/api/v1/alerts');
  const last = Math.max(...items.map(({ seq }) => seq));
  const accepted = () => posted.slice(refused);
  await expect.poll(() => accepted().at(-1)?.seq, { timeout: 20_000 }).toBe(last);
  expect(accepted().map(({ seq }) => seq)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
  expect(accepted()[0]).toMatchObject({ event: 'raised', alert: { mmsi: bargeMmsi } });
});
