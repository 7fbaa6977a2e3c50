import { describe, expect, test } from 'vitest';
import type { Vessel } from '../../model/vessel.ts';
import type { Zone, ZoneKind } from '../../model/zone.ts';
import { antwerp, brief, type Course, lonLat, sailOn, ship } from './encounter.test-data.ts';
import { createEncounterWatch } from './encounter-watch.ts';
import { type EncounterSettings, encounterDefaults } from './settings.ts';

/** A rectangle, metres from the origin. */
function zone(
  id: string,
  kind: ZoneKind,
  west: number,
  south: number,
  east: number,
  north: number,
  uncertaintyM = 0,
): Zone {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
  return {
    ...{ id, name: id, kind, rules: [], exitMarginM: 30, approximate: true, uncertaintyM, note: null },
    geometry: { type: 'Polygon', coordinates: [corners.map(([x, y]) => lonLat(antwerp, x, y))] },
  };
}
const raised = (
  zones: readonly Zone[],
  fleet: readonly (readonly [Vessel, Course])[],
  settings: Partial<EncounterSettings> = {},
): string[] =>
  brief(sailOn(createEncounterWatch(zones, { ...encounterDefaults, ...settings }), fleet, [0, 10, 20]));

const inZones = (mmsi: number, ...zones: string[]): Vessel => ship(mmsi, 'suspected', { zones });
const northbound: Course = { eastM: 0, northM: 0, sogKn: 10, cogDeg: 0 };
const southbound: Course = { eastM: 0, northM: 2000, sogKn: 10, cogDeg: 180 };
const crossing: Course = { eastM: -600, northM: 600, sogKn: 10, cogDeg: 90 };
const slower: Course = { eastM: 0, northM: 300, sogKn: 5, cogDeg: 0 };
const everywhere = (id: string, kind: ZoneKind): Zone => zone(id, kind, -3000, -3000, 3000, 3000);

describe('limits by area', () => {
  const meeting = (kind: ZoneKind, a: Course, b: Course): string[] =>
    raised(
      [everywhere('z', kind)],
      [
        [inZones(1, 'z'), a],
        [inZones(2, 'z'), b],
      ],
    );
  test('C2 a river looks 4 minutes ahead, a dock 2, and in a lock nothing is judged', () => {
    // the domain is entered after 165 s
    expect(meeting('river', northbound, southbound)).toHaveLength(1);
    expect(meeting('dock', northbound, southbound)).toEqual([]);
    expect(meeting('dock', northbound, { ...southbound, northM: 1000 })).toHaveLength(1);
    expect(meeting('lock', northbound, { ...southbound, northM: 500 })).toEqual([]);
  });
  test('C2 in docks vessels on the same course are not judged', () => {
    expect(meeting('river', northbound, slower)).toHaveLength(1);
    expect(meeting('dock', northbound, slower)).toEqual([]);
    expect(meeting('dock', northbound, crossing)).toHaveLength(1);
  });
  test('C2 at an anchorage the domain is that of open water, 0.8 lengths to each side and more to starboard', () => {
    // twice, for the cargo: 160 m, 48 m to starboard, and half a beam of the other; elsewhere 39 m and that
    const abeam = (eastM: number): Course => ({ ...southbound, eastM });
    expect(meeting('anchorage', northbound, abeam(210))).toHaveLength(1);
    expect(meeting('anchorage', northbound, abeam(216))).toEqual([]);
    expect(meeting('area', northbound, abeam(60))).toEqual([]);
    expect(meeting('area', northbound, abeam(40))).toHaveLength(1);
  });
  test('C2 of a lock in a dock the lock counts, and one vessel in a lock is enough', () => {
    const zones = [everywhere('d', 'dock'), everywhere('l', 'lock')];
    const near = { ...southbound, northM: 500 };
    expect(
      raised(zones, [
        [inZones(1, 'd', 'l'), northbound],
        [inZones(2, 'd'), near],
      ]),
    ).toEqual([]);
  });
  test('C2 a port can set an area for one zone, or none', () => {
    const zones = [everywhere('z', 'dock')];
    const fleet = [
      [inZones(1, 'z'), northbound],
      [inZones(2, 'z'), southbound],
    ] as const;
    expect(raised(zones, fleet, { limitsByZone: { z: { horizonS: 200 } } })).toHaveLength(1);
    const none = { limitsByZone: { z: { enabled: false } } };
    expect(raised([everywhere('z', 'river')], fleet, none)).toEqual([]);
  });
  test('C2 other zones count from the next report on', () => {
    const watch = createEncounterWatch([everywhere('z', 'dock')]);
    const fleet = [
      [inZones(1, 'z'), northbound],
      [inZones(2, 'z'), southbound],
    ] as const;
    expect(sailOn(watch, fleet, [0, 10])).toEqual([]);
    watch.setZones([everywhere('z', 'river')]);
    expect(sailOn(watch, fleet, [15, 20])).toHaveLength(1);
  });
});

describe('no way between two', () => {
  /** Two basins side by side, so many metres of quay between them; a ship crosses towards the other's course. */
  const docks = (quayM: number, uncertaintyM = 0): Zone[] => [
    zone('west', 'dock', -1000, -1000, -quayM, 2000, uncertaintyM),
    zone('east', 'dock', 0, -1000, 1000, 2000, uncertaintyM),
  ];
  const eastern: Course = { ...northbound, eastM: 20 };
  const western = (fromM: number): Course => ({ ...crossing, eastM: -fromM, northM: fromM });
  const cross = (zones: readonly Zone[], more: Partial<EncounterSettings> = {}): string[] =>
    raised(
      zones,
      [
        [inZones(1, 'east'), eastern],
        [inZones(2, 'west'), western(500)],
      ],
      more,
    );
  test('C7 vessels in two docks that do not touch never meet; in two that touch they do', () => {
    expect(cross(docks(60))).toEqual([]);
    expect(cross(docks(15))).toHaveLength(1);
    expect(cross(docks(60, 25))).toHaveLength(1);
  });
  test('C7 a port can name further zones between which there is no way', () => {
    expect(cross(docks(15), { noWayBetween: [['east', 'west']] })).toEqual([]);
  });
  test('C7 land on the straight line between two parts them, when it is broader than 100 m', () => {
    // a river round a spit of land
    const bend = (spitM: number): Zone => ({
      ...zone('r', 'river', 0, 0, 0, 0),
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          zone('', 'river', -1500, -1000, -spitM, 2500).geometry.coordinates,
          zone('', 'river', 0, -1000, 1500, 2500).geometry.coordinates,
        ] as [number, number][][][],
      },
    });
    const fleet = (fromM: number) =>
      [
        [inZones(1, 'r'), eastern],
        [inZones(2, 'r'), western(fromM)],
      ] as const;
    expect(raised([bend(60)], fleet(500))).toHaveLength(1);
    expect(raised([bend(200)], fleet(500))).toEqual([]);
  });
  test('C7 who is in no waters that are drawn is parted from nobody', () => {
    const fleet = [
      [inZones(1, 'east'), eastern],
      [inZones(2), western(500)],
    ] as const;
    expect(raised(docks(200), fleet)).toHaveLength(1);
    expect(
      raised(
        [...docks(200), zone('quay', 'terminal', -600, 0, -200, 900)],
        [fleet[0], [inZones(2, 'quay'), western(500)]],
      ),
    ).toHaveLength(1);
  });
});
