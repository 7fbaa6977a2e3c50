import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { toSentences } from '../../src/ais/sentences.ts';
import type { Readiness } from '../../src/protocol/health.ts';
import type { ReceiverView } from '../../src/protocol/receiver.ts';
import type { TrackFeature } from '../../src/protocol/vessel.ts';
import { until } from '../receiving.ts';
import { get, metricsOf, vesselsOf } from './live.ts';
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer | null = null;
afterEach(async () => {
  await server?.stop('SIGKILL');
  server = null;
});

/** A tanker in the Schelde; each call another second and another place. */
let second = 0;
const report = (mmsi: number): string => {
  second = (second + 1) % 60;
  const [line = ''] = toSentences(
    {
      type: 1,
      repeat: 0,
      mmsi,
      navStatus: 0,
      rotDegPerMin: null,
      sogKn: 8,
      positionAccurate: true,
      lon: 4.3 + second / 10_000,
      lat: 51.3,
      cogDeg: 90,
      headingDeg: 90,
      utcSecond: second,
      manoeuvre: 0,
      raim: false,
      radio: 0,
    },
    { channel: 'A' },
  );
  return `${line}\r\n`;
};

/** Runs `havenwacht serve` until it ends by itself. */
async function failedStart(env: Record<string, string>): Promise<{ code: number; said: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'serve'], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: {
      PATH,
      HOME,
      DATA_DIR: mkdtempSync(join(tmpdir(), 'havenwacht-')),
      PORT: '0',
      HW_DEMO: 'off',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, 'exit');
  return { code: code as number, said: said.trim() };
}

test('J10 bad, binary, endless and cut-off lines are counted by cause and stop no other receiver', async () => {
  server = await startServer();
  const good = connect(server.nmeaPort, '127.0.0.1');
  await once(good, 'connect');
  good.write(report(244000001));
  await server.send('!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*00\r\n');
  await server.send(`!AIVDM,${'x'.repeat(5_000)}\r\n`);
  await server.send(Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 7) % 256)));
  await server.send('!AIVDM,1,1,,A,15RTgt0PAs');
  good.write(report(244000002));
  const { fetch: ask } = server;
  await until(async () => (await ask('/api/v1/vessels/244000002')).status === 200);
  good.destroy();
  const { items } = await get<{ items: ReceiverView[] }>(server, '/api/v1/receivers');
  const [receiver] = items;
  expect(receiver?.results).toMatchObject({ accepted: 2 });
  expect(receiver?.refused).toMatchObject({ 'bad-checksum': 1, 'line-too-long': 1 });
  const counted = [receiver?.results, receiver?.refused].flatMap((c) => Object.values(c ?? {}));
  expect(counted.reduce((sum, n) => sum + n, 0)).toBe(receiver?.lines);
});

test('J11 a port file with a broken polygon stops the start with one sentence naming feature and field', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'havenwacht-')), 'port.geojson');
  const ring = [
    [4, 51],
    [4.1, 51.1],
    [4.1, 51],
    [4, 51.1],
    [4, 51],
  ];
  const feature = {
    type: 'Feature',
    properties: { id: 'knot', name: 'Knot', kind: 'dock' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const { code, said } = await failedStart({ HW_PORT_FILE: file });
  expect(code).toBe(1);
  expect(said).toMatch(/^havenwacht: port\.geojson: feature 0 "Knot": .*cross/);
  expect(said.split('\n')).toHaveLength(1);
});

test('J12 an unknown rule stops the start with one sentence', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'havenwacht-')), 'port.geojson');
  const feature = {
    type: 'Feature',
    properties: { id: 'a', name: 'A', kind: 'dock', rules: [{ rule: 'zone.entre' }] },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [4, 51],
          [4.1, 51],
          [4.1, 51.1],
          [4, 51],
        ],
      ],
    },
  };
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const { code, said } = await failedStart({ HW_PORT_FILE: file });
  expect(code).toBe(1);
  expect(said).toMatch(/feature 0 "A": rules\[0\]\.rule "zone\.entre" is not known/);
});

test('J13 a busy port says which variable to change', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const http = await failedStart({ PORT: port, HW_NMEA_TCP: '127.0.0.1:0', HW_NMEA_UDP: 'off' });
  expect(http).toMatchObject({ code: 1, said: expect.stringMatching(/^havenwacht: PORT: .*already in use/) });
  const nmea = await failedStart({ HW_NMEA_TCP: `127.0.0.1:${port}`, HW_NMEA_UDP: 'off' });
  expect(nmea).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^havenwacht: HW_NMEA_TCP: .*already in use/),
  });
  taken.close();
});

test('J14 without its Redis and database the server serves, says so, and keeps what it accepts for later', async () => {
  // a port that nothing listens on any more
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const address = gone.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  gone.close();
  await once(gone, 'close');

  server = await startServer({
    env: {
      REDIS_URL: `redis://127.0.0.1:${port}`,
      DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/none`,
    },
  });
  await server.send(report(244000003) + report(244000003));
  expect((await vesselsOf(server)).map((f) => f.id)).toEqual(['244000003']);
  const running = server;
  await until(async () => {
    const { ready, degraded } = await get<Readiness>(running, '/readyz');
    return ready && ['archive', 'live'].every((part) => degraded?.some((d) => d.part === part));
  });
  const { dataDir } = server;
  // both, and not a copy of the audit alone
  await until(async () =>
    /^havenwacht_archive_positions_total\{result="saved"\} 2$/m.test(await metricsOf(running)),
  );
  await server.stop('SIGKILL');

  server = await startServer({ dataDir });
  const back = server;
  await until(async () => {
    const answer = await back.fetch(`/api/v1/vessels/244000003/track`);
    return (
      answer.status === 200 && ((await answer.json()) as TrackFeature).properties.coordTimes.length === 2
    );
  });
  expect((await get<Readiness>(server, '/readyz')).degraded).toEqual([]);
});
