import type { FastifyBaseLogger } from 'fastify';
import type { Schedule } from '../lib/schedule.ts';
import type { TlsFiles } from '../lib/tls-files.ts';
import type { Clock } from '../model/ports.ts';
import type { PortView } from '../protocol/port.ts';
import type { LiveLimits } from './live/limits.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ReplayLimits } from './replay/limits.ts';

/** Plain settings of the gateway. */
export interface GatewayOptions {
  readonly version: string;
  /** Address that the server will be bound to; on a loopback address only loopback names are answered. */
  readonly host: string;
  /** Origin that browsers use, e.g. `https://watch.port.example`. */
  readonly publicUrl: string;
  /** HTTP is encrypted by them; absent: not encrypted here. */
  readonly tls?: TlsFiles;
  readonly liveIntervalMs: number;
  /** Directory of the built console; a page says how to build it when there is none. */
  readonly consoleDir: string | null;
  /** Raster tiles of another origin; null: the background comes from the port file alone. */
  readonly baseMap: PortView['baseMap'];
  /** Addresses of proxies whose `X-Forwarded-For` is believed; unset: nobody's. */
  readonly trustProxy?: readonly string[];
  readonly log?: FastifyBaseLogger;
  readonly schedule?: Schedule;
  /** Milliseconds since any moment, by a clock that never goes back. */
  readonly elapsed?: Clock;
  readonly replayLimits?: Partial<ReplayLimits>;
  readonly liveLimits?: Partial<LiveLimits>;
  readonly rateLimits: RateLimits;
  /** How late the server may be on average before questions wait. */
  readonly mostDelayMs?: number;
}
