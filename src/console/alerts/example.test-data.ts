import type { AlertView } from '../../protocol/alert.ts';
import type { AlertFrame } from '../../protocol/frames.ts';

const active: AlertView = {
  id: 'a',
  seq: 1,
  cause: 'zone.enter:royerssluis:205278090',
  kind: 'zone.enter',
  severity: 'warning',
  state: 'active',
  mmsi: '205278090',
  others: [],
  zoneId: 'royerssluis',
  position: [4.41, 51.23],
  title: 'SYNTHESE 12 entered Royerssluis',
  text: 'Two cones.',
  evidence: {},
  raisedAt: '2026-11-23T10:00:00.000Z',
  updatedAt: '2026-11-23T10:00:00.000Z',
  clearedAt: null,
  acknowledgedBy: null,
  escalation: 0,
  trust: null,
};

/** An active alert with what a test wants to be different. */
export const alertOf = (different: Partial<AlertView>): AlertView => ({ ...active, ...different });

/** The stream's event `seq` that made the alert what it is. */
export const frameOf = (seq: number, alert: AlertView): AlertFrame => ({
  type: 'alert',
  seq,
  event: 'raised',
  alert: { ...alert, seq },
});
