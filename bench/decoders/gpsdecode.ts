import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type DecoderResult, secondsOf, tallying } from './result.ts';

/** Arguments: feed, passes. The process gets the bytes through a pipe and writes JSON into one; its start is timed too. */
const bytes = readFileSync(process.argv[2] ?? '');
const passes = Number(process.argv[3]);

function decodeAll(times: number, heard: (chunk: Buffer) => void): Promise<void> {
  const child = spawn('gpsdecode', ['-j'], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdout.on('data', heard);
  const ended = new Promise<void>((resolve, reject) => {
    child.once('close', () => resolve());
    child.once('error', reject);
  });
  let sent = 0;
  const send = (): void => {
    while (sent < times) {
      sent++;
      if (!child.stdin.write(bytes)) {
        child.stdin.once('drain', send);
        return;
      }
    }
    child.stdin.end();
  };
  send();
  return ended;
}

const coldS = await secondsOf(() => decodeAll(passes, () => {}));
const chunks: Buffer[] = [];
await decodeAll(1, (chunk) => chunks.push(chunk));
const tally = tallying();
for (const line of Buffer.concat(chunks).toString('latin1').split('\n')) {
  if (!line.startsWith('{"class":"AIS"')) continue;
  tally.add(Number(/"type":(\d+)/.exec(line)?.[1]), Number(/"mmsi":(\d+)/.exec(line)?.[1]));
}
const result: DecoderResult = { coldS, warmS: null, byType: tally.byType };
console.log(JSON.stringify(result));
