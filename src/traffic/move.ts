import type { Vessel } from '../model/vessel.ts';
import type { Fix } from './fix.ts';

/** Puts the vessel where the fix says, at the fix's time. */
export function move(vessel: Vessel, fix: Fix, messageType: number, receiver: string): void {
  if (vessel.estimated !== null) vessel.estimated = null;
  const k = vessel.kinematics;
  if (k === null) {
    vessel.kinematics = {
      lon: fix.lon,
      lat: fix.lat,
      sogKn: fix.sogKn,
      cogDeg: fix.cogDeg,
      headingDeg: fix.headingDeg,
      rotDegPerMin: fix.rotDegPerMin,
      navStatus: fix.navStatus,
      blueSign: fix.blueSign,
      positionAtMs: fix.atMs,
      receiver,
      messageType,
    };
    return;
  }
  k.lon = fix.lon;
  k.lat = fix.lat;
  k.sogKn = fix.sogKn;
  k.cogDeg = fix.cogDeg;
  k.headingDeg = fix.headingDeg;
  k.rotDegPerMin = fix.rotDegPerMin;
  k.navStatus = fix.navStatus;
  k.blueSign = fix.blueSign;
  k.positionAtMs = fix.atMs;
  k.receiver = receiver;
  k.messageType = messageType;
}
