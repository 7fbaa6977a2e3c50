import type { RedisOptions } from 'ioredis';
import { createBackoff } from '../lib/backoff.ts';

/** A command without reply for this long is given up. */
const COMMAND_TIMEOUT_MS = 1000;
/** A connection without any reply for this long is dropped, and with it everything that waits on it. */
const SOCKET_TIMEOUT_MS = 2000;

/**
 * Options that make the client fail at once instead of hanging, queueing without bound or writing twice; the reason for each
 * is in docs/decisions/ioredis-options.md.
 * @param random uniform in [0, 1)
 */
export function redisOptions(random: () => number) {
  const backoff = createBackoff(200, 5000, random);
  return {
    autoResendUnfulfilledCommands: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    connectTimeout: 2000,
    retryStrategy(attempts: number): number {
      if (attempts === 1) backoff.reset();
      // Never at once: a server that refuses every connection must not keep this process busy.
      return 50 + backoff.next();
    },
    connectionName: 'havenwacht-live',
  } satisfies RedisOptions;
}
