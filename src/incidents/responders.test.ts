import { describe, expect, it } from 'vitest';
import { vesselOf } from '../../test/gateway-helpers.ts';
import { loadPort } from '../config/port-file.ts';
import type { LonLat } from '../model/incident.ts';
import type { Vessel } from '../model/vessel.ts';
import { lockMin, responderKn, respondersTo } from './responders.ts';
import { waterOf } from './water.ts';
import { waysFrom } from './ways.ts';

const churchill: LonLat = [4.37, 51.2805];
const deurganck: LonLat = [4.262, 51.294];
const water = waterOf(loadPort(null), 50, 'touching');
const craft = (mmsi: number, [lon, lat]: LonLat, shipType: number, more: Partial<Vessel> = {}): Vessel => ({
  ...vesselOf(mmsi, lon, lat, { eriType: null, ...more }),
  shipType,
});

describe('responders', () => {
  it('D30 are told by ship type and ERI type, nearest in time first', () => {
    const here: LonLat = [4.346, 51.2805];
    const found = respondersTo(
      churchill,
      [
        ...[
          craft(1, here, 33),
          craft(2, here, 55),
          craft(3, here, 52),
          craft(4, here, 54),
          craft(5, here, 51),
        ],
        ...[craft(6, here, 80), craft(7, here, 79, { eriType: 8460 }), craft(8, here, 79, { eriType: 8450 })],
        craft(9, here, 52, { signal: 'lost' }),
        { ...craft(10, here, 51), class: 'sar' as const },
      ],
      water,
    );
    expect(found.map(({ mmsi, kind }) => [mmsi, kind])).toEqual([
      [5, 'sar'],
      [2, 'police'],
      [8, 'police'],
      [3, 'tug'],
      [4, 'anti-pollution'],
      [1, 'work-craft'],
      [7, 'work-craft'],
    ]);
    expect(
      respondersTo(
        churchill,
        Array.from({ length: 60 }, (_, i) => craft(i, here, 52)),
        water,
      ),
    ).toHaveLength(50);
  });

  it('D31 come along water: longer than straight, with the time of a lock', () => {
    const [tug] = respondersTo(churchill, [craft(1, deurganck, 52)], water);
    const straightM = 7_600;
    expect(tug).toMatchObject({ by: 'water', throughLocks: true });
    expect(tug?.distanceM).toBeGreaterThan(1.1 * straightM);
    expect(tug?.distanceM).toBeLessThan(1.4 * straightM);
    const sailingMin = (tug?.distanceM ?? 0) / 1852 / (responderKn.tug / 60);
    expect(tug?.travelMin).toBe(Math.round(sailingMin + lockMin));
  });

  it('D31 a way is within 8 % of the straight line where that is open water', () => {
    const ways = water && waysFrom([4.352, 51.2805], water);
    const way = ways?.(4.382, 51.2805);
    const straightM = 0.03 * 111_195 * Math.cos((51.2805 * Math.PI) / 180);
    expect(way?.locks).toBe(0);
    expect((way?.distanceM ?? 0) / straightM).toBeGreaterThan(0.97);
    expect((way?.distanceM ?? 0) / straightM).toBeLessThan(1.09);
  });

  it('D32 come straight where no water is drawn, and say so', () => {
    const [far] = respondersTo(churchill, [craft(1, [4.6, 51.28], 52)], water);
    expect(far).toMatchObject({ by: 'straight', throughLocks: false });
    const [none] = respondersTo(churchill, [craft(1, deurganck, 52)], null);
    expect(none?.by).toBe('straight');
    expect(none?.distanceM).toBeCloseTo(7_650, -2);
  });
});
