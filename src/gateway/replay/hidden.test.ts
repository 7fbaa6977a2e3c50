import { expect, test } from 'vitest';
import { createWorld, portOfTest, standingZones } from '../../../test/gateway-helpers.ts';
import { createMemoryPast } from '../../../test/memory-past.ts';
import { readerOfTest } from '../../../test/readers.ts';
import { createReplay } from '../../../test/replay-client.ts';
import { alertEvent, position } from '../../../test/stores/archive-rows.ts';
import type { Reader } from '../../model/access.ts';
import type { Zone } from '../../model/zone.ts';
import { pastShowingOf } from './showing.ts';

/** A past with something in it that not everybody may know of. */

const fromMs = Date.parse('2026-11-22T20:00:00.000Z');
const toMs = fromMs + 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();
const [dock] = portOfTest.zones;
if (dock === undefined) throw new Error('the port of test has no zone');
const zones: readonly Zone[] = [dock, { ...dock, id: 'trap', visibleTo: ['police'] }];

async function replayFor(reader: Reader, isWhole: boolean) {
  const world = await createWorld({}, undefined, standingZones(zones));
  const whole = { ...world.desk, isWhole };
  const showing = pastShowingOf(reader, { ...world.ports, alertsOf: () => whole });
  const past = createMemoryPast({
    positions: Array.from({ length: 60 }, (_, i) => position(1, fromMs + i * 1000)),
    stays: ['dock-1', 'trap', 'deleted'].map((zoneId) => ({
      mmsi: 1,
      zoneId,
      enteredMs: fromMs,
      leftMs: null,
    })),
    alertEvents: [1, 2, 3, 4, 5, 6].map((i) =>
      alertEvent(i + 10, iso(fromMs + (i < 4 ? -1000 : i * 1000)), {
        ...(i % 2 === 0 && { audience: ['police'], zoneId: 'trap' }),
      }),
    ),
  });
  const run = createReplay(past, { fromMs, toMs, speed: 60, showing });
  await run.toEnd();
  await world.app.close();
  const open = run.frames.flatMap((frame) => (frame.type === 'alerts' ? frame.alerts : []));
  const later = run.alerts().map(({ alert }) => alert);
  const vessels = run.vesselFrames().flatMap((frame) => frame.vessels);
  return { alerts: [...open, ...later], vessels, frames: run.frames };
}

test('Q10 a replay has no hidden alert and no hidden zone, and its numbers have no gap', async () => {
  const { alerts, vessels } = await replayFor(readerOfTest('ann'), false);
  expect(alerts.map(({ id, seq }) => [id, seq])).toEqual([
    ['alert-11', 1],
    ['alert-13', 2],
    ['alert-15', 3],
  ]);
  expect(new Set(vessels.flatMap((vessel) => vessel.zones))).toEqual(new Set(['dock-1']));
});

test('Q10 who may know of all is shown all, with the numbers of the log', async () => {
  const { alerts, vessels } = await replayFor(readerOfTest('bob', { organisation: 'police' }), true);
  expect(alerts.map(({ seq }) => seq)).toEqual([11, 12, 13, 14, 15, 16]);
  for (const alert of alerts) expect(alert).not.toHaveProperty('audience');
  expect(new Set(vessels.flatMap((vessel) => vessel.zones))).toEqual(new Set(['dock-1', 'trap']));
});

test('Q10 what is shown of the past is what may be seen today: no cargo, and no alerts at all', async () => {
  const reader = readerOfTest('cas', { may: ['picture.read', 'history.read'], sees: ['eni'] });
  const { alerts, vessels } = await replayFor(reader, false);
  expect(alerts).toEqual([]);
  expect(vessels.length).toBeGreaterThan(0);
  for (const vessel of vessels) expect([vessel.hazard, 'eni' in vessel]).toEqual([undefined, true]);
});
