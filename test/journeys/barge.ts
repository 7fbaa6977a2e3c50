import { toSentences } from '../../src/ais/sentences.ts';
import type { AisMessage } from '../../src/model/messages.ts';

export const bargeMmsi = '205278090';

/** A dry barge (ERI 8010) that says `hazard` (Inland FI 10: 0 no cones, 1–3 cones), moored in the Churchilldok. */
export function bargeLines(hazard = 0): string {
  const header = { repeat: 0, mmsi: Number(bargeMmsi) };
  const position: AisMessage = {
    ...{ ...header, type: 1, navStatus: 5, rotDegPerMin: 0, sogKn: 0, positionAccurate: true },
    ...{ lon: 4.362, lat: 51.2809, cogDeg: 90, headingDeg: 90, utcSecond: new Date().getUTCSeconds() },
    ...{ manoeuvre: 0, raim: false, radio: 0 },
  };
  const inland = {
    eni: '06105234',
    lengthM: 85,
    beamM: 9.5,
    eriType: 8010,
    hazard,
    draughtM: 2.5,
    loaded: true,
  };
  const static8: AisMessage = {
    ...header,
    type: 8,
    sequence: null,
    destinationMmsi: null,
    retransmitted: null,
    dac: 200,
    fid: 10,
    data: null,
    inland,
  };
  return [position, static8]
    .flatMap((message) => toSentences(message, { channel: 'A' }))
    .map((line) => `${line}\r\n`)
    .join('');
}
