import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { toSentences } from '../../src/ais/sentences.ts';
import type { AisMessage } from '../../src/model/messages.ts';

const recorded = resolve(import.meta.dirname, '../../../shared/nmea');

/** mulberry32: the same seed gives the same numbers, 0 ≤ x < 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function message(next: () => number): AisMessage {
  const upTo = (n: number): number => Math.floor(next() * n);
  const mmsi = 201_000_000 + upTo(5000) * 97;
  const kind = next();
  const fix = {
    positionAccurate: next() < 0.5,
    lon: upTo(3_600_000) / 10_000 - 180,
    lat: upTo(1_700_000) / 10_000 - 85,
  };
  const motion = {
    sogKn: upTo(300) / 10,
    cogDeg: upTo(3600) / 10,
    headingDeg: upTo(360),
    utcSecond: upTo(60),
  };
  const size = {
    toBowM: upTo(200) + 1,
    toSternM: upTo(60) + 1,
    toPortM: upTo(20) + 1,
    toStarboardM: upTo(20) + 1,
  };
  const common = { repeat: 0, mmsi, raim: false, radio: upTo(2 ** 19) };
  if (kind < 0.8) {
    const turn = { navStatus: upTo(9), rotDegPerMin: next() < 0.4 ? null : upTo(20), manoeuvre: 0 };
    return { type: kind < 0.7 ? 1 : 3, ...common, ...turn, ...fix, ...motion };
  }
  if (kind < 0.9) {
    const eta = { etaMonth: 1 + upTo(12), etaDay: 1 + upTo(28), etaHour: upTo(24), etaMinute: upTo(60) };
    const names = { imo: 9_000_000 + upTo(900_000), callsign: `C${mmsi % 1000}`, name: `VESSEL ${mmsi}` };
    const rest = {
      aisVersion: 0,
      epfd: 1,
      shipType: 70 + upTo(20),
      draughtM: upTo(150) / 10 || null,
      dte: false,
    };
    return { type: 5, repeat: 0, mmsi, ...names, ...size, ...eta, ...rest, destination: 'BEANR' };
  }
  if (kind < 0.97) return { type: 18, ...common, ...fix, ...motion, carrierSense: true, assigned: false };
  return { type: 24, part: 0, repeat: 0, mmsi, name: `YACHT ${mmsi}` };
}

/** A feed from our own encoder, about as mixed as a real one. */
function generated(): Buffer {
  const next = random(2026);
  const lines: string[] = [];
  for (let i = 0; lines.length < 48_000; i++) {
    lines.push(...toSentences(message(next), { channel: next() < 0.5 ? 'A' : 'B', sequence: i % 10 }));
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

export interface Feed {
  readonly path: string;
  readonly name: string;
  readonly lines: number;
  remove(): void;
}

/** Whether this recorded log lies beside the repository. */
export const hasLog = (log: string): boolean => existsSync(join(recorded, `${log}.nmea.gz`));

/** NMEA lines in a temporary file: a recorded log when it is at hand (a worldwide feed), else a generated one. */
export function createFeed(log = 'world-2012'): Feed {
  const isRecorded = hasLog(log);
  const bytes = isRecorded ? gunzipSync(readFileSync(join(recorded, `${log}.nmea.gz`))) : generated();
  const folder = mkdtempSync(join(tmpdir(), 'havenwacht-bench-'));
  const path = join(folder, 'feed.nmea');
  writeFileSync(path, bytes);
  return {
    path,
    name: isRecorded ? log : 'generated',
    lines: bytes.reduce((n, byte) => n + (byte === 10 ? 1 : 0), 0),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
