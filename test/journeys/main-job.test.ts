import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TrackFeature, VesselFeature } from '../../src/protocol/vessel.ts';
import { until } from '../receiving.ts';
import { sharedFile } from '../shared.ts';
import { get, metricsOf, vesselsOf, type Watch, watch } from './live.ts';
import { type RunningServer, startServer } from './server.ts';

const logFile = sharedFile('nmea/antwerp-2012.nmea.gz');
if (logFile === null) process.stderr.write('skipped "a real log": ../shared/nmea is not here\n');
const portOfAntwerp = '4.15,51.20,4.45,51.42';

const vesselsIn = (server: RunningServer): Promise<VesselFeature[]> =>
  vesselsOf(server, `&bbox=${portOfAntwerp}`);

describe.skipIf(logFile === null)('a real log', () => {
  let server: RunningServer;
  let live: Watch;

  beforeAll(async () => {
    server = await startServer();
    live = await watch(server, { vessels: false, alerts: true });
    await server.send(gunzipSync(readFileSync(logFile ?? '')));
  });
  afterAll(async () => {
    live?.close();
    await server?.stop('SIGKILL');
  });

  test('J1 at least 380 vessels of the log stand in the port, with what they said of themselves', async () => {
    const vessels = (await vesselsIn(server)).map((f) => f.properties);
    expect(vessels.length).toBeGreaterThanOrEqual(380);
    expect(vessels.filter((v) => v.name !== null).length).toBeGreaterThan(80);
    expect(vessels.filter((v) => v.shipType !== null).length).toBeGreaterThan(80);
    expect(vessels.filter((v) => v.lengthM !== null).length).toBeGreaterThan(100);
    expect(vessels.filter((v) => v.class === 'inland' && v.eni !== null).length).toBeGreaterThan(50);
    const states = new Set(vessels.map((v) => v.hazard?.state));
    expect([...states].sort()).toEqual([
      'confirmed',
      'none-declared',
      'not-applicable',
      'suspected',
      'unknown',
    ]);
  });

  test('J2 alerts for hazardous vessels in zones arrived on the open socket, in order and without a gap', async () => {
    await expect.poll(() => live.alerts().length, { timeout: 30_000 }).toBeGreaterThan(10);
    const alerts = live.alerts();
    expect(alerts.map((a) => a.seq)).toEqual(alerts.map((_, i) => i + 1));
    const inZones = alerts.filter(({ alert }) => alert.kind.startsWith('zone.'));
    expect(inZones.length).toBeGreaterThan(10);
    for (const { alert } of inZones) {
      expect(alert.zoneId).not.toBeNull();
      expect(alert.evidence).toHaveProperty('hazardState');
    }
    // the log holds one MMSI that two vessels use; and sent in a moment, vessels that met at different times meet here
    const others = new Set(alerts.filter((a) => !inZones.includes(a)).map(({ alert }) => alert.kind));
    expect([...others].filter((kind) => kind !== 'cpa' && !kind.startsWith('identity.'))).toEqual([]);
  });

  test('J3 every line is counted, and nothing was refused without a cause', async () => {
    const metrics = await metricsOf(server);
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
    const raised = live.alerts();
    // what the snapshot and the spool promise is seconds, not the instant of the kill
    await until(async () => /^havenwacht_archive_waiting_batches 0$/m.test(await metricsOf(server)));
    expect((await tracked(server, before)).length).toBe(before.length);
    const { dataDir } = server;
    await until(() => snapshotHolds(dataDir, before.length));
    await server.stop('SIGKILL');
    live.close();

    server = await startServer({ dataDir });
    const after = await vesselsIn(server);
    expect(new Set(after.map((f) => f.id))).toEqual(new Set(before.map((f) => f.id)));
    const positionAt = new Map(before.map((f) => [f.id, f.properties.positionAt]));
    for (const f of after) expect(f.properties.positionAt).toBe(positionAt.get(f.id));
    expect((await tracked(server, before)).length).toBe(before.length);
    live = await watch(server, { vessels: false, alerts: { epoch: live.epoch, after: 0 } });
    await until(() => live.alerts().length >= raised.length);
    expect(live.alerts().slice(0, raised.length)).toEqual(raised);
  });

  test('T29 without a snapshot file the archive gives the picture and its ages', async () => {
    const before = await vesselsIn(server);
    const { dataDir } = server;
    await server.stop();
    live.close();
    rmSync(join(dataDir, 'live.ndjson'));
    rmSync(join(dataDir, 'recent'), { recursive: true });
    server = await startServer({ dataDir });
    await until(async () => (await vesselsIn(server)).length === before.length);
    const positionAt = new Map(before.map((f) => [f.id, f.properties.positionAt]));
    for (const f of await vesselsIn(server)) expect(f.properties.positionAt).toBe(positionAt.get(f.id));
  });
});

/** Those whose track has at least their latest position. */
async function tracked(server: RunningServer, vessels: readonly VesselFeature[]): Promise<string[]> {
  const found: string[] = [];
  for (const { id, properties } of vessels) {
    const track = await get<TrackFeature>(server, `/api/v1/vessels/${id}/track`);
    if (track.properties.coordTimes.at(-1) === properties.positionAt) found.push(id);
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
