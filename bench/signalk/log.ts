import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { checksumOf, toSentences } from '../../src/ais/sentences.ts';

/** A worldwide feed; what needs it says so where it is absent. */
const recorded = resolve(import.meta.dirname, '../../../shared/nmea/world-2012.nmea.gz');

/** The vessel that the last line is of: who shows her has read all before. */
export const lastMmsi = '244999999';

const last = (): string => {
  const motion = { navStatus: 0, rotDegPerMin: 0, sogKn: 10, cogDeg: 90, headingDeg: 90 };
  const rest = { positionAccurate: true, utcSecond: 60, manoeuvre: 0, raim: false, radio: 0 };
  const message = {
    type: 1,
    repeat: 0,
    mmsi: Number(lastMmsi),
    lon: 4.3,
    lat: 51.3,
    ...motion,
    ...rest,
  } as const;
  return `${toSentences(message, { channel: 'A' })[0]}\r\n`;
};

/** Single-part position report of class A with its 28 characters. */
const report = /^(!..VDM,1,1,,[AB]?,)([123].{27})(,0)\*..$/;

/** In another round the communication state, in its last bits, is another: no repetition, and the same to the picture. */
function again(line: string, round: number): string {
  const [, head, payload, tail] = report.exec(line) ?? [];
  if (head === undefined || payload === undefined || tail === undefined) return line;
  const sextet = payload.charCodeAt(26) - (payload.charCodeAt(26) > 87 ? 56 : 48);
  const other = sextet ^ round;
  const body = `${head}${payload.slice(0, 26)}${String.fromCharCode(other < 40 ? other + 48 : other + 56)}${payload[27]}${tail}`;
  return `${body}*${checksumOf(body.slice(1))}`;
}

/** The log so many times over (at most 60), and the last line. */
export function logOf(rounds: number): { readonly bytes: Buffer; readonly sentences: number } {
  const lines = gunzipSync(readFileSync(recorded)).toString('latin1').split(/\r?\n/);
  const sentences = lines.filter((line) => line.startsWith('!'));
  const texts = Array.from({ length: rounds }, (_, round) =>
    sentences.map((line) => again(line, round)).join('\r\n'),
  );
  return {
    bytes: Buffer.from(`${texts.join('\r\n')}\r\n${last()}`),
    sentences: sentences.length * rounds + 1,
  };
}
