import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Clock } from '../model/ports.ts';
import type { Sender } from './channel.ts';
import { publicLookup, refusePrivateHost } from './private-address.ts';

export interface WebhookOptions {
  readonly url: string;
  /** Key of the signature. */
  readonly secret: string;
  /** Whether addresses that are not public may be called. */
  readonly allowPrivate: boolean;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

/**
 * Signature of a call: HMAC-SHA256 (RFC 2104) over `<seconds since 1970>.<body>`, in hex. The time is part of it, so that
 * a call that was overheard cannot be played again later.
 */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');

/**
 * Delivers an event as `POST` of JSON `{type: "alert", epoch, seq, event, at, by, note, alert}`. Accepted is what is
 * answered with 200–299 within `timeoutMs`; redirections are not followed, because they lead where nobody agreed to.
 */
export function createWebhook(options: WebhookOptions): Sender {
  const { secret, allowPrivate, clock, timeoutMs = 10_000 } = options;
  const url = new URL(options.url);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;

  return {
    async deliver(event, epoch, signal) {
      if (!allowPrivate) refusePrivateHost(url.hostname);
      const body = JSON.stringify({ type: 'alert', epoch, ...event });
      const seconds = Math.floor(clock() / 1000);
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Havenwacht',
        'havenwacht-delivery': `${epoch}-${event.seq}`,
        'havenwacht-signature': `t=${seconds},v1=${signatureOf(secret, seconds, body)}`,
      };
      const status = await new Promise<number>((resolve, reject) => {
        const call = request(
          url,
          {
            method: 'POST',
            headers,
            // no connection is kept: calls are rare, and each is to be resolved and judged anew
            agent: false,
            signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
            ...(allowPrivate ? {} : { lookup: publicLookup }),
          },
          (answer) => {
            resolve(answer.statusCode ?? 0);
            answer.destroy();
          },
        );
        call.on('error', reject);
        call.end(body);
      });
      if (status < 200 || status > 299) throw new Error(`answered with ${status}`);
    },
    async close() {},
  };
}
