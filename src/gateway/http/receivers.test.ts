import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, startMs, tallyOf, type World } from '../../../test/gateway-helpers.ts';
import type { ReceiverHealth } from '../../model/reception.ts';
import { ReceiverList } from '../../protocol/receiver.ts';

const silentHealth: ReceiverHealth = {
  state: 'silent',
  silentSinceMs: startMs - 90_000,
  normalPerMinute: 58.2,
  expectedWithinS: 60,
  clockOffsetS: -0.4,
  coverage: {
    bbox: [4, 51, 4.5, 51.5],
    polygon: {
      type: 'Polygon',
      coordinates: [
        [
          [4.25, 51.5],
          [4, 51],
          [4.5, 51],
          [4.25, 51.5],
        ],
      ],
    },
  },
};

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.app.close());

test('R1 a receiver has its state, what is normal for it, its clock, its coverage and its share of doubles', async () => {
  world.receivers = [tallyOf('kallo', { health: silentHealth })];
  const answer = (await world.app.inject('/api/v1/receivers')).json();
  expect(Value.Check(ReceiverList, answer)).toBe(true);
  expect(answer.items).toMatchObject([
    {
      name: 'kallo',
      state: 'silent',
      silentSince: '2026-11-23T09:58:30.000Z',
      normalPerMinute: 58.2,
      expectedWithinS: 60,
      clockOffsetS: -0.4,
      doublesShare: 0.091,
      coverage: { bbox: [4, 51, 4.5, 51.5], polygon: { type: 'Polygon' } },
    },
  ]);
  expect(answer.items[0].coverage.polygon.coordinates[0]).toHaveLength(4);
});

test('R1 what is not known of a receiver is null, and its state is normal', async () => {
  const results = { accepted: 0, part: 0, duplicate: 0, other: 0, blank: 0 };
  world.receivers = [tallyOf('new', { results })];
  const answer = (await world.app.inject('/api/v1/receivers')).json();
  expect(Value.Check(ReceiverList, answer)).toBe(true);
  expect(answer.items[0]).toMatchObject({
    state: 'normal',
    silentSince: null,
    normalPerMinute: null,
    expectedWithinS: null,
    clockOffsetS: null,
    doublesShare: null,
    coverage: null,
  });
});

test('R14 metrics tell the state of every receiver, and the numbers that are known', async () => {
  world.receivers = [tallyOf('kallo', { health: silentHealth }), tallyOf('new')];
  const lines = (await world.app.inject('/metrics')).body.split('\n');
  for (const line of [
    'havenwacht_receiver_state{receiver="kallo",state="silent"} 1',
    'havenwacht_receiver_state{receiver="kallo",state="normal"} 0',
    'havenwacht_receiver_state{receiver="new",state="normal"} 1',
    'havenwacht_receiver_clock_offset_seconds{receiver="kallo"} -0.4',
    'havenwacht_receiver_expected_within_seconds{receiver="kallo"} 60',
    'havenwacht_receiver_normal_messages_per_minute{receiver="kallo"} 58.2',
  ])
    expect(lines).toContain(line);
  expect(lines.filter((line) => line.includes('clock_offset_seconds{receiver="new"'))).toEqual([]);
});
