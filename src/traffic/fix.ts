import type { AisMessage } from '../model/messages.ts';

/** What one position report says of place and movement, apart from all others of the vessel. Reused. */
export interface Fix {
  lon: number;
  lat: number;
  sogKn: number | null;
  cogDeg: number | null;
  headingDeg: number | null;
  rotDegPerMin: number | null;
  navStatus: number | null;
  blueSign: boolean | null;
  /** Event time, milliseconds since 1970 UTC; the archive's key with the MMSI. */
  atMs: number;
}

export const newFix = (): Fix => ({
  lon: 0,
  lat: 0,
  sogKn: null,
  cogDeg: null,
  headingDeg: null,
  rotDegPerMin: null,
  navStatus: null,
  blueSign: null,
  atMs: 0,
});

/** Blue sign: special manoeuvre 1 not engaged, 2 engaged; 0 and 3 say nothing (M.1371-5 §3.1). */
const blueSignOf = (manoeuvre: number): boolean | null =>
  manoeuvre === 2 ? true : manoeuvre === 1 ? false : null;

/** Copies the position of a message into `fix`; false when it has none. `atMs` is left to the caller. */
export function readFix(message: AisMessage, fix: Fix): boolean {
  switch (message.type) {
    case 1:
    case 2:
    case 3:
      if (!placed(fix, message.lon, message.lat)) return false;
      steer(fix, message.sogKn, message.cogDeg, message.headingDeg);
      fix.rotDegPerMin = message.rotDegPerMin;
      fix.navStatus = message.navStatus === 15 ? null : message.navStatus;
      fix.blueSign = blueSignOf(message.manoeuvre);
      return true;
    case 18:
    case 19:
      if (!placed(fix, message.lon, message.lat)) return false;
      steer(fix, message.sogKn, message.cogDeg, message.headingDeg);
      return true;
    case 27:
      if (!placed(fix, message.lon, message.lat)) return false;
      steer(fix, message.sogKn, message.cogDeg, null);
      fix.navStatus = message.navStatus === 15 ? null : message.navStatus;
      return true;
    case 9:
      if (!placed(fix, message.lon, message.lat)) return false;
      steer(fix, message.sogKn, message.cogDeg, null);
      return true;
    case 4:
    case 21:
      return placed(fix, message.lon, message.lat);
    default:
      return false;
  }
}

function placed(fix: Fix, lon: number | null, lat: number | null): boolean {
  if (lon === null || lat === null) return false;
  fix.lon = lon;
  fix.lat = lat;
  fix.rotDegPerMin = null;
  fix.navStatus = null;
  fix.blueSign = null;
  steer(fix, null, null, null);
  return true;
}

function steer(fix: Fix, sogKn: number | null, cogDeg: number | null, headingDeg: number | null): void {
  fix.sogKn = sogKn;
  fix.cogDeg = cogDeg;
  fix.headingDeg = headingDeg;
}
