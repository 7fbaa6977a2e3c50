import { readFileSync } from 'node:fs';
import { decode } from '../../src/ais/decode.ts';
import { createReader } from '../../src/nmea/reader.ts';
import { type DecoderResult, secondsOf, tallying } from './result.ts';

/** Arguments: feed, passes. The whole path: 64 KiB chunks of bytes → framing → checksum → assembly → message objects. */
const CHUNK = 65_536;
const bytes = readFileSync(process.argv[2] ?? '');
const passes = Number(process.argv[3]);

let count = 0;
const reader = createReader({
  payload(payload) {
    if (typeof decode(payload) !== 'string') count++;
  },
  refused() {},
  faulted() {},
  counted() {},
});
const feed = (into: { push(chunk: Uint8Array, nowMs: number): void }): void => {
  for (let at = 0; at < bytes.length; at += CHUNK) into.push(bytes.subarray(at, at + CHUNK), 0);
};
const all = (): void => {
  for (let i = 0; i < passes; i++) feed(reader);
};
const coldS = await secondsOf(all);
const warmS = await secondsOf(all);

const tally = tallying();
let onePass = 0;
const counting = createReader({
  payload(payload) {
    const message = decode(payload);
    if (typeof message === 'string') return;
    onePass++;
    tally.add(message.type, message.mmsi);
  },
  refused() {},
  faulted() {},
  counted() {},
});
feed(counting);
if (Math.abs(count - onePass * passes * 2) > passes * 2) {
  throw new Error(`${count} messages in ${passes * 2} passes, but ${onePass} in one`);
}
const result: DecoderResult = { coldS, warmS, byType: tally.byType };
console.log(JSON.stringify(result));
