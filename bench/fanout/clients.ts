import { once } from 'node:events';
import { type RawData, WebSocket } from 'ws';

/** WebSocket clients in a process of their own. They read every byte, and look into alerts only. */
export type Box = readonly [number, number, number, number];
export type Question =
  /** Clients that subscribe, each with its own box; `read: false`: they subscribe, and read nothing afterwards. */
  | {
      readonly ask: 'connect';
      readonly url: string;
      /** That sign the clients in. */
      readonly headers?: Readonly<Record<string, string>>;
      readonly boxes: readonly (Box | null)[];
      readonly read: boolean;
    }
  /** What was received since the last report. */
  | { readonly ask: 'report' };
type Connect = Extract<Question, { readonly ask: 'connect' }>;
export interface Answer {
  /** Of vessels. */
  readonly frames: number;
  readonly bytes: number;
  readonly closed: number;
  /** MMSI and time by the clock of this machine (ms) of every alert at the first client. */
  readonly alerts: readonly (readonly [mmsi: string, atMs: number])[];
}

let frames = 0;
let bytes = 0;
let closed = 0;
let alerts: [string, number][] = [];
let clients = 0;

const alertHead = Buffer.from('{"type":"alert"');
const statusHead = Buffer.from('{"type":"status"');
const begins = (text: Buffer, head: Buffer): boolean => text.subarray(0, head.length).equals(head);

function take(data: RawData, isFirst: boolean): void {
  const text = data as Buffer;
  if (!begins(text, alertHead) && !begins(text, statusHead)) {
    frames++;
    bytes += text.length;
  }
  if (!isFirst || !begins(text, alertHead)) return;
  const atMs = Number(process.hrtime.bigint()) / 1e6;
  const { alert } = JSON.parse(text.toString()) as { alert: { mmsi: string } };
  alerts.push([alert.mmsi, atMs]);
}

async function connect({ url, headers = {}, read }: Connect, bbox: Box | null): Promise<void> {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false });
  const isFirst = clients++ === 0;
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'subscribe', bbox }), () => {
    if (!read) socket.pause();
  });
  socket.on('message', (data) => take(data, isFirst));
  socket.on('close', () => closed++);
}

process.on('message', async (question: Question) => {
  if (question.ask === 'connect') {
    for (let at = 0; at < question.boxes.length; at += 50)
      await Promise.all(question.boxes.slice(at, at + 50).map((box) => connect(question, box)));
  }
  const answer: Answer = { frames, bytes, closed, alerts };
  [frames, bytes, alerts] = [0, 0, []];
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());
