import { circle } from '@turf/circle';
import { expect, test } from 'vitest';
import { toSentences } from '../src/ais/sentences.ts';
import { memoryLog } from '../src/alerts/desk.test-data.ts';
import { createRandom } from '../src/lib/random.ts';
import type { LatestOfVessel, VesselRow } from '../src/model/archive.ts';
import type { AisMessage } from '../src/model/messages.ts';
import type { Vessel } from '../src/model/vessel.ts';
import type { Zone, ZoneRule } from '../src/model/zone.ts';
import { vesselOf } from '../src/traffic/recalled.ts';
import { inland, position, voyage } from '../src/traffic/samples.test-data.ts';
import { createFeeding, type Feeding } from './picture-feed.ts';
import { alertEvent, position as archivedPosition, vessel as archivedVessel } from './stores/archive-rows.ts';

/** A start from the archive alone: what vessels say before it has answered. */

const nowMs = 1_795_428_000_000;
const minuteMs = 60_000;
const mmsi = 244_000_001;
const here = { lon: 4.2951, lat: 51.2765, sogKn: 0, navStatus: 5 };
const away = { ...here, lat: 51.4 };

const origin = { receiver: 'kallo', atMs: nowMs - 5 * minuteMs };
const told: VesselRow['told'] = {
  name: { ...origin, messageType: 5 },
  static: { ...origin, messageType: 5 },
  voyage: { ...origin, messageType: 5 },
  inland: { ...origin, messageType: 8 },
};
/** A dry barge with two blue cones, as an earlier run wrote it. */
const coned = (over: Partial<VesselRow> = {}): LatestOfVessel => ({
  mmsi,
  position: archivedPosition(mmsi, nowMs - minuteMs, here),
  description: archivedVessel(mmsi, nowMs - minuteMs, {
    ...{ shipType: 79, eriType: 8010, inlandHazard: 2, tankHull: false, told },
    ...over,
  }),
  damaged: [],
});

const rule = (over: Partial<ZoneRule> = {}): ZoneRule => ({
  ...{ rule: 'zone.enter', severity: 'warning', limitKn: null, holdS: 0 },
  appliesTo: { hazard: ['confirmed'], classes: null, minCones: null, minLengthM: null },
  ...over,
});
const lock = (over: Partial<ZoneRule> = {}): Zone => ({
  ...{
    id: 'lock',
    name: 'Lock',
    kind: 'lock',
    exitMarginM: 30,
    approximate: false,
    uncertaintyM: null,
    note: null,
  },
  geometry: circle([here.lon, here.lat], 300, { units: 'meters' }).geometry,
  rules: [rule(over)],
});

/** A server that starts again while an alert stands, and waits for its archive. */
function restarted(zones: readonly Zone[], cause = `zone.enter:lock:${mmsi}`, others: string[] = []) {
  const raised = alertEvent(1, new Date(nowMs - minuteMs).toISOString(), {
    ...{ cause, zoneId: 'lock', mmsi: String(mmsi), others },
  });
  const alertLog = memoryLog([raised]);
  const feeding = createFeeding({ zones, alertLog });
  const link = feeding.link('kallo');
  let atMs = nowMs;
  feeding.pipeline.resume(atMs, true);
  return {
    ...feeding,
    hear(message: AisMessage): void {
      atMs += 10_000;
      for (const line of toSentences(message, { channel: 'A' })) link.line(line, atMs);
      feeding.pipeline.tick(atMs);
    },
    recall: (found: LatestOfVessel) => feeding.pipeline.recall([vesselOf(found, 0)], atMs),
    conclude: () => feeding.pipeline.conclude(atMs),
    vessel: () => feeding.picture.get(mmsi),
    causes: () => feeding.standing().map((alert) => alert.cause),
    events: alertLog.kept,
    raised,
  };
}

test('T30 an alert stands although the vessel is heard without its cones before the archive answers', () => {
  const s = restarted([lock()]);
  s.hear(position(mmsi, here));
  s.hear(voyage(mmsi, { shipType: 79 }));
  expect(s.vessel()?.hazard.state).toBe('unknown');
  expect(s.causes()).toEqual([s.raised.alert.cause]);
  s.recall(coned());
  s.conclude();
  s.hear(position(mmsi, here));
  expect(s.vessel()?.hazard).toMatchObject({ state: 'confirmed', cones: 2 });
  expect(s.standing()).toEqual([s.raised.alert]);
  expect(s.events).toEqual([s.raised]);
});

test('T30 it ends with the conclusion when the archive knows no cones, and when the vessel is elsewhere', () => {
  const dry = restarted([lock()]);
  dry.hear(position(mmsi, here));
  dry.recall(coned({ inlandHazard: 0 }));
  expect(dry.causes()).toHaveLength(1);
  dry.conclude();
  expect(dry.causes()).toEqual([]);

  const gone = restarted([lock()]);
  gone.hear(position(mmsi, away));
  gone.recall(coned());
  expect(gone.causes()).toHaveLength(1);
  gone.conclude();
  expect(gone.causes()).toEqual([]);
  expect(gone.vessel()?.zones).toEqual([]);
});

test('T30 it ends with the conclusion when the archive never answered, and when the vessel was never heard', () => {
  const heard = restarted([lock()]);
  heard.hear(position(mmsi, here));
  heard.conclude();
  expect(heard.causes()).toEqual([]);
  const unheard = restarted([lock()]);
  unheard.conclude();
  expect(unheard.causes()).toEqual([]);
});

test('T30 a rule that holds for a time goes on, and is not begun anew', () => {
  const cause = `zone.stop:lock:${mmsi}`;
  const s = restarted([lock({ rule: 'zone.stop', holdS: 600 })], cause);
  s.hear(position(mmsi, here));
  s.recall(coned());
  s.conclude();
  s.hear(position(mmsi, here));
  expect(s.standing()).toEqual([s.raised.alert]);
});

test('T30 the distance between two vessels that lie is judged when both are known', () => {
  const other = mmsi + 1;
  const s = restarted([], `separation:${mmsi}:${other}`, [String(other)]);
  const beside = { ...here, lon: here.lon + 0.0004 };
  s.hear(position(mmsi, here));
  s.hear(position(other, beside));
  s.hear(position(mmsi, { ...here, sogKn: 0 }));
  expect(s.causes()).toEqual([s.raised.alert.cause]);
  s.recall(coned());
  s.conclude();
  expect(s.standing()).toEqual([s.raised.alert]);
  s.hear(position(other, { ...away, sogKn: 8, navStatus: 0 }));
  s.hear(position(other, { ...away, sogKn: 8, navStatus: 0 }));
  expect(s.causes()).not.toContain(s.raised.alert.cause);
});

test('T30 what began since the start ends as ever', () => {
  const s = restarted(
    [lock({ appliesTo: { hazard: ['unknown'], classes: null, minCones: null, minLengthM: null } })],
    'x',
  );
  s.hear(position(mmsi, here));
  expect(s.causes()).toContain(`zone.enter:lock:${mmsi}`);
  s.hear(inland(mmsi, 2));
  expect(s.causes()).not.toContain(`zone.enter:lock:${mmsi}`);
});

test('T32 groups that a vessel has not told are filled from the archive with their times, and what it told stays', () => {
  const persons = { count: 4, atMs: nowMs - minuteMs };
  const s = restarted([]);
  s.hear(voyage(mmsi, { name: 'NEW NAME', shipType: 79, toBowM: 40, toSternM: 40, draughtM: 2 }));
  s.recall(coned({ persons, tankHull: true, lengthM: 85.5, destination: 'OLD' }));
  expect(s.vessel()).toMatchObject({
    ...{ class: 'inland', name: 'NEW NAME', destination: 'ANTWERP', shipType: 79 },
    ...{ eni: '06105432', eriType: 8010, inlandHazard: 2, persons, lengthM: 85.5 },
    provenance: { inland: told?.inland, static: { atMs: expect.any(Number) } },
    hazard: { state: 'confirmed', cones: 2, tankHull: true, personsOnBoard: 4 },
    kinematics: { lat: here.lat, positionAtMs: nowMs - minuteMs, receiver: 'kallo' },
  });
  expect(s.vessel()?.provenance.static?.atMs).toBeGreaterThan(nowMs);
});

test('T32 each group by itself: FI 10 told since keeps its cones, and the static data come from the archive', () => {
  const s = restarted([]);
  s.hear(inland(mmsi, 1));
  s.recall(coned());
  expect(s.vessel()).toMatchObject({
    ...{ name: 'SCHELDE "IV"', callsign: 'OT1234', shipType: 79, destination: 'BEANR\\K123' },
    ...{ eni: '02323489', eriType: 8021, inlandHazard: 1, lengthM: 109.9, draughtM: 2.81 },
    provenance: { static: told?.static, voyage: told?.voyage, name: told?.name },
    hazard: { cones: 1 },
  });
});

test('T32 filled twice is filled once, and a filled vessel goes on as any other', () => {
  const s = restarted([]);
  s.hear(position(mmsi, here));
  s.recall(coned());
  const before = structuredClone(JSON.parse(JSON.stringify(s.vessel())));
  s.recall(coned({ inlandHazard: 0, name: 'ANOTHER' }));
  expect(JSON.parse(JSON.stringify(s.vessel()))).toEqual(before);
  s.hear(inland(mmsi, 0));
  expect(s.vessel()).toMatchObject({ inlandHazard: 0, kinematics: { lat: here.lat } });
  expect(told?.inland?.atMs).toBe(origin.atMs);
});

/** What of a vessel the archive keeps. */
const kept = (vessel: Vessel | undefined) => {
  if (vessel === undefined) return null;
  const { name, callsign, imo, eni, shipType, eriType, convoy, destination, inlandHazard } = vessel;
  const { lengthM, beamM, draughtM, provenance, kinematics } = vessel;
  const { past, ...hazard } = vessel.hazard;
  const at = kinematics && [kinematics.lon, kinematics.lat, kinematics.positionAtMs];
  const told = { name, callsign, imo, eni, shipType, eriType, convoy, destination, inlandHazard };
  return structuredClone({ class: vessel.class, ...told, lengthM, beamM, draughtM, provenance, hazard, at });
};

test.each(Array.from({ length: 40 }, (_, i) => i + 1))(
  'T32 wherever a restart falls, what the archive keeps is known as without it (seed %i)',
  (seed) => {
    const random = createRandom(seed);
    const said = Array.from({ length: random.whole(2, 8) }, (): AisMessage => {
      const kind = random.unit();
      if (kind < 0.3) return position(mmsi, { ...here, utcSecond: 60 });
      if (kind < 0.6) return inland(mmsi, random.whole(0, 5));
      const hull = { toBowM: random.whole(20, 90), shipType: random.pick([70, 79, 80, 82]) };
      return voyage(mmsi, {
        ...hull,
        destination: random.pick(['ANTWERP', 'GENT']),
        draughtM: random.pick([2, 7]),
      });
    });
    const cut = random.whole(1, said.length);
    const [whole, before, after] = [createFeeding(), createFeeding(), createFeeding()];
    const hear = (feeding: Feeding) => {
      const link = feeding.link('kallo');
      return (message: AisMessage, i: number) => {
        for (const line of toSentences(message, { channel: 'A' })) link.line(line, nowMs + i * minuteMs);
      };
    };
    said.forEach(hear(whole));
    said.slice(0, cut).forEach(hear(before));
    after.pipeline.resume(nowMs, true);
    const again = hear(after);
    for (const [i, message] of said.entries()) if (i >= cut) again(message, i);
    const archived = vesselOf(
      {
        ...{ mmsi, damaged: [], position: before.positions.at(-1) ?? null },
        description: structuredClone(before.vessels.at(-1) ?? null),
      },
      0,
    );
    after.pipeline.recall([archived], nowMs + said.length * minuteMs);
    whole.pipeline.declared(mmsi, nowMs + said.length * minuteMs);
    expect(kept(after.picture.get(mmsi))).toEqual(kept(whole.picture.get(mmsi)));
  },
);

test('T33 what a vessel told since goes to the archive after it has answered, with what was filled', () => {
  const s = restarted([]);
  s.hear(voyage(mmsi, { shipType: 79 }));
  s.hear(position(mmsi, here));
  expect(s.vessels).toEqual([]);
  expect(s.positions).toHaveLength(1);
  s.recall(coned());
  expect(s.vessels).toEqual([]);
  s.conclude();
  expect(s.vessels).toMatchObject([{ mmsi, name: 'SCHELDE STAR', inlandHazard: 2 }]);
  s.hear(voyage(mmsi, { shipType: 79 }));
  expect(s.vessels).toHaveLength(2);
});
