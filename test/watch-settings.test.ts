import { expect, test } from 'vitest';
import { overlay } from '../src/config/overlay.ts';
import type { Finding } from '../src/model/alert.ts';
import { sampleFix, sampleVessel } from '../src/rules/sample-vessel.test-data.ts';
import { createWatches, watchDefaults, watchShapes } from '../src/rules/watches.ts';

const laid = (given: unknown) => overlay(watchDefaults, given, 'port.geojson:', 'watch', watchShapes);

test('P25 every standard setting of every watch lies within its own range', () => {
  expect(laid(watchDefaults)).toEqual(watchDefaults);
});

test('P26 a misspelt setting of a watch is named with its path', () => {
  const given = { behaviour: { drifting: { maxKnots: 4 } } };
  expect(() => laid(given)).toThrow('port.geojson: watch.behaviour.drifting.maxKnots is not known');
});

test('P27 what the port file says of a watch holds: a vessel over its speed is not adrift', () => {
  const drift = (given: unknown): Finding[] => {
    const watches = createWatches([], laid(given));
    const vessel = sampleVessel({ lengthM: 110 });
    const found: Finding[] = [];
    for (let s = 0; s <= 660; s += 60) {
      const fix = { lon: 4.3 + s / 50_000, sogKn: 4.5, headingDeg: 0, positionAtMs: s * 1000 };
      vessel.kinematics = sampleFix(fix);
      found.push(...watches.evaluate(vessel, s * 1000));
    }
    return found;
  };
  expect(drift({})).toMatchObject([{ kind: 'drifting', severity: 'warning' }]);
  expect(drift({ behaviour: { drifting: { severity: 'alarm' } } })).toMatchObject([{ severity: 'alarm' }]);
  expect(drift({ behaviour: { drifting: { maxKn: 4 } } })).toEqual([]);
  expect(drift({ behaviour: { drifting: { enabled: false } } })).toEqual([]);
});
