import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecollection } from '../../src/commands/recollection.ts';
import { everything as allShown } from '../../src/gateway/access/disclosure.ts';
import { pictureThen } from '../../src/gateway/history/picture-then.ts';
import { sightOf, type View, wanted } from '../../src/gateway/live/stage.ts';
import { presentLive } from '../../src/gateway/present.ts';
import { createRandom, type Random } from '../../src/lib/random.ts';
import { type AlertScope, mayKnow } from '../../src/model/audience.ts';
import type { ChroniclePage, ChronicleSpan } from '../../src/model/chronicle.ts';
import type { LiveVessel } from '../../src/protocol/vessel.ts';
import { declarationOf } from '../cargo-samples.ts';
import { createReplay, pictureOf, type TestReplay } from '../replay-client.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { alertEvent, batch, position, vessel } from './archive-rows.ts';

const never = new AbortController().signal;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** 2026-11-23T06:00:00Z. */
const startMs = Date.parse('2026-11-23T06:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();

const port = { id: 'port', confined: false, areas: [], vessels: [] };

/** Three hours of ten vessels that move, stop, fall silent, say something else, enter and leave zones, and are declared. */
function threeHours(random: Random) {
  const parts: ReturnType<typeof batch>[] = [];
  const any = <T>(...choices: T[]): T => choices[random.whole(0, choices.length - 1)] as T;
  for (let mmsi = 205_000_401; mmsi <= 205_000_410; mmsi++) {
    const inside = new Set<string>();
    // some are known from before only, and some come later
    let timeMs = startMs - random.whole(-60, 26 * 60) * minuteMs;
    let lon = 4.2 + random.whole(0, 200) / 1000;
    while (timeMs < startMs + 3 * hourMs) {
      lon += random.whole(-20, 20) / 1000;
      const sogKn = any(0, 0.2, 6.5, 24, null);
      const more = { lon, lat: 51.3, sogKn, navStatus: any(0, 1, 5), headingDeg: any(10, 200, null) };
      const part = { positions: [position(mmsi, timeMs, more)], vessels: [vessel(mmsi, timeMs)] };
      const said = { name: any('NAME A', 'NAME B'), inlandHazard: any(0, 1, 3, null), shipType: any(70, 80) };
      const zoneId = any('dock', 'lock', 'quay');
      const isIn = inside.has(zoneId);
      if (isIn) inside.delete(zoneId);
      else inside.add(zoneId);
      const hasSaid = random.whole(0, 3) === 0;
      const steps = { step: isIn ? 'leaves' : 'enters', mmsi, zoneId, timeMs: timeMs + 700 } as const;
      parts.push(
        batch({
          ...part,
          vessels: hasSaid ? [vessel(mmsi, timeMs + 1, { ...said, class: any('A', 'B', 'inland') })] : [],
          visits: random.whole(0, 2) === 0 ? [steps] : [],
        }),
      );
      timeMs += any(2_000, 10_000, 3 * minuteMs, 25 * minuteMs);
    }
    const validFromMs = startMs + random.whole(-60, 150) * minuteMs;
    const declared = {
      id: `replayed-${mmsi}`,
      mmsi,
      declaredAtMs: validFromMs - random.whole(-30, 30) * minuteMs,
    };
    const validToMs = validFromMs + random.whole(1, 90) * minuteMs;
    const withdrawnAtMs = any(null, validFromMs + 10 * minuteMs);
    parts.push(
      batch({
        declarations: [
          declarationOf({ ...declared, validFromMs, validToMs, withdrawnAtMs, unNumbers: [1203] }),
        ],
      }),
    );
  }
  // silent for so long that they leave the picture meanwhile, though one of them goes on saying what it is
  const atRest = { lon: 4.3, lat: 51.3, sogKn: 0, navStatus: 5 };
  for (let i = 0; i < 6; i++) {
    const mmsi = 205_000_411 + i;
    const silentMs = i < 3 ? 6 * hourMs : 24 * hourMs;
    const heardMs = startMs + random.whole(0, 150) * minuteMs - silentMs;
    const where = i < 3 ? { ...atRest, sogKn: 6, navStatus: 0 } : atRest;
    const saidMs = i === 5 ? startMs - hourMs : heardMs - hourMs;
    parts.push(batch({ positions: [position(mmsi, heardMs, where)], vessels: [vessel(mmsi, saidMs)] }));
  }
  return parts;
}

/** What every archive gives of the past for replays; pages hold twenty rows. */
export function replayContract(open: () => Promise<ArchiveUnderTest>): void {
  let under: ArchiveUnderTest;
  const recollection = createRecollection(24 * hourMs);
  const past = () => ({ history: under.archive.history, chronicle: under.archive.chronicle, recollection });

  beforeAll(async () => {
    under = await open();
    await under.archive.prepare();
    for (const part of threeHours(createRandom(70))) await under.archive.write(part);
  });
  afterAll(() => under.end());

  async function pages(span: ChronicleSpan): Promise<ChroniclePage[]> {
    const found: ChroniclePage[] = [];
    for (let { fromMs } = span; fromMs < span.toMs; ) {
      const page = await under.archive.chronicle.page({ ...span, fromMs }, never);
      found.push(page);
      fromMs = page.beforeMs;
    }
    return found;
  }
  const everything = { fromMs: startMs, toMs: startMs + 3 * hourMs, area: null, everyMs: 1 };

  test('W32 pages have all that happened, once, in the order of time', async () => {
    const found = await pages(everything);
    const times = found.flatMap(({ positions }) => positions.map(({ timeMs }) => timeMs));
    const { rows } = await under.pool.query<{ ms: number }>(
      `SELECT (extract(epoch FROM time) * 1000)::float8 AS ms FROM havenwacht.positions
        WHERE time >= $1 AND time < $2 ORDER BY time`,
      [iso(everything.fromMs), iso(everything.toMs)],
    );
    expect(found.length).toBeGreaterThan(5);
    expect(times).toEqual(rows.map(({ ms }) => ms));
    for (const { positions, descriptions, stays } of found) {
      expect(positions.length).toBeLessThan(20);
      expect(descriptions.length).toBeLessThan(20);
      expect(stays.length).toBeLessThan(20);
    }
    const { rows: told } = await under.pool.query(
      'SELECT FROM havenwacht.vessel_history WHERE time >= $1 AND time < $2',
      [iso(everything.fromMs), iso(everything.toMs)],
    );
    expect(found.flatMap(({ descriptions }) => descriptions)).toHaveLength(told.length);
  });

  test('W32 more at one instant than a page holds comes at once', async () => {
    const atMs = startMs - 300 * hourMs;
    const same = Array.from({ length: 50 }, (_, i) => position(205_000_500 + i, atMs));
    await under.archive.write(batch({ positions: same }));
    const found = await pages({ ...everything, fromMs: atMs, toMs: atMs + minuteMs });
    expect(found.flatMap(({ positions }) => positions)).toHaveLength(50);
  });

  test('W32 of a vessel the last position in `everyMs` is given, those in the area and the first outside', async () => {
    const fromMs = startMs - 400 * hourMs;
    const along = [4.1, 4.3, 4.31, 4.5, 4.6, 4.3].map((lon, i) =>
      position(205_000_601, fromMs + i * 1000, { lon }),
    );
    await under.archive.write(batch({ positions: along }));
    const lons = async (over: Partial<ChronicleSpan>) =>
      (await pages({ ...everything, fromMs, toMs: fromMs + minuteMs, ...over }))
        .flatMap(({ positions }) => positions)
        .map(({ lon }) => lon);
    expect(await lons({ area: [4.2, 51, 4.4, 52] })).toEqual([4.1, 4.3, 4.31, 4.5, 4.3]);
    expect(await lons({ everyMs: 3000 })).toEqual([4.31, 4.3]);
  });

  test('W20 W32 the alerts that were open, as they stood, and then what happened to them', async () => {
    const open = startMs - 200 * hourMs;
    const raised = (seq: number, ms: number) => alertEvent(seq, iso(open + ms));
    const later = (seq: number, of: number, ms: number, alert: object) => {
      const { alert: before } = raised(of, 0);
      return alertEvent(seq, iso(open + ms), { ...before, updatedAt: iso(open + ms), seq, ...alert });
    };
    await under.archive.write(
      batch({
        alertEvents: [
          raised(1, 0),
          raised(2, 1000),
          later(3, 2, 2000, { state: 'acknowledged', acknowledgedBy: 'els' }),
          later(4, 1, 3000, { state: 'cleared' }),
          raised(5, 4000),
          later(6, 5, 5000, { state: 'closed' }),
          later(7, 2, 9000, { state: 'closed', acknowledgedBy: 'els' }),
        ],
      }),
    );
    const stood = async (ms: number, most = 10) => {
      const { alerts, leftOut } = await under.archive.chronicle.alertsAt(open + ms, port, most, never);
      return [
        ...alerts.map(({ id, seq, state, acknowledgedBy }) => [id, seq, state, acknowledgedBy]),
        leftOut,
      ];
    };
    expect(await stood(-1)).toEqual([0]);
    expect(await stood(1000)).toEqual([['alert-1', 1, 'active', null], ['alert-2', 2, 'active', null], 0]);
    expect(await stood(1000, 1)).toEqual([['alert-2', 2, 'active', null], 1]);
    expect(await stood(2500)).toEqual([
      ['alert-1', 1, 'active', null],
      ['alert-2', 3, 'acknowledged', 'els'],
      0,
    ]);
    expect(await stood(6000)).toEqual([['alert-2', 3, 'acknowledged', 'els'], 0]);
    expect(await stood(9000)).toEqual([0]);

    const run = createReplay(past(), { fromMs: open + 1500, toMs: open + 6000 });
    await run.toEnd();
    const [alerts] = run.frames.filter((frame) => frame.type === 'alerts');
    expect(alerts).toMatchObject({ replay: true, at: iso(open + 1500), leftOut: 0 });
    expect(
      run.alerts().map(({ replay, at, seq, alert }) => [replay, at, seq, alert.state, alert.acknowledgedBy]),
    ).toEqual([
      [true, iso(open + 2000), 3, 'acknowledged', 'els'],
      [true, iso(open + 3000), 4, 'cleared', null],
      [true, iso(open + 4000), 5, 'active', null],
      [true, iso(open + 5000), 6, 'closed', null],
    ]);
  });

  test('Q10 of the alerts that were open an organisation is given those that it may know of', async () => {
    const open = startMs - 250 * hourMs;
    const raised = (seq: number, alert: object) =>
      alertEvent(seq, iso(open + seq), { id: `scope-${seq}`, ...alert });
    const events = [
      raised(101, {}),
      raised(102, { zoneId: 'trap', audience: ['police'] }),
      raised(103, { zoneId: 'quay' }),
      raised(104, { zoneId: null, mmsi: null, others: [] }),
      raised(105, { zoneId: null, others: ['205278090'] }),
      raised(106, { zoneId: null, mmsi: '205278090', audience: ['police', 'terminal'] }),
    ];
    await under.archive.write(batch({ alertEvents: events }));
    const scopes: AlertScope[] = [
      port,
      { ...port, id: 'police' },
      { id: 'terminal', confined: true, areas: ['quay'], vessels: ['205278090'] },
      { id: 'other', confined: true, areas: [], vessels: [] },
    ];
    for (const scope of scopes) {
      const right = events.map(({ alert }) => alert).filter((alert) => mayKnow(scope, alert));
      const { alerts, leftOut } = await under.archive.chronicle.alertsAt(open + 1000, scope, 2, never);
      expect(alerts.map(({ id }) => id)).toEqual(right.slice(-2).map(({ id }) => id));
      expect(leftOut).toBe(Math.max(0, right.length - 2));
    }
  });

  /** As `GET /vessels?at=` has it. */
  async function pictureAt(atMs: number, view: View): Promise<LiveVessel[]> {
    const then = pictureThen(atMs, past(), never);
    const found = await then.find(-1, 1000, (vessel) => wanted(view, sightOf(vessel)));
    return found.map((vessel) => presentLive(vessel, atMs, allShown));
  }
  const comparable = (vessels: Iterable<LiveVessel>) =>
    [...vessels]
      .map(({ ageS: _, zones, ...rest }) => ({ ...rest, zones: zones.toSorted() }))
      .sort((a, b) => Number(a.mmsi) - Number(b.mmsi));

  /** Of each vessel the times of its positions, as they were shown since the replay last began. */
  function runsBackwards({ frames }: TestReplay): string[] {
    const last = new Map<string, string>();
    const backwards: string[] = [];
    for (const frame of frames) {
      if (frame.type !== 'vessels') continue;
      if (frame.full) last.clear();
      for (const { mmsi, positionAt } of frame.vessels) {
        if (positionAt === null) continue;
        if (positionAt < (last.get(mmsi) ?? '') || positionAt > frame.at)
          backwards.push(`${mmsi} ${positionAt}`);
        last.set(mmsi, positionAt);
      }
    }
    return backwards;
  }

  test('W24 W25 any replay, however it is controlled, ends with the picture of `at=` and shows no vessel going back', async () => {
    const random = createRandom(71);
    for (let i = 0; i < 25; i++) {
      const fromMs = startMs + random.whole(-30, 150) * minuteMs;
      const toMs = fromMs + random.whole(1, 60 * 60) * 1000;
      const box = random.whole(0, 1) === 0 ? null : ([4.25, 51.2, 4.35, 51.4] as const);
      const view: View = { box: box === null ? null : [...box], hazardOnly: random.whole(0, 2) === 0 };
      const speed = [60, 600, 37.5, 300][random.whole(0, 3)] ?? 60;
      const run = createReplay(past(), { fromMs, toMs, speed, view }, { frameVessels: random.whole(1, 12) });
      let controls = random.whole(0, 6);
      await run.toEnd(() => {
        const { replay, client } = run;
        client.slow = random.whole(0, 5) === 0;
        if (replay.state === 'paused' && random.whole(0, 3) === 0) replay.resume();
        if (controls === 0 || random.whole(0, 9) > 0) return;
        controls -= 1;
        const control = random.whole(0, 2);
        if (control === 0) replay.pause();
        else if (control === 1) replay.seek(fromMs + random.whole(0, (toMs - fromMs) / 1000) * 1000);
        else replay.speed = random.whole(1, 600);
      });
      const shown = comparable(pictureOf(run.frames).values());
      expect([iso(fromMs), iso(toMs), shown]).toEqual([
        iso(fromMs),
        iso(toMs),
        comparable(await pictureAt(toMs, view)),
      ]);
      expect(runsBackwards(run)).toEqual([]);
      expect(run.faults).toEqual([]);
    }
  });
}
