import { describe, expect, test } from 'vitest';
import { type Hazard, unknownHazard, type Vessel } from '../model/vessel.ts';
import type { ZoneRule } from '../model/zone.ts';
import { causeOf, partsOf } from './cause.ts';
import { cleared, raised } from './finding.ts';
import { sampleFix, sampleVessel, sampleZone } from './sample-vessel.test-data.ts';

const fix = sampleFix({
  lon: 4.39,
  lat: 51.24,
  sogKn: 7.25,
  headingDeg: null,
  positionAtMs: Date.UTC(2026, 10, 23, 10, 15, 30, 250),
});
const hazard: Hazard = {
  ...unknownHazard,
  state: 'confirmed',
  cones: 2,
  category: 'X',
  unNumbers: [1203],
  evidence: [{ source: 'inland-ais', value: '2 cones', atMs: 0 }],
};
const vessel = sampleVessel({
  mmsi: 2052780,
  class: 'inland',
  flag: 'BE',
  shipType: null,
  eriType: 8021,
  lengthM: 110,
  beamM: 11,
  inlandHazard: 2,
  hazard,
  kinematics: fix,
});
const rule = (kind: ZoneRule['rule']): ZoneRule => ({
  rule: kind,
  severity: 'caution',
  appliesTo: { hazard: ['confirmed'], classes: null, minCones: null, minLengthM: null },
  limitKn: kind === 'zone.speed' ? 5 : null,
  holdS: 60,
  limitS: 900,
  axisDeg: 70,
});
const zone = sampleZone({ id: 'royers', name: 'Royerssluis' });
const words = (more: Partial<Parameters<typeof raised>[2]>, who: Vessel = vessel) => {
  const occasion = { zone, rule: rule('zone.enter'), passage: 'enters' as const, gapS: 20, nowMs: 0 };
  const finding = raised(who, who.kinematics ?? fix, { ...occasion, ...more });
  if (finding.action !== 'raise') throw new Error('a raise was expected');
  return finding;
};

describe('findings of zone rules', () => {
  test('Z14 a finding says who, with what aboard, did what, where and how fast', () => {
    const { evidence, ...finding } = words({ nowMs: fix.positionAtMs + 1500 });
    expect(finding).toEqual({
      action: 'raise',
      cause: 'zone.enter:royers:002052780',
      kind: 'zone.enter',
      severity: 'caution',
      mmsi: 2052780,
      zoneId: 'royers',
      position: [4.39, 51.24],
      title: 'Hazardous vessel entered Royerssluis',
      text:
        'MARIA (002052780), with dangerous goods aboard (2 blue cones, category X, UN 1203), ' +
        'entered Royerssluis at 7.3 kn.',
    });
    expect(evidence).toEqual({
      hazardState: 'confirmed',
      cones: 2,
      bFlag: false,
      category: 'X',
      hazardBecause: ['inland-ais: 2 cones'],
      zoneName: 'Royerssluis',
      zoneKind: 'lock',
      approximate: true,
      uncertaintyM: 100,
      sogKn: 7.25,
      cogDeg: 90,
      receiver: 'kallo',
      positionAt: '2026-11-23T10:15:30.250Z',
      positionAgeS: 1.5,
      passage: 'enters',
    });
  });

  test.each([
    ['zone.enter', 'appears', 'inside Royerssluis', 'was first heard inside Royerssluis, at 7.3 kn.'],
    [
      'zone.enter',
      'stays',
      'inside Royerssluis',
      'is inside Royerssluis at 7.3 kn; the rule began to concern it',
    ],
    [
      'zone.enter',
      'crosses',
      'passed through Royerssluis',
      'between two positions 20 s apart, now at 7.3 kn.',
    ],
    ['zone.exit', 'leaves', 'left Royerssluis', 'left Royerssluis at 7.3 kn.'],
    [
      'zone.speed',
      'stays',
      'too fast in Royerssluis',
      'sails at 7.3 kn in Royerssluis, where the limit is 5 kn, for 60 s or longer.',
    ],
    ['zone.dwell', 'stays', 'too long in Royerssluis', 'has been in Royerssluis for 900 s or longer'],
    ['zone.stop', 'stays', 'stopped in Royerssluis', 'moored in Royerssluis for 60 s or longer'],
    [
      'zone.wrong-way',
      'stays',
      'against the direction in Royerssluis',
      'the direction of 70° in Royerssluis at 7.3 kn.',
    ],
  ] as const)('Z14 %s when a vessel %s', (kind, passage, title, text) => {
    const finding = words({ rule: rule(kind), passage });
    expect(finding.title).toBe(`Hazardous vessel ${title}`);
    expect(finding.text).toContain(text);
  });

  test('Z14 the evidence says when a zone was crossed, and which limit was broken', () => {
    expect(words({ passage: 'crosses' }).evidence).toMatchObject({ crossed: true, gapS: 20 });
    expect(words({ rule: rule('zone.speed') }).evidence).toMatchObject({ limitKn: 5, holdS: 60 });
    expect(words({}).evidence).not.toHaveProperty('crossed');
  });

  test.each([
    ['suspected', 'Possibly hazardous vessel entered', 'of a kind that usually carries dangerous goods'],
    ['unknown', 'Vessel entered', 'with unknown cargo'],
    ['none-declared', 'Vessel entered', 'with no dangerous goods declared'],
    ['not-applicable', 'Vessel entered', 'which carries no cargo by its kind'],
  ] as const)('Z14 a vessel whose hazard is %s is not called hazardous', (state, title, text) => {
    const nameless = {
      ...vessel,
      name: null,
      hazard: { ...hazard, state },
      kinematics: { ...fix, sogKn: null },
    };
    const finding = words({}, nameless);
    expect(finding.title).toContain(title);
    expect(finding.text).toContain(text);
    expect(finding.text).toMatch(/^Vessel 002052780, .* at unknown speed\.$/);
  });

  test('Z12 a cause is read back into its parts, also when the zone has colons in its id', () => {
    for (const zoneId of ['royers', 'north:1', 'a:123456789'])
      expect(partsOf(causeOf('zone.exit', zoneId, 2052780))).toEqual({
        rule: 'zone.exit',
        zoneId,
        mmsi: 2052780,
      });
    expect(cleared('zone.exit', 'royers', 2052780)).toEqual({
      action: 'clear',
      cause: 'zone.exit:royers:002052780',
    });
    for (const other of ['zone.capacity:royers', 'cpa:002052780:002052781', 'zone.exit:royers:x', ''])
      expect(partsOf(other)).toBeNull();
  });
});
