import type { AlertSeverity } from '../model/alert.ts';
import type { ZoneKind } from '../model/zone.ts';

export const severities: readonly AlertSeverity[] = ['info', 'caution', 'warning', 'alarm'];
export const zoneKinds: readonly ZoneKind[] = [
  'river',
  'dock',
  'lock',
  'terminal',
  'anchorage',
  'area',
  'exclusion',
];
