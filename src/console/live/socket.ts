import type { ClientFrame, ServerFrame } from '../../protocol/frames.ts';
import { pauseMs } from './backoff.ts';

/** The server sends a status at least every 5 s: after this long without a frame the link counts as dead. */
export const silenceMs = 12_000;

export type Phase =
  | { readonly name: 'connecting'; readonly attempt: number }
  | { readonly name: 'live' }
  | { readonly name: 'lost'; readonly attempt: number; readonly retryAtMs: number }
  /** The session ended: nothing is tried until somebody has signed in again. */
  | { readonly name: 'ended' };

/** The server closes with it when the session of a socket has ended. */
export const sessionEndedCode = 4401;

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
  /** Begins anew at once, also when the socket is open: the server then answers as what the session has become. */
  renew(): void;
  /** Closes and stays closed until `renew`. */
  end(): void;
}

/** Keeps one WebSocket open: reconnects with jittered back-off, and gives up on one that has gone silent. */
export function keepLink(options: LinkOptions): Link {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;

  const guard = (): void => {
    clearTimeout(watchdog);
    watchdog = setTimeout(lose, silenceMs);
  };

  function drop(): void {
    clearTimeout(watchdog);
    clearTimeout(timer);
    const dead = socket;
    socket = null;
    dead?.close();
  }

  function end(): void {
    drop();
    attempt = 0;
    options.onPhase({ name: 'ended' });
  }

  function lose(): void {
    drop();
    attempt += 1;
    const pause = pauseMs(attempt, options.random());
    options.onPhase({ name: 'lost', attempt, retryAtMs: options.clock() + pause });
    timer = setTimeout(open, pause);
  }

  function open(): void {
    drop();
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
    fresh.onclose = ({ code }) => {
      if (socket !== fresh) return;
      if (code === sessionEndedCode) end();
      else lose();
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
    renew: open,
    end,
  };
}
