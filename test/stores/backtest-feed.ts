import { toSentences } from '../../src/ais/sentences.ts';
import { createAlertDesk } from '../../src/alerts/desk.ts';
import type { ArchiveWriter } from '../../src/archive/writer.ts';
import type { Random } from '../../src/lib/random.ts';
import type { Finding } from '../../src/model/alert.ts';
import type { BacktestAlert } from '../../src/model/backtest.ts';
import type { AisMessage } from '../../src/model/messages.ts';
import type { Zone, ZoneRule } from '../../src/model/zone.ts';
import { createPipeline } from '../../src/pipeline.ts';
import { createLedger } from '../../src/receivers/ledger.ts';
import { createZoneWatch } from '../../src/rules/zone-watch.ts';
import { createPicture } from '../../src/traffic/picture.ts';
import { inland, position, voyage } from '../../src/traffic/samples.test-data.ts';
import { judgeByAis } from '../cargo-samples.ts';
import { silent } from './archive-rows.ts';

/** Random zones and tracks, and the live pipeline that they go through. */

/** 2026-11-23T10:00:00Z. */
export const feedFromMs = 1_795_428_000_000;
const [lon0, lat0] = [4.3, 51.3];
const kmLat = 1 / 111.195;
const kmLon = kmLat / Math.cos((lat0 * Math.PI) / 180);
const place = (eastKm: number, northKm: number): [number, number] => [
  lon0 + eastKm * kmLon,
  lat0 + northKm * kmLat,
];

/** A star about a centre: it has inlets, and lines that miss it run through its box. */
function star(random: Random, eastKm: number, northKm: number): [number, number][] {
  const corners = random.whole(4, 9);
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = ((i + random.unit() * 0.8) * 2 * Math.PI) / corners;
    const km = random.between(0.2, 1.2);
    return place(eastKm + km * Math.cos(angle), northKm + km * Math.sin(angle));
  });
  return [...ring, ring[0] as [number, number]];
}

export function randomZone(random: Random): Zone {
  const who = {
    hazard: random.chance(0.5)
      ? (['confirmed', 'suspected'] as const)
      : (['confirmed', 'suspected', 'unknown', 'none-declared', 'not-applicable'] as const),
    classes: null,
    minCones: random.chance(0.2) ? 1 : null,
    minLengthM: random.chance(0.2) ? 105 : null,
  };
  const rule = (kind: ZoneRule['rule'], more: Partial<ZoneRule> = {}): ZoneRule => ({
    ...{
      rule: kind,
      severity: 'warning',
      appliesTo: who,
      limitKn: null,
      holdS: random.whole(0, 120),
      ...more,
    },
  });
  const rules = [
    rule('zone.enter'),
    rule('zone.exit'),
    rule('zone.speed', { limitKn: random.between(3, 12) }),
    rule('zone.dwell', { limitS: random.whole(60, 1800) }),
    rule('zone.stop'),
    rule('zone.wrong-way', { axisDeg: random.whole(0, 359) }),
    rule('zone.capacity', { maxVessels: random.whole(0, 2), passengerBesideCones: 1 }),
  ];
  const parts = random.chance(0.3) ? [star(random, -1.5, 0), star(random, 1.5, 0.4)] : [star(random, 0, 0)];
  return {
    id: 'draft',
    name: 'Draft',
    kind: 'area',
    geometry: { type: 'MultiPolygon', coordinates: parts.map((ring) => [ring]) },
    rules: random.shuffled(rules).slice(0, random.whole(2, rules.length)),
    exitMarginM: random.pick([0, 30, 300]),
    approximate: false,
    uncertaintyM: null,
    note: null,
    ...(random.chance(0.3) && { schedule: [{ days: ['mon', 'tue'] as const, from: '11:00', to: '14:30' }] }),
  };
}

export interface Heard {
  readonly atMs: number;
  readonly message: AisMessage;
}

/** Seconds to the next report: mostly soon, sometimes longer than a track is taken as one, rarely so long that the vessel is forgotten. */
function pauseS(random: Random): number {
  if (random.chance(0.02)) return random.whole(6 * 3600, 8 * 3600);
  return random.chance(0.08) ? random.whole(590, 3000) : random.whole(2, 180);
}

/** What one vessel sends: at first what it is, then where it is, now and then something new of itself. */
function sent(random: Random, mmsi: number, untilMs: number): Heard[] {
  const heard: Heard[] = [];
  let atMs = feedFromMs + random.whole(0, 600) * 1000;
  const say = (message: AisMessage): void => {
    heard.push({ atMs, message });
    atMs += 1000;
  };
  const isInland = random.chance(0.5);
  const tell = (): void => {
    if (isInland) say(inland(mmsi, random.whole(0, 5)));
    else say(voyage(mmsi, { shipType: random.pick([36, 60, 70, 80, 82]), draughtM: random.whole(2, 9) }));
  };
  tell();
  let [east, north] = [random.between(-3, 3), random.between(-3, 3)];
  while (atMs < untilMs) {
    if (random.chance(0.05)) tell();
    if (random.chance(0.2)) [east, north] = [random.between(-6, 6), random.between(-3, 3)];
    else if (random.chance(0.8)) [east, north] = [east + random.bell() * 0.6, north + random.bell() * 0.6];
    const [lon, lat] = place(east, north).map((degrees) => Math.round(degrees * 600_000) / 600_000);
    const sogKn = random.chance(0.3) ? random.whole(0, 4) / 10 : random.whole(0, 200) / 10;
    const navStatus = random.pick([0, 0, 0, 1, 5]);
    say(
      position(mmsi, {
        ...{ lon: lon ?? 0, lat: lat ?? 0, sogKn, cogDeg: random.whole(0, 3599) / 10, navStatus },
        utcSecond: (atMs / 1000) % 60,
      }),
    );
    const silentS = pauseS(random);
    atMs += silentS * 1000;
    // the live picture has forgotten what it was, and knows it again when it says so; the past knows it all along
    if (silentS >= 6 * 3600) tell();
  }
  return heard;
}

/** By time, then MMSI: the order in which the archive gives positions of one moment. */
export function randomFeed(random: Random, vessels: number, untilMs: number): Heard[] {
  return Array.from({ length: vessels }, (_, i) => sent(random, 205_000_001 + i, untilMs))
    .flat()
    .sort((a, b) => a.atMs - b.atMs || a.message.mmsi - b.message.mmsi);
}

/** What a back-test says, as far as the live path says it too; `byClock`: it ended between two positions. */
export type Told = Pick<
  BacktestAlert,
  'kind' | 'mmsi' | 'title' | 'text' | 'position' | 'raisedAtMs' | 'clearedAtMs'
> & {
  byClock?: boolean;
};

/** Feeds the live pipeline, with the zone in its port and the real writer behind it, second by second. */
export async function liveAlerts(
  feed: readonly Heard[],
  zone: Zone,
  writer: ArchiveWriter,
  untilMs: number,
): Promise<Told[]> {
  const told: Told[] = [];
  const open = new Map<string, Told>();
  let byClock = false;
  const take = (finding: Finding, nowMs: number): void => {
    const standing = open.get(finding.cause);
    if (finding.action === 'clear') {
      open.delete(finding.cause);
      if (standing !== undefined) Object.assign(standing, { clearedAtMs: nowMs, byClock });
    } else if (standing === undefined && finding.mmsi !== null) {
      const { kind, mmsi, title, text, position: at } = finding;
      const alert: Told = { kind, mmsi, title, text, position: at, raisedAtMs: nowMs, clearedAtMs: null };
      open.set(finding.cause, alert);
      told.push(alert);
    }
  };
  const noLog = { epoch: 'e', recovered: [], append: async () => {}, close: async () => {} };
  const desk = createAlertDesk(noLog, { maxAlerts: 10, maxEvents: 10, retryMs: 1 }, () => 0, silent);
  const pipeline = createPipeline({
    picture: createPicture({ maxVessels: 1_000, forgetMs: 86_400_000 }, judgeByAis),
    zones: createZoneWatch([zone]),
    behaviour: {
      evaluate: () => [],
      heard: () => [],
      tick: () => [],
      forget: () => [],
      replace: () => [],
      restore: () => {},
      size: 0,
    },
    desk: { ...desk, consider: (found, nowMs) => found.forEach((finding) => void take(finding, nowMs)) },
    archive: writer,
    crosscheck: { consider: () => {} },
    log: silent,
  });
  const link = pipeline.openLink(createLedger().tally('kallo', 'tcp-listener'));
  let next = 0;
  for (let nowMs = feedFromMs; nowMs < untilMs; nowMs += 1000) {
    byClock = true;
    pipeline.tick(nowMs);
    byClock = false;
    for (let heard = feed[next]; heard !== undefined && heard.atMs === nowMs; heard = feed[++next]) {
      for (const line of toSentences(heard.message, { channel: 'A' }))
        link.bytes(Buffer.from(`${line}\r\n`), nowMs);
      // of a vessel that says two things within one batch the archive takes the latter
      if (heard.message.type > 3) await writer.flush();
    }
  }
  await writer.flush();
  expectNoFailures(pipeline.failures);
  return told;
}

function expectNoFailures(failures: Readonly<Record<string, number>>): void {
  const failed = Object.entries(failures).filter(([, times]) => times > 0);
  if (failed.length > 0) throw new Error(`a stage failed: ${JSON.stringify(failed)}`);
}
