import { instant } from '../../lib/instant.ts';
import type { AlertEvent } from '../../model/alert.ts';
import type { ReceiverTally } from '../../model/reception.ts';
import type { ErrorCode, HelloFrame, StatusFrame } from '../../protocol/frames.ts';
import type { GatewayPorts } from '../ports.ts';
import type { AlertText } from './client.ts';

/** Frames of the server as text. */

export const pongText = JSON.stringify({ type: 'pong' });

export const errorText = (code: ErrorCode, detail: string): string =>
  JSON.stringify({ type: 'error', code, detail });

export const alertText = ({ seq, event, alert }: AlertEvent): AlertText => ({
  seq,
  text: JSON.stringify({ type: 'alert', seq, event, alert }),
});

export function helloText(
  { alerts, demo }: Pick<GatewayPorts, 'alerts' | 'demo'>,
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

export function statusText(
  {
    alerts,
    receivers,
    zones,
    securityLevels,
  }: Pick<GatewayPorts, 'alerts' | 'receivers' | 'zones' | 'securityLevels'>,
  degraded: readonly string[],
  nowMs: number,
): string {
  const frame: StatusFrame = {
    type: 'status',
    at: instant(nowMs),
    seq: alerts.seq,
    degraded: [...degraded],
    securityLevel: securityLevels.port.level,
    zones: zones.revision,
    receivers: Object.fromEntries(Array.from(receivers(), (tally) => [tally.name, receiverStatus(tally)])),
  };
  return JSON.stringify(frame);
}
