import { describe, expect, test } from 'vitest';
import { type Envelope, encodeApplication } from '../src/ais/applications/encode.ts';
import type { Encoded } from '../src/ais/encode.ts';
import { toSentences, wrap } from '../src/ais/sentences.ts';
import { createAlertDesk } from '../src/alerts/desk.ts';
import { noteApplication } from '../src/cargo/notes.ts';
import type { VesselRow } from '../src/model/archive.ts';
import type { AisMessage } from '../src/model/messages.ts';
import { createPipeline } from '../src/pipeline.ts';
import { createLedger } from '../src/receivers/ledger.ts';
import { createVesselWatch } from '../src/rules/behaviour/vessel-watch.ts';
import { createZoneWatch } from '../src/rules/zone-watch.ts';
import { createPicture } from '../src/traffic/picture.ts';
import { judgeByAis, nowMs } from './cargo-samples.ts';

/** From the bytes of messages 6 and 8 to what is judged of a vessel's cargo. */

const log = { info() {}, warn() {}, error() {} };
const mmsi = 244_123_450;
const broadcast: Envelope = { mmsi, destinationMmsi: null };
const addressed: Envelope = { mmsi, destinationMmsi: 2_059_991 };

/** A dry cargo ship that has just said what it is: ship type 79, no blue cones. */
const hull: AisMessage = {
  type: 8,
  repeat: 0,
  mmsi,
  sequence: null,
  destinationMmsi: null,
  retransmitted: null,
  dac: 200,
  fid: 10,
  data: null,
  inland: {
    eni: '02334567',
    lengthM: 110,
    beamM: 11.4,
    eriType: 8010,
    hazard: 0,
    draughtM: 2.5,
    loaded: null,
  },
};

function harbour(recordedAt?: () => number | null) {
  const vessels: VesselRow[] = [];
  const picture = createPicture({ maxVessels: 10, forgetMs: 86_400_000 }, judgeByAis);
  const desk = createAlertDesk(
    { epoch: 'e', recovered: [], append: async () => {}, close: async () => {} },
    { maxAlerts: 10, maxEvents: 10, retryMs: 1 },
    () => nowMs,
    log,
  );
  const pipeline = createPipeline({
    picture,
    zones: createZoneWatch([]),
    behaviour: createVesselWatch([]),
    desk,
    archive: { position() {}, vessel: (row) => void vessels.push(row), visit() {} },
    crosscheck: { consider: () => {} },
    log,
    noteAboard: noteApplication,
    ...(recordedAt && { recordedAt }),
  });
  const tally = createLedger().tally('kallo', 'tcp-listener');
  const link = pipeline.openLink(tally);
  let atMs = nowMs;
  const lines = (all: readonly string[]): void => {
    atMs += 10_000;
    for (const line of all) link.bytes(Buffer.from(`${line}\r\n`, 'latin1'), atMs);
  };
  lines(toSentences(hull, { channel: 'A' }));
  return {
    tally,
    vessels,
    failures: pipeline.failures,
    hear: (encoded: Encoded): void => lines(wrap(encoded, { channel: 'A' })),
    state: () => picture.get(mmsi)?.hazard,
    vessel: () => picture.get(mmsi),
  };
}

const fi25 = encodeApplication(addressed, 1, 25, {
  unit: 2,
  amount: 120,
  cargos: [{ code: 1, imdg_class: 30 }],
});

describe('K15 a dangerous-cargo message, from bytes to the state', () => {
  test('DAC 1 FI 25 makes a dry ship confirmed, and that is stored', () => {
    const h = harbour();
    expect(h.state()?.state).toBe('none-declared');
    h.hear(fi25);
    expect(h.state()?.state).toBe('confirmed');
    expect(h.vessel()?.dangerousCargo).toMatchObject({ imdgClasses: ['3'], tonnes: 120 });
    expect(h.vessels.at(-1)).toMatchObject({ mmsi, hazardState: 'confirmed' });
  });

  test('DAC 1 FI 12, addressed, does too', () => {
    const h = harbour();
    h.hear(encodeApplication(addressed, 1, 12, { dangerous: 'AMMONIA', imdcat: '2.3', unid: 1005 }));
    expect(h.state()?.state).toBe('confirmed');
    expect(h.vessel()?.dangerousCargo).toMatchObject({ unNumbers: [1005], substances: ['AMMONIA'] });
  });

  test('other applications change nothing; one too short for its layout is counted and harmless', () => {
    const h = harbour();
    const before = structuredClone(h.vessel()?.hazard);
    h.hear(encodeApplication(broadcast, 366, 57, { payloadHex: 'ffff', payloadBits: 16 }));
    h.hear(encodeApplication(broadcast, 1, 63, { payloadHex: 'ffff', payloadBits: 16 }));
    expect(h.tally.sideFaults).toEqual({});
    const persons = encodeApplication(addressed, 200, 55, { crew: 4 });
    h.hear({ sextets: persons.sextets.subarray(0, 16), bits: 96 });
    expect(h.tally.sideFaults).toEqual({ 'bad-application': 1 });
    expect(h.tally.results.accepted).toBe(4);
    expect(h.vessel()?.hazard).toEqual(before);
    expect(h.vessels).toHaveLength(1);
    expect(Object.values(h.failures).every((n) => n === 0)).toBe(true);
  });

  test('T13 one that was recorded over a minute ago says nothing of now', () => {
    let lateMs: number | null = null;
    const h = harbour(() => lateMs);
    lateMs = nowMs - 120_000;
    h.hear(fi25);
    expect(h.state()?.state).toBe('none-declared');
    expect(h.vessel()?.dangerousCargo).toBeNull();
  });
});

test('K14 persons on board by DAC 200 FI 55 and DAC 1 FI 16, the newest counts', () => {
  const h = harbour();
  h.hear(encodeApplication(addressed, 200, 55, { crew: 4, passengers: 12, personnel: 0 }));
  expect(h.state()?.personsOnBoard).toBe(16);
  h.hear(encodeApplication(addressed, 1, 16, { persons: 9 }));
  expect(h.state()?.personsOnBoard).toBe(9);
  h.hear(encodeApplication(addressed, 1, 16, {}));
  expect(h.state()?.personsOnBoard).toBe(9);
  expect(h.state()?.state).toBe('none-declared');
});
