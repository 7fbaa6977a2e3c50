import { readFileSync } from 'node:fs';
import { fusing } from '../lib/fusing.ts';
import { secondsOf } from './result.ts';

/**
 * Arguments: feed, passes. 64 KiB chunks of bytes → picture. Each pass is two minutes later than the one before, as
 * long as the recorded feed, so that no pass is taken for copies of the one before.
 */
const CHUNK = 65_536;
const PASS_MS = 120_000;
const bytes = readFileSync(process.argv[2] ?? '');
const passes = Number(process.argv[3]);
const { picture, bytes: take, counts } = fusing();

let startMs = Date.UTC(2026, 0, 1);
const all = (): void => {
  for (let pass = 0; pass < passes; pass++, startMs += PASS_MS) {
    for (let at = 0; at < bytes.length; at += CHUNK)
      take(bytes.subarray(at, at + CHUNK), startMs + (PASS_MS * at) / bytes.length);
  }
};
const coldS = await secondsOf(all);
const warmS = await secondsOf(all);
console.log(JSON.stringify({ coldS, warmS, byType: {}, vessels: picture.size, ...counts }));
