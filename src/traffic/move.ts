import type { AisMessage } from '../model/messages.ts';
import type { Kinematics, Vessel } from '../model/vessel.ts';

/** Blue sign: special manoeuvre 1 not engaged, 2 engaged; 0 and 3 say nothing (M.1371-5 §3.1). */
const blueSignOf = (manoeuvre: number): boolean | null =>
  manoeuvre === 2 ? true : manoeuvre === 1 ? false : null;

/**
 * Moves the vessel to the position of the message. Event time is the receive time, but strictly rising per
 * vessel, so that no two positions share a key. Returns whether it moved: a message without a valid position
 * only shows that it lives.
 */
export function move(vessel: Vessel, message: AisMessage, receiver: string, nowMs: number): boolean {
  switch (message.type) {
    case 1:
    case 2:
    case 3: {
      const k = place(vessel, message.lon, message.lat, receiver, nowMs);
      if (k === null) return false;
      steer(k, message.sogKn, message.cogDeg, message.headingDeg);
      k.rotDegPerMin = message.rotDegPerMin;
      k.navStatus = message.navStatus === 15 ? null : message.navStatus;
      k.blueSign = blueSignOf(message.manoeuvre);
      return true;
    }
    case 18:
    case 19: {
      const k = place(vessel, message.lon, message.lat, receiver, nowMs);
      if (k !== null) steer(k, message.sogKn, message.cogDeg, message.headingDeg);
      return k !== null;
    }
    case 9:
    case 27: {
      const k = place(vessel, message.lon, message.lat, receiver, nowMs);
      if (k !== null) steer(k, message.sogKn, message.cogDeg, null);
      return k !== null;
    }
    case 4:
    case 21: {
      return place(vessel, message.lon, message.lat, receiver, nowMs) !== null;
    }
    default:
      return false;
  }
}

function place(
  vessel: Vessel,
  lon: number | null,
  lat: number | null,
  receiver: string,
  nowMs: number,
): Kinematics | null {
  if (lon === null || lat === null) return null;
  const k = vessel.kinematics;
  if (k === null) {
    vessel.kinematics = {
      lon,
      lat,
      sogKn: null,
      cogDeg: null,
      headingDeg: null,
      rotDegPerMin: null,
      navStatus: null,
      blueSign: null,
      positionAtMs: nowMs,
      receiver,
    };
    return vessel.kinematics;
  }
  k.lon = lon;
  k.lat = lat;
  k.positionAtMs = Math.max(nowMs, k.positionAtMs + 1);
  k.receiver = receiver;
  return k;
}

function steer(k: Kinematics, sogKn: number | null, cogDeg: number | null, headingDeg: number | null): void {
  k.sogKn = sogKn;
  k.cogDeg = cogDeg;
  k.headingDeg = headingDeg;
}
