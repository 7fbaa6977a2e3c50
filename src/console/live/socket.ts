import type { ClientFrame, ServerFrame } from '../../protocol/frames.ts';
import { pauseMs } from './backoff.ts';

/** The server sends a status at least every 5 s: after this long without a frame the link counts as dead. */
export const silenceMs = 12_000;

export type Phase =
  | { readonly name: 'connecting'; readonly attempt: number }
  | { readonly name: 'live' }
  | { readonly name: 'lost'; readonly attempt: number; readonly retryAtMs: number };

export interface LinkOptions {
  readonly url: string;
  readonly clock: () => number;
  readonly random: () => number;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onPhase: (phase: Phase) => void;
}

export interface Link {
  /** Sends when the socket is open; otherwise nothing: the next hello begins anew anyway. */
  send(frame: ClientFrame): void;
  retryNow(): void;
  close(): void;
}

/** Keeps one WebSocket open: reconnects with jittered back-off, and gives up on one that has gone silent. */
export function keepLink(options: LinkOptions): Link {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let closed = false;

  const guard = (): void => {
    clearTimeout(watchdog);
    watchdog = setTimeout(lose, silenceMs);
  };

  function lose(): void {
    clearTimeout(watchdog);
    const dead = socket;
    socket = null;
    dead?.close();
    if (closed) return;
    attempt += 1;
    const pause = pauseMs(attempt, options.random());
    options.onPhase({ name: 'lost', attempt, retryAtMs: options.clock() + pause });
    clearTimeout(timer);
    timer = setTimeout(open, pause);
  }

  function open(): void {
    clearTimeout(timer);
    const fresh = new WebSocket(options.url);
    socket = fresh;
    options.onPhase({ name: 'connecting', attempt });
    guard();
    fresh.onmessage = (event: MessageEvent<string>) => {
      if (socket !== fresh) return;
      guard();
      const frame = JSON.parse(event.data) as ServerFrame;
      if (frame.type === 'hello') {
        attempt = 0;
        options.onPhase({ name: 'live' });
      }
      options.onFrame(frame);
    };
    fresh.onclose = () => {
      if (socket === fresh) lose();
    };
  }

  open();
  return {
    send: (frame) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    retryNow: () => {
      if (!socket) open();
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      lose();
    },
  };
}
