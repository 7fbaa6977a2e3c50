import { type IncomingHttpHeaders, request } from 'node:http';
import { performance } from 'node:perf_hooks';

/** Where attackers sit: loopback too, but an address of their own. */
export const attacker = '127.0.0.66';

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly from?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly ms: number;
}

/** Asks over a connection of its own. The path is sent as it is: nothing tidies it up. */
export function ask(url: string, path: string, asked: Asked = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, from = '127.0.0.1' } = asked;
  const { hostname, port } = new URL(url);
  const startMs = performance.now();
  const text = body && JSON.stringify(body);
  return new Promise((done, failed) => {
    const sent = request(
      {
        ...{ hostname, port, path, method, localAddress: from, agent: false },
        headers: {
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
          ...headers,
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', failed);
        answer.on('end', () =>
          done({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(parts).toString(),
            ms: performance.now() - startMs,
          }),
        );
      },
    );
    sent.on('error', failed);
    // an upgrade that is let in
    sent.on('upgrade', (answer, socket) => {
      socket.destroy();
      done({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: '',
        ms: performance.now() - startMs,
      });
    });
    sent.end(text);
  });
}

/** What asks for a WebSocket. */
export const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
} as const;

/** So many tasks, so many at once. */
export async function inTurns<T>(
  count: number,
  atOnce: number,
  task: (i: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) results[i] = await task(i);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
