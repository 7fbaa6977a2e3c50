import { describe, expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { overlay } from './overlay.ts';
import { parsePort } from './port-file.ts';

const standard = {
  behaviour: {
    'signal.lost': { enabled: true, severity: 'warning', shadowKinds: ['lock'], gaps: 3 },
    drifting: { enabled: true, minKn: 1, maxKn: 5, offDeg: 45, holdMs: 600_000 },
  },
  separation: { distancesM: [10, 50, 100], stillLengths: 0.2 },
};
const laid = (given: unknown) => overlay(standard, given, 'p.geojson:', 'watch');

describe('settings of the watches', () => {
  test('P25 what is given is laid over what stands; the rest stays', () => {
    expect(laid({ behaviour: { drifting: { maxKn: 4, enabled: false } } })).toEqual({
      ...standard,
      behaviour: {
        ...standard.behaviour,
        drifting: { ...standard.behaviour.drifting, maxKn: 4, enabled: false },
      },
    });
    const words = { severity: 'alarm', shadowKinds: ['lock', 'dock'] };
    expect(laid({ behaviour: { 'signal.lost': words } }).behaviour['signal.lost']).toMatchObject(words);
    expect(
      laid({ behaviour: { 'signal.lost': { shadowKinds: [] } } }).behaviour['signal.lost'],
    ).toMatchObject({
      shadowKinds: [],
    });
    expect(laid({ separation: { distancesM: [20, 60, 120] } }).separation.distancesM).toEqual([20, 60, 120]);
  });

  test('P25 absent, null and empty change nothing, and what was laid over can be laid over again', () => {
    for (const nothing of [undefined, null, {}, { behaviour: null }, { separation: {} }])
      expect(laid(nothing)).toEqual(standard);
    expect(laid(standard)).toEqual(standard);
  });

  test.each<[unknown, string]>([
    [[], 'watch [] is not an object.'],
    [{ behavior: {} }, 'watch.behavior is not known; known: behaviour, separation.'],
    [{ behaviour: { drifting: 4 } }, 'watch.behaviour.drifting 4 is not an object.'],
    [
      { behaviour: { drifting: { maxKnots: 4 } } },
      'watch.behaviour.drifting.maxKnots is not known; known: enabled',
    ],
    [
      { behaviour: { drifting: { maxKn: '4' } } },
      'watch.behaviour.drifting.maxKn "4" is not a number from 0 to 102.2 kn.',
    ],
    [
      { behaviour: { drifting: { maxKn: 200 } } },
      'watch.behaviour.drifting.maxKn 200 is not a number from 0 to 102.2 kn.',
    ],
    [
      { behaviour: { drifting: { holdMs: -1 } } },
      'watch.behaviour.drifting.holdMs -1 is not a number from 0 to 604800000 ms.',
    ],
    [
      { behaviour: { drifting: { offDeg: 361 } } },
      'watch.behaviour.drifting.offDeg 361 is not a number from 0 to 360\u00b0.',
    ],
    [{ behaviour: { drifting: { enabled: 0 } } }, 'watch.behaviour.drifting.enabled 0 is not true or false.'],
    [{ behaviour: { drifting: { minKn: 6 } } }, 'watch.behaviour.drifting.minKn 6 is more than maxKn 5.'],
    [
      { behaviour: { 'signal.lost': { severity: 'loud' } } },
      'watch.behaviour.signal.lost.severity "loud" is not known',
    ],
    [
      { behaviour: { 'signal.lost': { shadowKinds: ['shed'] } } },
      'watch.behaviour.signal.lost.shadowKinds[0] "shed" is not known; known: river, dock, lock',
    ],
    [{ behaviour: { 'signal.lost': { shadowKinds: 'lock' } } }, 'shadowKinds "lock" is not a list.'],
    [
      { separation: { distancesM: [10, 50] } },
      'watch.separation.distancesM [10,50] is not a list of 3 numbers.',
    ],
    [{ separation: { distancesM: [10, null, 5] } }, 'watch.separation.distancesM[1] is missing.'],
    [
      { separation: { distancesM: [10, 'x', 5] } },
      'watch.separation.distancesM[1] "x" is not a number from 0',
    ],
  ])('P26 %j is refused with its path', (given, fault) => {
    expect(() => laid(given)).toThrow(ConfigError);
    expect(() => laid(given)).toThrow('p.geojson: watch');
    expect(() => laid(given)).toThrow(fault);
  });

  test('P27 a zone may demand clearance, with whom it concerns as in a rule; others are refused', () => {
    const port = (clearance: unknown) => ({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 'berth',
          properties: { kind: 'terminal', radiusM: 100, clearance },
          geometry: { type: 'Point', coordinates: [4.3, 51.3] },
        },
      ],
    });
    const read = (clearance: unknown) => parsePort(port(clearance), 'p').zones[0]?.clearance;
    expect(read(null)).toBeUndefined();
    const standard = { hazard: ['confirmed', 'suspected'], classes: null, minCones: null, minLengthM: null };
    expect(read({})).toEqual({ severity: 'warning', appliesTo: standard });
    const exempt = [{ mmsi: 205278090, until: '2026-11-25T10:00:00Z', reason: 'pilot aboard' }];
    expect(read(read({ severity: 'alarm', appliesTo: { exempt } }))).toEqual({
      severity: 'alarm',
      appliesTo: { ...standard, exempt: [{ ...exempt[0], until: '2026-11-25T10:00:00.000Z' }] },
    });
    expect(() => read(true)).toThrow('clearance true is not an object.');
    expect(() => read({ cleared: [] })).toThrow(
      'clearance.cleared is not known; known: severity, appliesTo.',
    );
    expect(() => read({ appliesTo: { exempt: [{ mmsi: 1 }] } })).toThrow(
      'clearance.appliesTo.exempt[0].until',
    );
  });

  test('P26 a watch that is no object is refused when the port file is read', () => {
    const port = (watch: unknown) => ({ type: 'FeatureCollection', watch, features: [lock] });
    const lock = {
      type: 'Feature',
      id: 'lock',
      properties: { kind: 'lock' },
      geometry: { type: 'Point', coordinates: [4.3, 51.3] },
    };
    const circle = { ...lock, properties: { kind: 'lock', radiusM: 100, shadow: true } };
    expect(() => parsePort(port([]), 'p')).toThrow('p: watch [] is not an object.');
    const watch = { behaviour: { drifting: { maxKn: 4 } } };
    expect(parsePort({ ...port(watch), features: [circle] }, 'p')).toMatchObject({
      watch,
      zones: [{ shadow: true }],
    });
    const wrong = { ...circle, properties: { ...circle.properties, shadow: 'yes' } };
    expect(() => parsePort({ ...port(null), features: [wrong] }, 'p')).toThrow(
      'shadow "yes" is not true or false.',
    );
  });
});
