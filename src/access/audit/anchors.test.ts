import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualTime } from '../../../test/manual-time.ts';
import { anchorOf } from './anchor-text.ts';
import { type AnchorPlace, anchorFile, keepAnchored } from './anchors.ts';
import { createDesk, type Desk, noteOf, startMs } from './audit.test-data.ts';
import { syslog, syslogMessage } from './syslog.ts';
import { readAnchors, verifyAudit } from './verify.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await createDesk();
});
afterEach(() => desk.remove());
const hash = 'ab'.repeat(32);
const anchor = { seq: 7, hash, at: '2026-11-25T10:00:00.000Z' };

test('checklist A3: the head is anchored at once, every interval where it changed, and at a stop; the file finds a cut end', async () => {
  const time = createManualTime(startMs);
  const chain = await desk.chain();
  await chain.record(noteOf('a'));
  const path = join(desk.dir, 'anchors');
  const put: number[] = [];
  const counting: AnchorPlace = { name: 'memory', put: async ({ seq }) => void put.push(seq) };
  const anchoring = keepAnchored(chain, [anchorFile(path), counting], {
    ...{ intervalMs: 300_000, schedule: time.schedule, log: desk.log },
  });
  await expect.poll(() => put).toEqual([2]);
  await chain.record(noteOf('b'));
  time.advance(300_000);
  await expect.poll(() => put).toEqual([2, 3]);
  for (let i = 0; i < 10; i++) await chain.record(noteOf('c'));
  await anchoring.stop();
  time.advance(900_000);
  // nothing changed since
  await anchoring.stop();
  expect(put).toEqual([2, 3, 13]);
  expect(anchoring.degraded).toBeNull();
  await desk.closeAll();

  const anchors = await readAnchors(path);
  expect(anchors.map(({ seq }) => seq)).toEqual([2, 3, 13]);
  const found: string[] = [];
  const verify = () => verifyAudit(desk.dir, anchors, ({ what }) => found.push(what));
  expect(await verify()).toMatchObject({ faults: 0, anchored: 3 });
  await desk.write((await desk.lines()).slice(0, -10));
  expect(await verify()).toMatchObject({ faults: 1, anchored: 2 });
  expect(found[0]).toMatch(/^seq 4 to 13 are missing at the end/);
});

test('L6 a place that does not take an anchor is told, tried again, and stops nothing', async () => {
  const time = createManualTime(startMs);
  const chain = await desk.chain();
  await chain.record(noteOf('a'));
  const disk = join(desk.dir, 'disk');
  const anchoring = keepAnchored(chain, [anchorFile(join(disk, 'anchors'))], {
    ...{ intervalMs: 300_000, schedule: time.schedule, log: desk.log },
  });
  await expect.poll(() => anchoring.degraded).toMatch(/^the audit is not anchored at .*ENOENT/);
  expect(desk.said).toEqual(['the head of the audit could not be anchored; tried again']);
  await chain.record(noteOf('b'));
  await mkdir(disk);
  time.advance(300_000);
  await expect.poll(() => anchoring.degraded).toBeNull();
  await anchoring.stop();
  expect(
    (await readFile(join(disk, 'anchors'), 'utf8')).split('\n').map((line) => anchorOf(line)?.seq),
  ).toEqual([3, undefined]);
});

test('L7 syslog gets a message after RFC 5424, over UDP, and over TCP with its length', async () => {
  const wanted =
    /^<110>1 2026-11-25T10:00:00.000Z \S+ havenwacht \d+ audit-anchor - audit-anchor seq=7 hash=(ab){32} at=/;
  const udp = createSocket('udp4').bind(0, '127.0.0.1');
  await once(udp, 'listening');
  const received = once(udp, 'message');
  await syslog(`udp://127.0.0.1:${udp.address().port}`, desk.clock).put(anchor);
  const [datagram] = await received;
  udp.close();
  expect(String(datagram)).toMatch(wanted);

  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const taken = once(server, 'connection').then(async ([socket]) => {
    let text = '';
    for await (const chunk of socket) text += chunk;
    return text;
  });
  await syslog(`tcp://127.0.0.1:${port}`, desk.clock).put(anchor);
  const [, length = '', message = ''] = /^(\d+) (.*)$/s.exec(await taken) ?? [];
  expect([Number(length), message]).toEqual([Buffer.byteLength(message), expect.stringMatching(wanted)]);
  expect(anchorOf(message)).toEqual(anchor);
  server.close();
  await once(server, 'close');
  await expect(syslog(`tcp://127.0.0.1:${port}`, desk.clock).put(anchor)).rejects.toThrow('ECONNREFUSED');
  expect(syslogMessage('x', 'höst name\n', startMs)).toContain('Z hstname havenwacht');
});
