import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { toSentences } from '../src/ais/sentences.ts';
import { createAlertDesk } from '../src/alerts/desk.ts';
import { openReceivers } from '../src/commands/receivers.ts';
import { createRecordedSources } from '../src/commands/recorded-sources.ts';
import { readSettings } from '../src/config/settings.ts';
import type { PositionRow } from '../src/model/archive.ts';
import { createPipeline } from '../src/pipeline.ts';
import { createLedger } from '../src/receivers/ledger.ts';
import { createVesselWatch } from '../src/rules/behaviour/vessel-watch.ts';
import { createZoneWatch } from '../src/rules/zone-watch.ts';
import { createPicture } from '../src/traffic/picture.ts';
import { judgeByAis, nowMs } from './cargo-samples.ts';
import { until } from './receiving.ts';
import { tagBlock } from './sentences.ts';

/** A file of HW_SOURCES replayed, with and without `time=recorded`. */

const log = { info() {}, warn() {}, error() {} };
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const report = (lon: number): string =>
  toSentences(
    {
      ...{ type: 18, repeat: 0, mmsi: 205_000_001, sogKn: 5, positionAccurate: true, lon, lat: 51.3 },
      ...{
        cogDeg: 90,
        headingDeg: null,
        utcSecond: 60,
        carrierSense: true,
        assigned: false,
        raim: false,
        radio: 0,
      },
    },
    { channel: 'A' },
  ).join('');

async function replay(lines: readonly string[], time: 'received' | 'recorded') {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  folders.push(folder);
  const path = join(folder, 'log.nmea');
  writeFileSync(path, lines.map((line) => `${line}\r\n`).join(''));
  const rows: PositionRow[] = [];
  const picture = createPicture({ maxVessels: 10, forgetMs: 86_400_000 }, judgeByAis);
  const recorded = createRecordedSources();
  const ledger = createLedger();
  const pipeline = createPipeline({
    picture,
    zones: createZoneWatch([]),
    behaviour: createVesselWatch([]),
    desk: createAlertDesk(
      { epoch: 'e', recovered: [], append: async () => {}, close: async () => {} },
      { maxAlerts: 10, maxEvents: 10, retryMs: 1 },
      () => nowMs,
      log,
    ),
    archive: { position: (row) => void rows.push({ ...row }), vessel() {}, visit() {} },
    crosscheck: { consider: () => {} },
    log,
    recordedAt: recorded.recordedAt,
  });
  const HW_SOURCES = `file://${path}?name=log&time=${time}`;
  const settings = readSettings({ HW_NMEA_TCP: 'off', HW_NMEA_UDP: 'off', HW_SOURCES });
  const deps = { ledger, openLink: pipeline.openLink, clock: () => nowMs, log };
  const receivers = await openReceivers(settings, deps, recorded, { nmea: null });
  await until(() => ledger.tally('log', 'file').connections === 0);
  await receivers.close();
  return { times: rows.map(({ timeMs }) => timeMs), vessel: picture.get(205_000_001) };
}

const tagged = (atMs: number, line: string): string => `${tagBlock(`c:${Math.floor(atMs / 1000)}`)}${line}`;

describe('T12 times of a source that is declared as recorded', () => {
  const atMs = [nowMs - 30_000, nowMs - 20_000];
  const lines = atMs.map((ms, i) => tagged(ms, report(4.3 + i / 1000)));

  test('positions of a file with TAG times have those times', async () => {
    const { times, vessel } = await replay(lines, 'recorded');
    expect(times).toEqual(atMs);
    expect(vessel?.kinematics?.positionAtMs).toBe(atMs[1]);
  });

  test('without the declaration they have the time of arrival', async () => {
    const { times } = await replay(lines, 'received');
    expect(times).toHaveLength(2);
    for (const ms of times) expect(Math.abs(ms - nowMs)).toBeLessThan(2_000);
  });

  test('a time in front of the line counts when it has a zone, and a local one never', async () => {
    const at = (text: string) => replay([`${text} ${report(4.3)}`], 'recorded');
    expect((await at('2026-11-23T09:59:40Z')).times).toEqual([nowMs - 20_000]);
    expect((await at('2026-11-23T10:59:40+01:00')).times).toEqual([nowMs - 20_000]);
    expect((await at('2026-11-23T09:59:40')).times).toEqual([nowMs]);
  });
});

test('T13 of a recorded log what is over a minute old goes to the archive, and not into the picture', async () => {
  const oldMs = nowMs - 7 * 86_400_000;
  const { times, vessel } = await replay([tagged(oldMs, report(4.3))], 'recorded');
  expect(times).toEqual([oldMs]);
  expect(vessel).toBeUndefined();
});
