/** Single codes of coupled and pushed units; 8070 and 8090 are freighters with others alongside or ahead. */
const coupled = new Set([8070, 8080, 8090, 8100, 8130, 8140]);

/**
 * Whether an ERI type is that of several hulls under one MMSI: coupled units, and push tows 8210–8290 (dry) and
 * 8310–8390 (with a tank barge). Their length and beam in FI 10 are those of the convoy (ES-RIS, vessel types).
 */
export const isConvoy = (eriType: number | null): boolean =>
  eriType !== null &&
  (coupled.has(eriType) || (eriType >= 8210 && eriType <= 8290) || (eriType >= 8310 && eriType <= 8390));
