import type { Reader } from '../../model/access.ts';
import type { Alert } from '../../model/alert.ts';
import type { ZoneDesk } from '../../model/zone-desk.ts';
import { ownsZone } from '../zones/visible.ts';

/** Whether the alert is about a vessel or a zone of the reader's organisation. */
export function ownsAlert(
  reader: Reader,
  { mmsi, others, zoneId }: Alert,
  zones: Pick<ZoneDesk, 'get'>,
): boolean {
  if ([mmsi, ...others].some((one) => reader.owns({ mmsi: one, zones: [] }))) return true;
  if (zoneId === null) return false;
  return ownsZone(reader, zones.get(zoneId)?.zone ?? { id: zoneId });
}
