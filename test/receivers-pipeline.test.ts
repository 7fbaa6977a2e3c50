import { describe, expect, test } from 'vitest';
import { checksumOf, toSentences } from '../src/ais/sentences.ts';
import { createAlertDesk } from '../src/alerts/desk.ts';
import { createRandom } from '../src/lib/random.ts';
import type { Alert, AlertEvent } from '../src/model/alert.ts';
import type { PositionRow } from '../src/model/archive.ts';
import type { AisMessage } from '../src/model/messages.ts';
import type { Log } from '../src/model/ports.ts';
import { createPipeline } from '../src/pipeline.ts';
import { createLedger } from '../src/receivers/ledger.ts';
import type { ReceiverMemory } from '../src/receivers/watch/memory.ts';
import { createReceiverWatch } from '../src/receivers/watch/watch.ts';
import { createVesselWatch } from '../src/rules/behaviour/vessel-watch.ts';
import { createZoneWatch } from '../src/rules/zone-watch.ts';
import { createPicture } from '../src/traffic/picture.ts';
import { judgeByAis } from './cargo-samples.ts';
import { mondayMs } from './receiver-feeds.ts';

/** From bytes to the alert: two receivers on the real pipeline, sentence by sentence, time by hand. */

const log: Log = { info() {}, warn() {}, error() {} };
const weeks1024Ms = 1024 * 7 * 86_400_000;

function createHarbour(recovered: readonly AlertEvent[] = []) {
  const ledger = createLedger();
  const receivers = createReceiverWatch({ ledger });
  const positions: PositionRow[] = [];
  const recorded: AlertEvent[] = [];
  const desk = createAlertDesk(
    { epoch: 'e', recovered, append: async (events) => void recorded.push(...events), close: async () => {} },
    { maxAlerts: 100, maxEvents: 100, retryMs: 1 },
    () => 0,
    log,
  );
  const limits = { maxVessels: 1_000, forgetMs: 86_400_000 };
  const picture = createPicture(limits, judgeByAis, receivers.canHear);
  const pipeline = createPipeline({
    picture,
    zones: createZoneWatch([]),
    behaviour: createVesselWatch([]),
    desk,
    archive: { position: (row) => void positions.push(row), vessel() {}, visit() {} },
    crosscheck: { consider: () => {} },
    log,
    receivers,
  });
  return { ledger, receivers, positions, desk, pipeline, picture, recorded };
}

const tag = (timeMs: number): string => {
  const body = `c:${Math.floor(timeMs / 1000)}`;
  return `\\${body}*${checksumOf(body)}\\`;
};

const position = (mmsi: number, lon: number, lat: number, atMs: number): AisMessage => ({
  type: 1,
  repeat: 0,
  mmsi,
  navStatus: 0,
  rotDegPerMin: 0,
  sogKn: 0,
  positionAccurate: true,
  lon,
  lat,
  cogDeg: 90,
  headingDeg: 90,
  utcSecond: Math.floor(atMs / 1000) % 60,
  manoeuvre: 0,
  raim: false,
  radio: 0,
});

function baseStation(timeMs: number): AisMessage {
  const at = new Date(timeMs);
  return {
    type: 4,
    repeat: 0,
    mmsi: 2_050_077,
    positionAccurate: true,
    lon: 4.3,
    lat: 51.28,
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    epfd: 7,
    raim: false,
    radio: 0,
  };
}

interface Hearing {
  readonly names: readonly string[];
  readonly seconds: number;
  /** Error of the base station's clock, and of the receivers' own where they tag. */
  readonly stationOffsetMs?: number;
  readonly tagOffsetMs?: number;
}

/** Ten vessels report in turn, one a second, and a base station every ten seconds; all receivers hear everything. */
function hear(harbour: ReturnType<typeof createHarbour>, hearing: Hearing) {
  const { names, seconds, stationOffsetMs = 0, tagOffsetMs } = hearing;
  const { ledger, pipeline } = harbour;
  const links = names.map((name) => {
    const tally = ledger.tally(name, 'tcp-listener');
    tally.connections = 1;
    return pipeline.openLink(tally);
  });
  const random = createRandom(2);
  let nowMs = mondayMs;
  for (let i = 0; i < seconds; i++) {
    nowMs += 1000;
    const lon = 4.3 + 0.1 * Math.cos(i % 10);
    const lat = 51.28 + 0.06 * Math.sin(i % 10);
    const messages = [position(205_000_001 + (i % 10), lon, lat, nowMs)];
    if (i % 10 === 0) messages.push(baseStation(nowMs + stationOffsetMs));
    for (const message of messages) {
      const [line = ''] = toSentences(message, { channel: 'A' });
      for (const link of links) {
        const receivedAtMs = nowMs + Math.floor(random.unit() * 300);
        const head = tagOffsetMs === undefined ? '' : tag(nowMs + tagOffsetMs);
        link.bytes(Buffer.from(`${head}${line}\r\n`, 'latin1'), receivedAtMs);
      }
    }
    pipeline.tick(nowMs + 900);
  }
  return {
    nowMs,
    /** Time passes in silence, with every connection open. */
    rest(restSeconds: number): void {
      for (let i = 0; i < restSeconds; i++) {
        nowMs += 1000;
        pipeline.tick(nowMs);
      }
    },
  };
}

async function alertsOf(harbour: ReturnType<typeof createHarbour>): Promise<readonly Alert[]> {
  await harbour.desk.flush();
  return harbour.desk.list({ state: null, kind: null, after: 0, limit: 100 });
}

describe('R3 from bytes to the alert', () => {
  test('receivers that stay connected and say nothing are found within two minutes', async () => {
    const harbour = createHarbour();
    const quiet = hear(harbour, { names: ['kallo', 'lillo'], seconds: 300 });
    quiet.rest(45);
    expect(await alertsOf(harbour)).toEqual([]);
    quiet.rest(75);
    expect((await alertsOf(harbour)).map(({ cause, state }) => [cause, state])).toEqual([
      ['receiver.silent:kallo', 'active'],
      ['receiver.silent:lillo', 'active'],
    ]);
  });

  test('R6 an alert of the run before ends when its receiver is not known any more', async () => {
    const before = createHarbour();
    hear(before, { names: ['kallo'], seconds: 300 }).rest(120);
    await before.desk.flush();
    const harbour = createHarbour(before.recorded);
    harbour.pipeline.resume(mondayMs);
    expect((await alertsOf(harbour)).map(({ cause, state }) => [cause, state])).toEqual([
      ['receiver.silent:kallo', 'cleared'],
    ]);
  });
});

describe('R10 a wrong clock, from bytes to the alert', () => {
  test.each([
    ['1024 weeks', -weeks1024Ms],
    ['the year 2080', Date.UTC(2080, 0, 6) - mondayMs],
  ])(
    '%s: said by TAG blocks or by the base station, it is flagged, and nothing is stored at that time',
    async (_what, offsetMs) => {
      for (const wrong of [{ tagOffsetMs: offsetMs }, { stationOffsetMs: offsetMs }]) {
        const harbour = createHarbour();
        const { nowMs } = hear(harbour, { names: ['kallo', 'lillo'], seconds: 300, ...wrong });
        expect((await alertsOf(harbour)).map(({ cause }) => cause)).toEqual([
          'receiver.clock:kallo',
          'receiver.clock:lillo',
        ]);
        expect(harbour.positions.length).toBeGreaterThan(290);
        for (const { timeMs } of harbour.positions) expect(Math.abs(timeMs - nowMs)).toBeLessThan(86_400_000);
      }
    },
  );

  test('a right clock is not', async () => {
    const harbour = createHarbour();
    hear(harbour, { names: ['kallo', 'lillo'], seconds: 300, tagOffsetMs: 0 });
    expect(await alertsOf(harbour)).toEqual([]);
    for (const { health } of harbour.ledger.all())
      expect(Math.abs(health?.clockOffsetS ?? 9)).toBeLessThan(1);
  });
});

test('R12 a receiver that hears everything second has the same coverage as the one that hears it first', () => {
  const harbour = createHarbour();
  hear(harbour, { names: ['first', 'second'], seconds: 600 });
  const [first, second] = [...harbour.ledger.all()];
  expect(first?.results.duplicate).toBe(0);
  expect(second?.results.accepted).toBe(0);
  expect(first?.health?.coverage).not.toBeNull();
  const boxes = [first, second].map((tally) => tally?.health?.coverage?.bbox ?? []);
  for (const [i, edge] of (boxes[0] ?? []).entries()) expect(boxes[1]?.[i]).toBeCloseTo(edge, 1);
});

describe('T22 a vessel beyond what its receiver hears, from bytes to its trust', () => {
  const centre = [4.3, 51.28] as const;
  /** A receiver that has heard up to 40 km all around, for so many seconds before. */
  const knownFor = (heardForS: number): ReceiverMemory => ({
    ...{ name: 'kallo', kind: 'tcp-listener', lastHeardMs: mondayMs, arrivals: 100_000, heardForS },
    ...{ silentS: 0, count: 0, seconds: 0, longest: 0, stretches: 0 },
    ...{ perS: Array(24).fill(0), days: Array(24).fill(0) },
    coverage: { centre, reachKm: Array(36).fill(40) },
  });
  /** Reasons after each of three reports at that distance to the north. */
  function reasons(km: number, heardForS = 200_000, repeat = 0): readonly string[] {
    const { ledger, receivers, pipeline, picture } = createHarbour();
    receivers.remember([knownFor(heardForS)]);
    pipeline.tick(mondayMs);
    const link = pipeline.openLink(ledger.tally('kallo', 'tcp-listener'));
    return [10_000, 20_000, 30_000].map((afterMs) => {
      const atMs = mondayMs + afterMs;
      const report = { ...position(205_000_001, centre[0], centre[1] + km / 110.574, atMs), repeat };
      for (const line of toSentences(report, { channel: 'A' }))
        link.bytes(Buffer.from(`${line}\r\n`, 'latin1'), atMs);
      return picture.get(205_000_001)?.trust.reasons.join() ?? 'no vessel';
    });
  }

  test('it has the reason `range` with the second report', () => {
    expect(reasons(70)).toEqual(['', 'range', 'range']);
    expect(reasons(300)).toEqual(['', 'range', 'range']);
  });

  test('within reach, at its edge, by a repeater, or when the reach is not known yet it has none', () => {
    for (const quiet of [reasons(10), reasons(39), reasons(58), reasons(70, 200_000, 1), reasons(70, 3_600)])
      expect(quiet).toEqual(['', '', '']);
  });
});
