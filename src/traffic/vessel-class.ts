import type { AisMessage } from '../model/messages.ts';
import type { VesselClass } from '../model/vessel.ts';

/** Class that the form of the MMSI alone decides (ITU-R M.585), else null. */
export function classOfMmsi(mmsi: number): VesselClass | null {
  if (mmsi < 10_000_000) return 'base';
  if (mmsi >= 111_000_000 && mmsi < 112_000_000) return 'sar';
  if (mmsi >= 990_000_000 && mmsi < 1_000_000_000) return 'aton';
  const three = Math.floor(mmsi / 1_000_000);
  return three === 970 || three === 972 || three === 974 ? 'sart' : null;
}

/**
 * Class of a vessel after this message. An inland unit stays inland; position reports decide between A and B;
 * static reports only where nothing else has been heard (class A units of barges send message 24 too).
 */
export function classAfter(before: VesselClass | null, message: AisMessage): VesselClass {
  const byMmsi = classOfMmsi(message.mmsi);
  if (byMmsi !== null) return byMmsi;
  switch (message.type) {
    case 1:
    case 2:
    case 3:
      return before === 'inland' ? before : 'A';
    case 18:
    case 19:
      return 'B';
    case 4:
      return 'base';
    case 9:
      return 'sar';
    case 21:
      return 'aton';
    case 8:
      return message.inland === null ? (before ?? 'A') : 'inland';
    case 24:
      return before ?? 'B';
    default:
      return before ?? 'A';
  }
}
