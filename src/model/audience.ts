import type { Organisation } from './access.ts';
import type { Alert } from './alert.ts';

/** Whose alerts are asked for: what of an organisation says which they are. */
export type AlertScope = Pick<Organisation, 'id' | 'confined' | 'areas' | 'vessels'>;

/**
 * Whether an organisation may know of an alert: the one answer for lists, streams, replays and channels. What it goes by never changes in the life
 * of an alert.
 */
export function mayKnow(
  { id, confined, areas, vessels }: AlertScope,
  { audience, zoneId, mmsi, others }: Pick<Alert, 'audience' | 'zoneId' | 'mmsi' | 'others'>,
): boolean {
  if (audience !== undefined && !audience.includes(id)) return false;
  if (!confined) return true;
  return (
    // of a zone that is its own because nobody else may know of it
    (audience !== undefined && audience.length === 1) ||
    (zoneId !== null && areas.includes(zoneId)) ||
    (mmsi !== null && vessels.includes(mmsi)) ||
    others.some((other) => vessels.includes(other))
  );
}
