import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { AlertFrame, HelloFrame, ServerFrame } from '../../src/protocol/frames.ts';
import type { TrackFeature, VesselFeature } from '../../src/protocol/vessel.ts';
import { sharedFile } from '../shared.ts';
import { type RunningServer, startServer } from './server.ts';

const logFile = sharedFile('nmea/antwerp-2012.nmea.gz');
if (logFile === null) process.stderr.write('skipped "a real log": ../shared/nmea is not here\n');
const portOfAntwerp = '4.15,51.20,4.45,51.42';

async function get<T>(server: RunningServer, path: string): Promise<T> {
  const response = await fetch(`${server.url}${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}
const vesselsIn = async (server: RunningServer): Promise<VesselFeature[]> => {
  const features: VesselFeature[] = [];
  let cursor = '';
  do {
    const page = await get<{ features: VesselFeature[]; next: string | null }>(
      server,
      `/api/v1/vessels?bbox=${portOfAntwerp}&limit=1000${cursor}`,
    );
    features.push(...page.features);
    cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== '');
  return features;
};

/** An open live socket that keeps every frame. */
async function watch(
  server: RunningServer,
  subscribe: object,
): Promise<{ frames: ServerFrame[]; close(): void }> {
  const frames: ServerFrame[] = [];
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/live`);
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as ServerFrame));
  await expect.poll(() => frames[0]?.type, { timeout: 20_000 }).toBe('hello');
  socket.send(JSON.stringify({ type: 'subscribe', ...subscribe }));
  return { frames, close: () => socket.terminate() };
}
const alertsOf = (frames: readonly ServerFrame[]): AlertFrame[] => frames.filter((f) => f.type === 'alert');

describe.skipIf(logFile === null)('a real log', () => {
  let server: RunningServer;
  let live: Awaited<ReturnType<typeof watch>>;

  beforeAll(async () => {
    server = await startServer();
    live = await watch(server, { vessels: false, alerts: true });
    await server.send(gunzipSync(readFileSync(logFile ?? '')));
  });
  afterAll(async () => {
    live.close();
    await server.stop('SIGKILL');
  });

  test('J1 at least 380 vessels of the log stand in the port, with what they said of themselves', async () => {
    const vessels = (await vesselsIn(server)).map((f) => f.properties);
    expect(vessels.length).toBeGreaterThanOrEqual(380);
    expect(vessels.filter((v) => v.name !== null).length).toBeGreaterThan(100);
    expect(vessels.filter((v) => v.shipType !== null).length).toBeGreaterThan(100);
    expect(vessels.filter((v) => v.lengthM !== null).length).toBeGreaterThan(100);
    expect(vessels.filter((v) => v.class === 'inland' && v.eni !== null).length).toBeGreaterThan(50);
    const states = new Set(vessels.map((v) => v.hazard.state));
    expect([...states].sort()).toEqual([
      'confirmed',
      'none-declared',
      'not-applicable',
      'suspected',
      'unknown',
    ]);
  });

  test('J2 alerts for hazardous vessels in zones arrived on the open socket, in order and without a gap', async () => {
    await expect.poll(() => alertsOf(live.frames).length, { timeout: 30_000 }).toBeGreaterThan(10);
    const alerts = alertsOf(live.frames);
    expect(alerts.map((a) => a.seq)).toEqual(alerts.map((_, i) => i + 1));
    for (const { alert } of alerts) {
      expect(alert.zoneId).not.toBeNull();
      expect(alert.evidence).toHaveProperty('hazardState');
    }
  });

  test('J3 every line is counted, and nothing was refused without a cause', async () => {
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const counts = [
      ...metrics.matchAll(
        /^havenwacht_sentences_total\{receiver="tcp\/127\.0\.0\.1",result="([^"]+)"\} (\d+)/gm,
      ),
    ];
    const total = counts.reduce((sum, [, , n]) => sum + Number(n), 0);
    expect(total).toBe(5_804);
  });

  test('J4 after kill -9 the picture, its ages, the tracks and the alerts are there again', async () => {
    const before = await vesselsIn(server);
    const raised = alertsOf(live.frames);
    // what the snapshot and the spool promise is seconds, not the instant of the kill
    await expect
      .poll(async () => (await tracked(server, before)).length, { timeout: 60_000 })
      .toBe(before.length);
    const { dataDir } = server;
    await expect.poll(() => snapshotHolds(dataDir, before.length), { timeout: 60_000 }).toBe(true);
    await server.stop('SIGKILL');
    live.close();

    server = await startServer({ dataDir });
    const after = await vesselsIn(server);
    expect(new Set(after.map((f) => f.id))).toEqual(new Set(before.map((f) => f.id)));
    const positionAt = new Map(before.map((f) => [f.id, f.properties.positionAt]));
    for (const f of after) expect(f.properties.positionAt).toBe(positionAt.get(f.id));
    expect((await tracked(server, before)).length).toBe(before.length);
    live = await watch(server, { vessels: false, alerts: { epoch: epochOf(live.frames), after: 0 } });
    await expect
      .poll(() => alertsOf(live.frames).length, { timeout: 20_000 })
      .toBeGreaterThanOrEqual(raised.length);
    expect(alertsOf(live.frames).slice(0, raised.length)).toEqual(raised);
  });
});

const epochOf = (frames: readonly ServerFrame[]): string =>
  frames.find((f): f is HelloFrame => f.type === 'hello')?.epoch ?? '';

/** Those whose track has at least their latest position. */
async function tracked(server: RunningServer, vessels: readonly VesselFeature[]): Promise<string[]> {
  const found: string[] = [];
  for (const { id, properties } of vessels) {
    const track = await get<TrackFeature>(server, `/api/v1/vessels/${id}/track`);
    if (track.properties.times.at(-1) === properties.positionAt) found.push(id);
  }
  return found;
}

function snapshotHolds(dataDir: string, vessels: number): boolean {
  try {
    return readFileSync(`${dataDir}/live.ndjson`, 'utf8').split('\n').length > vessels;
  } catch {
    return false;
  }
}
