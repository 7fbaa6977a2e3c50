import { instant } from '../../lib/instant.ts';
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

/** @param seq of the client's alerts; @param tellsReceivers whether the client may know of them */
export function statusText(
  { receivers, zones }: Pick<GatewayPorts, 'receivers' | 'zones'>,
  degraded: readonly string[],
  nowMs: number,
  seq: number,
  tellsReceivers: boolean,
): string {
  const tallies = tellsReceivers ? Array.from(receivers(), (t) => [t.name, receiverStatus(t)] as const) : [];
  const frame: StatusFrame = {
    type: 'status',
    at: instant(nowMs),
    seq,
    degraded: [...degraded],
    zones: zones.revision,
    receivers: Object.fromEntries(tallies),
  };
  return JSON.stringify(frame);
}
