import { readFileSync } from 'node:fs';
import { decode } from '../../src/ais/decode.ts';
import { createReader, type Reader } from '../../src/nmea/reader.ts';
import { type MemoryResult, secondsOf } from './result.ts';

/** Arguments: feed, passes. Runs with --expose-gc: heap after so many passes, and after as many again. */
const CHUNK = 65_536;
const bytes = readFileSync(process.argv[2] ?? '');
const passes = Number(process.argv[3]);
const gc: unknown = Reflect.get(globalThis, 'gc');
if (typeof gc !== 'function') throw new Error('to be run with --expose-gc');

/** Everything that lives, on the heap and beside it. */
function livingBytes(): number {
  for (let i = 0; i < 4; i++) Reflect.apply(gc as () => void, undefined, []);
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let messages = 0;
const newReader = (): Reader =>
  createReader({
    payload(payload) {
      if (typeof decode(payload) !== 'string') messages++;
    },
    refused() {},
    faulted() {},
    counted() {},
  });
const reader = newReader();
function feed(times: number): void {
  for (let i = 0; i < times; i++) {
    for (let at = 0; at < bytes.length; at += CHUNK) reader.push(bytes.subarray(at, at + CHUNK), 0);
  }
}

/** 64 links, each with as many unfinished messages as it keeps, each of these almost whole. */
const LINKS = 64;
const GROUPS = 64;
function fill(link: Reader): void {
  for (let part = 1; part < 9; part++) {
    for (let group = 0; group < GROUPS; group++) {
      const talker = String.fromCharCode(65 + (group % 26), 65 + Math.floor(group / 26));
      const body = `${talker}VDM,9,${part},1,A,${'0'.repeat(60)},0`;
      let sum = 0;
      for (let i = 0; i < body.length; i++) sum ^= body.charCodeAt(i);
      link.push(Buffer.from(`\\${`s:${talker}`}*00\\!${body}*${sum.toString(16).padStart(2, '0')}\n`), 0);
    }
  }
}

/** Warm-up: what is compiled and cached once is not growth. */
feed(Math.min(passes, 20));
const links = Array.from({ length: LINKS }, newReader);
fill(newReader());
const beforeLinks = livingBytes();
links.forEach(fill);
const bytesPerLink = (livingBytes() - beforeLinks) / links.length;

feed(1);
const before = livingBytes();
const seconds = await secondsOf(() => feed(passes));
const between = livingBytes();
feed(passes);
const result: MemoryResult = {
  seconds,
  messages,
  firstBytes: between - before,
  secondBytes: livingBytes() - between,
  bytesPerLink,
};
console.log(JSON.stringify(result));
