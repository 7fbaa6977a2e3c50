import { createAlertDesk } from '../../src/alerts/desk.ts';
import type { AlertEvent, Finding } from '../../src/model/alert.ts';

export const silent = { info() {}, warn() {}, error() {} };
export const atMs = Date.UTC(2026, 10, 23, 10, 15, 30);

const raise = (cause: string): Finding => ({
  action: 'raise',
  cause,
  kind: 'zone.enter',
  severity: 'alarm',
  mmsi: 205278090,
  zoneId: 'royers',
  position: [4.4, 51.2],
  title: 'entered',
  text: 'text',
  evidence: {},
});

/** The alert desk with a log in memory that is always on disk at once; `maxEvents` are kept. */
export function deskWith(maxEvents: number, recovered: readonly AlertEvent[] = []) {
  const kept = [...recovered];
  const log = {
    epoch: 'e1',
    recovered,
    append: async (events: readonly AlertEvent[]) => void kept.push(...events),
    close: async () => {},
  };
  const desk = createAlertDesk(log, { maxAlerts: 1_000, maxEvents, retryMs: 1 }, () => atMs, silent);
  const add = async (...causes: string[]): Promise<void> => {
    desk.consider(causes.map(raise), atMs);
    await desk.flush();
  };
  return { desk, add, kept };
}
