import { describe, expect, test } from 'vitest';
import { overlay } from '../src/config/overlay.ts';
import type { Finding } from '../src/model/alert.ts';
import type { Zone, ZoneKind } from '../src/model/zone.ts';
import { unknownZones } from '../src/rules/encounter/areas.ts';
import {
  antwerp,
  brief,
  type Course,
  contact,
  fix,
  lonLat,
  near,
  northbound,
  one,
  ship,
  southbound,
  two,
} from '../src/rules/encounter/encounter.test-data.ts';
import { createWatches, watchDefaults, watchShapes } from '../src/rules/watches.ts';

const laid = (given: unknown) =>
  overlay(watchDefaults, { encounter: given }, 'port.geojson:', 'watch', watchShapes);

const square = (id: string, kind: ZoneKind): Zone => ({
  ...{ id, name: id, kind, rules: [], exitMarginM: 30, approximate: true, uncertaintyM: null, note: null },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [-3000, -3000],
        [3000, -3000],
        [3000, 3000],
        [-3000, 3000],
        [-3000, -3000],
      ].map(([x = 0, y = 0]) => lonLat(antwerp, x, y)),
    ],
  },
});

/** What the watches of a port with these settings say of two ships that meet in a zone, by `atS`. */
function meet(given: unknown, zone: Zone, course: Course = southbound(0, 2000), untilS = 10): Finding[] {
  const watches = createWatches([zone], laid(given));
  const fleet = [
    [ship(one, 'suspected', { zones: [zone.id] }), northbound],
    [ship(two, 'suspected', { zones: [zone.id] }), course],
  ] as const;
  const found: Finding[] = [];
  for (let s = 0; s <= untilS; s += 10)
    for (const [vessel, of] of fleet) {
      vessel.kinematics = fix(of, s);
      found.push(...watches.evaluate(vessel, s * 1000));
    }
  return found;
}

describe('encounters, as the port file sets them', () => {
  const dock = square('d', 'dock');
  const river = square('r', 'river');

  test('P28 the limits of a kind of zone, and of all other waters, are those that the port gives', () => {
    expect(meet({}, dock)).toEqual([]);
    expect(brief(meet({ limitsByKind: { dock: { horizonS: 240 } } }, dock))).toEqual([`+alarm ${contact}`]);
    expect(brief(meet({}, river))).toEqual([`+alarm ${contact}`]);
    expect(meet({ limitsByKind: { river: { enabled: false } } }, river)).toEqual([]);
    expect(meet({ rankedKinds: ['dock'], limitsElsewhere: { horizonS: 60 } }, river)).toEqual([]);
    expect(meet({ enabled: false }, river)).toEqual([]);
    const abeam = southbound(60);
    expect(meet({}, river, abeam)).toEqual([]);
    const broad = { domain: { sideLengths: 0.8 } };
    expect(brief(meet({ limitsByKind: { river: broad } }, river, abeam))).toEqual([`+warning ${near}`]);
  });

  test('P28 so are severities, factors, lists of codes and pairs of zones', () => {
    const other = { severity: { hazardousContact: 'warning' }, hazardFactor: { suspected: 1.5 } };
    expect(brief(meet(other, river))).toEqual([`+warning ${contact}`]);
    const { encounter } = laid({
      ...{ serviceTypes: [50], tugEri: [], unknownHullM: [135, 17.5], noWayBetween: [['a', 'b']] },
    });
    expect(encounter).toEqual({
      ...watchDefaults.encounter,
      ...{ serviceTypes: [50], tugEri: [], unknownHullM: [135, 17.5], noWayBetween: [['a', 'b']] },
    });
    const freighters = { serviceTypes: [50, 70] };
    expect(meet(freighters, river)).toEqual([]);
  });

  test('P28 what was open when encounters are switched off ends', () => {
    const watches = createWatches([river], laid({ enabled: false }));
    watches.restore([near]);
    watches.tick(1000);
    expect(brief(watches.tick(62_000))).toEqual([`-${near}`]);
  });

  test('P29 limits of one zone are laid over those of its kind, whatever its kind is at the time', () => {
    const given = { limitsByZone: { z: { horizonS: 200 } } };
    expect(brief(meet(given, square('z', 'dock')))).toEqual([`+alarm ${contact}`]);
    expect(meet(given, square('y', 'dock'))).toEqual([]);
    // the domain of an anchorage stays as broad, and a lock stays without encounters
    expect(brief(meet(given, square('z', 'anchorage'), southbound(200)))).toEqual([`+warning ${near}`]);
    expect(meet(given, square('z', 'lock'), southbound(0, 500))).toEqual([]);
    const lock = { limitsByZone: { z: { enabled: true, domain: { sideBeams: 3 } } } };
    expect(brief(meet(lock, square('z', 'lock'), southbound(50, 500)))).toEqual([`+warning ${near}`]);
    expect(meet(lock, square('z', 'terminal'), southbound(120, 500))).toEqual([]);
  });

  test('P29 any id of a zone is only that, and laying over again changes nothing', () => {
    const ids = JSON.parse(
      '{ "__proto__": { "horizonS": 9 }, "constructor": { "enabled": false }, "n": null }',
    );
    const { encounter } = laid({ limitsByZone: ids });
    expect(Object.entries(encounter.limitsByZone)).toEqual([
      ['__proto__', { horizonS: 9 }],
      ['constructor', { enabled: false }],
      ['n', {}],
    ]);
    expect(laid(encounter).encounter).toEqual(encounter);
    expect(brief(meet({}, square('constructor', 'river')))).toEqual([`+alarm ${contact}`]);
  });

  test.each<[unknown, string]>([
    [{ limitsByKind: { quay: {} } }, 'limitsByKind.quay is not known; known: lock, dock, anchorage, river.'],
    [
      { limitsByKind: { dock: { horizonS: 1801 } } },
      'limitsByKind.dock.horizonS 1801 is not a number from 0',
    ],
    [{ limitsByZone: [] }, 'limitsByZone [] is not an object.'],
    [{ limitsByZone: { z: 3 } }, 'limitsByZone.z 3 is not an object.'],
    [{ limitsByZone: { z: { horizon: 3 } } }, 'limitsByZone.z.horizon is not known; known: enabled, domain'],
    [
      { limitsByZone: { z: { domain: { halfLengths: '2' } } } },
      'limitsByZone.z.domain.halfLengths "2" is not a number from 0 to 100 lengths.',
    ],
    [
      { limitsByZone: { z: { domain: { starboardPart: 2 } } } },
      'limitsByZone.z.domain.starboardPart 2 is not a number from 0 to 1.',
    ],
    [{ limitsElsewhere: { overtaking: 'no' } }, 'limitsElsewhere.overtaking "no" is not true or false.'],
    [{ hazardFactor: { suspected: 11 } }, 'hazardFactor.suspected 11 is not a number from 0 to 10 times.'],
    [{ severity: { other: 'loud' } }, 'severity.other "loud" is not known; known: info, caution'],
    [{ rankedKinds: ['quay'] }, 'rankedKinds[0] "quay" is not known; known: river, dock'],
    [{ serviceTypes: [50, 300] }, 'serviceTypes[1] 300 is not a whole number from 0 to 255.'],
    [{ tugEri: [null] }, 'tugEri[0] is missing.'],
    [{ unknownHullM: [110] }, 'unknownHullM [110] is not a list of 2 numbers.'],
    [{ noWayBetween: [['a']] }, 'noWayBetween[0] ["a"] is not a pair of zone ids.'],
    [{ noWayBetween: ['a', 'b'] }, 'noWayBetween[0] "a" is not a pair of zone ids.'],
    [{ maxAgeMs: 3_600_000 }, 'maxAgeMs 3600000 is not a number from 0 to 600000 ms.'],
  ])('P30 %j is refused with its path', (given, fault) => {
    expect(() => laid(given)).toThrow(`port.geojson: watch.encounter.${fault}`);
  });

  test('P31 zones that are named and do not exist are told', () => {
    const { encounter } = laid({
      limitsByZone: { r: {}, 'r-2': { horizonS: 60 } },
      noWayBetween: [
        ['r', 'd'],
        ['d', 'dok'],
        ['r', 'dok'],
      ],
    });
    expect(unknownZones(encounter, [dock, river])).toEqual(['r-2', 'dok']);
    expect(unknownZones(watchDefaults.encounter, [])).toEqual([]);
  });
});
