import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { toSentences } from '../../src/ais/sentences.ts';
import type { AisMessage, BinaryMessage, ClassAPosition, StaticAndVoyage } from '../../src/model/messages.ts';
import { bareRowNs, scatter } from '../lib/bare-rows.ts';
import { fusing } from '../lib/fusing.ts';
import { median } from '../lib/median.ts';

/**
 * Argument: number of vessels. Each has told everything (position, static, voyage and Inland data) four times, 6 minutes
 * apart, before reports are measured that come in the mix of a port: of 40 one is static and voyage data, one Inland data,
 * the others positions, from all vessels in scattered order, 10 s apart for each. Times are those of the processor, which
 * others on the machine do not lengthen. The heap is that of the whole process.
 */
const size = Number(process.argv[2]);
const REPORTS = 400_000;
const BLOCK = 20_000;
/** From the fourth time on nothing that a vessel says again is news. */
const TOLD = 4;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const { picture, bytes: take, counts } = fusing();
let nowMs = Date.UTC(2026, 0, 1);
let sent = 0;

/** Belgian, Dutch and German ships, 900,000 each. */
const mids = [205, 244, 211];
const mmsiOf = (i: number): number => (mids[i % 3] ?? 205) * 1_000_000 + 1 + Math.floor(i / 3);

function position(i: number): ClassAPosition {
  // to and fro: nobody jumps
  const hours = (nowMs % 7_200_000) / 3_600_000;
  const ahead = (hours < 1 ? hours : 2 - hours) / 10;
  const place = { lon: 4 + (i % 1000) / 2500 + ahead, lat: 51 + ((i / 1000) % 1000) / 2500 };
  const motion = { sogKn: 8, cogDeg: i % 360, headingDeg: i % 360, rotDegPerMin: i % 20 };
  const state = { navStatus: 0, utcSecond: Math.floor(nowMs / 1000) % 60, manoeuvre: 1, raim: false };
  const common = {
    type: 1,
    repeat: 0,
    mmsi: mmsiOf(i),
    positionAccurate: true,
    radio: sent % 500_000,
  } as const;
  return { ...common, ...place, ...motion, ...state };
}

function voyage(i: number): StaticAndVoyage {
  const eta = { etaMonth: 1 + (i % 12), etaDay: 1 + (i % 28), etaHour: 4, etaMinute: 5 };
  const hull = { toBowM: 90, toSternM: 20, toPortM: 6, toStarboardM: 5, draughtM: 2.8, shipType: 82 };
  const names = {
    callsign: `OT${i % 100_000}`,
    name: `SCHIP ${i}`,
    destination: `BEANR ${i % 999}`,
    imo: 9_074_729,
  };
  return {
    type: 5,
    repeat: 0,
    mmsi: mmsiOf(i),
    aisVersion: 1,
    epfd: 1,
    dte: false,
    ...hull,
    ...names,
    ...eta,
  };
}

function inland(i: number): BinaryMessage {
  const hull = { lengthM: 110, beamM: 11.4, draughtM: 2.8, eriType: 8021, hazard: i % 4, loaded: true };
  const body = { eni: String(2_000_000 + i).padStart(8, '0'), ...hull };
  const addressing = { sequence: null, destinationMmsi: null, retransmitted: null };
  return { type: 8, repeat: 0, mmsi: mmsiOf(i), ...addressing, dac: 200, fid: 10, data: null, inland: body };
}

function bytesOf(messages: readonly AisMessage[]): Uint8Array {
  const lines = messages.flatMap((message) => toSentences(message, { channel: 'A', sequence: sent++ % 10 }));
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

/** Every vessel is heard every 10 s; what is heard at one moment is a piece, as large as a socket gives them (64 KB). */
const PIECE = Math.min(size, 1_000);
const stepMs = (10_000 * PIECE) / size;
const order = scatter(size);
const scattered = (n: number): number => order[n % size] ?? 0;

const tellings: Uint8Array[] = [];
for (let from = 0; from < size; from += 1_000) {
  const fleet = Array.from({ length: Math.min(1_000, size - from) }, (_, i) => from + i);
  tellings.push(bytesOf(fleet.flatMap((i): AisMessage[] => [position(i), voyage(i), inland(i)])));
}
for (let time = 0; time < TOLD; time++) {
  const beganMs = nowMs;
  for (const told of tellings) {
    take(told, nowMs);
    nowMs += 100;
  }
  nowMs = beganMs + 360_000;
}

let n = 0;
const report = (): AisMessage => {
  const i = scattered(n++);
  return n % 40 === 7 ? voyage(i) : n % 40 === 27 ? inland(i) : position(i);
};
// made before anything is measured: what making them leaves behind would be collected on the picture's account
const blocks: { atMs: number; bytes: Uint8Array }[][] = [];
while (n < REPORTS) {
  const pieces = Array.from({ length: BLOCK / PIECE }, () => {
    nowMs += stepMs;
    return { atMs: nowMs, bytes: bytesOf(Array.from({ length: PIECE }, report)) };
  });
  blocks.push(pieces);
}
collect();
const blockS: number[] = [];
for (const [i, pieces] of blocks.entries()) {
  const before = process.cpuUsage();
  for (const { bytes, atMs } of pieces) take(bytes, atMs);
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1e6;
  // the first blocks compile
  if (i >= 4) blockS.push(took);
}
if (counts.refused > 0 || counts.duplicate > REPORTS / 100) throw new Error(JSON.stringify(counts));
collect();
const heapMB = Math.round(process.memoryUsage().heapUsed / 1e6);
// the median: a block in which much was collected says little of the others
const count = blockS.length * BLOCK;
const rowNs = Math.round(bareRowNs(size));
console.log(
  JSON.stringify({ perSecond: BLOCK / median(blockS), count, vessels: picture.size, heapMB, rowNs }),
);
