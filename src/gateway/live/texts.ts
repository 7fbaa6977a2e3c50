import { instant } from '../../lib/instant.ts';
import type { BrokenGlass } from '../../model/access-desk.ts';
import type { AlertDesk } from '../../model/ports.ts';
import type { ReceiverTally } from '../../model/reception.ts';
import type { ErrorCode, HelloFrame, StatusFrame } from '../../protocol/frames.ts';
import type { GatewayPorts } from '../ports.ts';

/** Frames of the server as text. */

export const pongText = JSON.stringify({ type: 'pong' });

export const errorText = (code: ErrorCode, detail: string): string =>
  JSON.stringify({ type: 'error', code, detail });

export function helloText(
  alerts: Pick<AlertDesk, 'epoch' | 'seq'>,
  { demo }: Pick<GatewayPorts, 'demo'>,
  intervalMs: number,
): string {
  const frame: HelloFrame = {
    type: 'hello',
    protocol: 1,
    epoch: alerts.epoch,
    seq: alerts.seq,
    demo: demo(),
    intervalMs,
  };
  return JSON.stringify(frame);
}

const receiverStatus = (tally: ReceiverTally): StatusFrame['receivers'][string] => ({
  kind: tally.kind,
  connections: tally.connections,
  lines: tally.lines,
  refused: Object.values(tally.refused).reduce((total, n) => total + (n ?? 0), 0),
  lastHeardAt: tally.lastHeardMs === null ? null : instant(tally.lastHeardMs),
  state: tally.health?.state ?? 'normal',
});

/** What a status says to one client and not to all. */
export interface StatusFor {
  /** Of its alerts. */
  readonly seq: number;
  /** Of the zones that it may know of. */
  readonly zones: string;
  /** Whether it may know of receivers. */
  readonly receivers: boolean;
  /** Who has broken the glass; null: it is not told. */
  readonly brokenGlass: readonly BrokenGlass[] | null;
}

export function statusText(
  { receivers, securityLevels }: Pick<GatewayPorts, 'receivers' | 'securityLevels'>,
  degraded: readonly string[],
  nowMs: number,
  told: StatusFor,
): string {
  const tallies = told.receivers ? Array.from(receivers(), (t) => [t.name, receiverStatus(t)] as const) : [];
  const frame: StatusFrame = {
    type: 'status',
    at: instant(nowMs),
    seq: told.seq,
    degraded: [...degraded],
    securityLevel: securityLevels.port.level,
    zones: told.zones,
    ...(told.brokenGlass && { brokenGlass: [...told.brokenGlass] }),
    receivers: Object.fromEntries(tallies),
  };
  return JSON.stringify(frame);
}
