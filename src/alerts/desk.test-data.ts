import type { AlertEvent, Finding } from '../model/alert.ts';

/** What tests of the desk begin with. */

export const silent = { info() {}, warn() {}, error() {} };
export const limits = { maxAlerts: 1_000, maxEvents: 100, retryMs: 1 };

/** A log in memory that refuses while told to: a disk cannot be made to do that on demand. */
export function memoryLog(recovered: readonly AlertEvent[] = []) {
  const kept = [...recovered];
  return {
    epoch: 'e1',
    recovered,
    kept,
    refuses: false,
    async append(events: readonly AlertEvent[]) {
      if (this.refuses) throw new Error('disk full');
      kept.push(...events);
    },
    async close() {},
  };
}
export const raise = (cause: string): Extract<Finding, { action: 'raise' }> => ({
  action: 'raise',
  cause,
  kind: 'zone.enter',
  severity: 'caution',
  mmsi: 205278090,
  zoneId: 'royers',
  position: [4.4, 51.2],
  title: 'entered',
  text: 'text',
  evidence: {},
});
export const clear = (cause: string): Finding => ({ action: 'clear', cause });
