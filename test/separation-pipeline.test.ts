import { expect, test } from 'vitest';
import { toSentences } from '../src/ais/sentences.ts';
import { createAlertDesk } from '../src/alerts/desk.ts';
import type { AisMessage } from '../src/model/messages.ts';
import { createPipeline } from '../src/pipeline.ts';
import { createLedger } from '../src/receivers/ledger.ts';
import { createWatches } from '../src/rules/watches.ts';
import { createZoneWatch } from '../src/rules/zone-watch.ts';
import { createPicture } from '../src/traffic/picture.ts';
import { judgeByAis, nowMs } from './cargo-samples.ts';

const log = { info() {}, warn() {}, error() {} };
const here = 244_123_450;
const gone = 244_123_451;
const cause = `separation:${here}:${gone}`;

test('S7 after a restart it ends when the vessel that it is not filed under is gone', () => {
  const desk = createAlertDesk(
    { epoch: 'e', recovered: [], append: async () => {}, close: async () => {} },
    { maxAlerts: 10, maxEvents: 10, retryMs: 1 },
    () => nowMs,
    log,
  );
  const pipeline = createPipeline({
    picture: createPicture({ maxVessels: 10, forgetMs: 86_400_000 }, judgeByAis),
    zones: createZoneWatch([]),
    behaviour: createWatches([]),
    desk,
    archive: { position() {}, vessel() {}, visit() {} },
    crosscheck: { consider: () => {} },
    log,
  });
  const found = {
    action: 'raise',
    cause,
    kind: 'separation',
    severity: 'warning',
    mmsi: here,
    others: [gone],
    zoneId: null,
    position: null,
    title: 'Hazardous vessel lies too close',
    text: '',
    evidence: {},
  } as const;
  desk.consider([found], nowMs);
  const hull: AisMessage = {
    type: 8,
    repeat: 0,
    mmsi: here,
    sequence: null,
    destinationMmsi: null,
    retransmitted: null,
    dac: 200,
    fid: 10,
    data: null,
    inland: { eni: '02334567', lengthM: 110, beamM: 11, eriType: 8020, hazard: 2, draughtM: 3, loaded: null },
  };
  const link = pipeline.openLink(createLedger().tally('kallo', 'tcp-listener'));
  for (const line of toSentences(hull, { channel: 'A' }))
    link.bytes(Buffer.from(`${line}\r\n`, 'latin1'), nowMs);
  pipeline.resume(nowMs, true);
  expect([...desk.standing()].map((alert) => alert.cause)).toEqual([cause]);
  pipeline.conclude(nowMs);
  expect([...desk.standing()].filter(({ state }) => state === 'active')).toEqual([]);
});
