import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toSentences } from '../../src/ais/sentences.ts';
import { createRandom } from '../../src/lib/random.ts';
import type { ReceiverView } from '../../src/protocol/receiver.ts';
import { position } from '../../src/traffic/samples.test-data.ts';
import { get } from '../journeys/live.ts';
import { type RunningServer, startServer } from '../journeys/server.ts';
import { settled, withBystander } from './bystander.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
  await settled(server);
});
afterAll(() => server?.stop('SIGKILL'));

const pieceBytes = 64 * 1024;
const random = createRandom(7);
const bytes = (of: () => number): Buffer => Buffer.from(Array.from({ length: pieceBytes }, of));
const lines = (of: (i: number) => string): Buffer => {
  let text = '';
  for (let i = 0; text.length < pieceBytes; i += 1) text += `${of(i)}\r\n`;
  return Buffer.from(text, 'latin1');
};
const sealed = (body: string): string => {
  const sum = [...body].reduce((x, c) => x ^ c.charCodeAt(0), 0);
  return `!${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
};
const digit = (): number => random.whole(0, 9);

/** What a mad or hostile receiver sends, at full speed. */
const floods: Record<string, Buffer> = {
  'any bytes': bytes(() => random.whole(0, 255)),
  'one line without an end': bytes(() => 0x21),
  'lines over the limit': lines(() => `!AIVDM,1,1,,A,${'w'.repeat(2_000)},0*00`),
  'wrong checksums': lines(() => '!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*00'),
  'parts without the rest': lines((i) =>
    sealed(`AIVDM,${digit()},${digit()},${i % 2 ? digit() : ''},A,${'0'.repeat(56)},0`),
  ),
  'every type with any bits': lines(() =>
    sealed(
      `AIVDM,1,1,,B,${Array.from({ length: random.whole(1, 70) }, () => String.fromCharCode(random.whole(48, 87))).join('')},${digit() % 6}`,
    ),
  ),
};

test.each(Object.keys(floods))(
  'checklist T2, T3: %s at full speed costs other receivers nothing, and nobody waits',
  async (name) => {
    const flood = floods[name] ?? Buffer.alloc(0);
    const good = connect(server.nmeaPort, '127.0.0.1');
    await once(good, 'connect');
    await withBystander(server, 100, async () => {
      const hostile = connect(server.nmeaPort, '127.0.0.1').resume();
      hostile.on('error', () => {});
      const closed = once(hostile, 'close');
      for (let sent = 0; sent < 16 * 1024 * 1024 && !hostile.destroyed; sent += flood.length)
        if (!hostile.write(flood)) await Promise.race([once(hostile, 'drain'), closed]);
      const mmsi = 244_000_100 + Object.keys(floods).indexOf(name);
      for (const line of toSentences(position(mmsi), { channel: 'A' })) good.write(`${line}\r\n`);
      await expect
        .poll(async () => (await server.fetch(`/api/v1/vessels/${mmsi}`)).status, { timeout: 30_000 })
        .toBe(200);
      hostile.destroy();
      await closed;
    });
    good.destroy();
    const { items } = await get<{ items: ReceiverView[] }>(server, '/api/v1/receivers');
    for (const { results, refused, lines: counted } of items)
      expect([results, refused].flatMap((c) => Object.values(c)).reduce((sum, n) => sum + n, 0)).toBe(
        counted,
      );
  },
);
