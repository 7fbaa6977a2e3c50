import { expect, test } from 'vitest';
import { hourMs, hullOf, nowMs, declarationOf as of } from '../../test/cargo-samples.ts';
import type { Declaration } from '../model/cargo.ts';
import type { Vessel } from '../model/vessel.ts';
import { takeTogether } from './declared.ts';
import { judge } from './judge.ts';
import { noteDangerousCargo, notePersons } from './notes.ts';

const hazardOf = (told: Partial<Vessel>, ...declared: readonly Declaration[]) =>
  judge(hullOf(told), takeTogether(declared), nowMs);
const stateOf = (told: Partial<Vessel>, ...declared: readonly Declaration[]) =>
  hazardOf(told, ...declared).state;
const dryBarge = { eriType: 8010, inlandHazard: 0 } as const;
const tanker = { eriType: 8021, shipType: 80 } as const;
const none = of({ cones: 0 });

test('K1 one to three cones or the B-flag confirm dangerous goods, whatever the hull', () => {
  expect([1, 2, 3, 4].map((inlandHazard) => stateOf({ eriType: 8010, inlandHazard }))).toEqual(
    Array(4).fill('confirmed'),
  );
  expect(hazardOf({ inlandHazard: 2 })).toMatchObject({ cones: 2, bFlag: false });
  expect(hazardOf({ inlandHazard: 4 })).toMatchObject({ cones: null, bFlag: true });
});

test('K2 the second digit of a ship type confirms category X, Y, Z or OS', () => {
  const categories = [71, 82, 93, 64].map((shipType) => hazardOf({ class: 'A', shipType }));
  expect(categories.map(({ category }) => category)).toEqual(['X', 'Y', 'Z', 'OS']);
  expect(categories.map(({ state }) => state)).toEqual(Array(4).fill('confirmed'));
  expect([31, 51, 54, 75, 85].map((shipType) => hazardOf({ class: 'A', shipType }).category)).toEqual(
    Array(5).fill(null),
  );
});

test('K3 a tank, gas or chemical hull is suspected, also with no cones, unknown cones or type 85', () => {
  for (const inlandHazard of [null, 0, 5]) {
    for (const eriType of [8020, 8021, 8022, 8040, 8161, 8310, 8390, 8490, 8500])
      expect(stateOf({ eriType, inlandHazard })).toBe('suspected');
  }
  expect([80, 85, 89].map((shipType) => stateOf({ class: 'A', shipType }))).toEqual(
    Array(3).fill('suspected'),
  );
});

test('K4 only a dry hull that reports none is none-declared of itself; a silent one is unknown', () => {
  expect(stateOf(dryBarge)).toBe('none-declared');
  expect(stateOf({ eriType: 8010, inlandHazard: 5 })).toBe('unknown');
  expect(stateOf({ eriType: 8010 })).toBe('unknown');
  expect(stateOf({ class: 'A', shipType: 70 })).toBe('unknown');
  expect(stateOf({ class: 'A' })).toBe('unknown');
});

test('K5 craft without cargo are not applicable; what is towed is unknown', () => {
  expect([30, 36, 37, 50, 51, 52, 55].map((shipType) => stateOf({ class: 'A', shipType }))).toEqual(
    Array(7).fill('not-applicable'),
  );
  expect([31, 32, 60].map((shipType) => stateOf({ class: 'A', shipType }))).toEqual(Array(3).fill('unknown'));
  expect(stateOf({ class: 'base' })).toBe('not-applicable');
});

test.each([
  [{ eriType: 8021, shipType: 79 }, [], 'ERI type 8021 is a tank hull, ship type 79 a dry cargo ship'],
  [{ eriType: 8010, shipType: 80 }, [], 'ERI type 8010 is a dry cargo hull, ship type 80 a tanker'],
  [{ shipType: 81, inlandHazard: 0 }, [], 'the ship type says category X, Inland AIS says no cones'],
  [{ shipType: 52, inlandHazard: 2 }, [], 'Inland AIS says two cones, ship type 52 carries no cargo'],
  [dryBarge, [of({ cones: 2 })], 'Inland AIS says no cones, the declaration says two'],
  [{ inlandHazard: 3 }, [of({ cones: 1 })], 'Inland AIS says three cones, the declaration says one'],
  [{ inlandHazard: 4 }, [none], 'Inland AIS says B-flag, the declaration says no dangerous goods'],
  [{ shipType: 71 }, [none], 'the ship type says category X, the declaration says no dangerous goods'],
  [
    { eriType: 8010 },
    [none, of({ id: 'd2', unNumbers: [1203] })],
    'one declaration says no dangerous goods, another says UN 1203',
  ],
  [{ shipType: 52 }, [of({ cones: 1 })], 'dangerous goods are declared, ship type 52 carries no cargo'],
] as const)('K6 sources that contradict each other are flagged, in words: %j', (told, declared, text) => {
  expect(hazardOf(told, ...declared)).toMatchObject({ conflict: true, conflictText: text });
});

test('K6 "unknown" and silence contradict nothing', () => {
  const quiet = [
    hazardOf({ ...tanker, inlandHazard: 5 }, of({ cones: 2 })),
    hazardOf({ ...tanker, inlandHazard: 2 }, of({ unNumbers: [1203] })),
    hazardOf({ ...tanker, inlandHazard: 1 }, of({ cones: 1 })),
    hazardOf({}, of({ personsOnBoard: 3 })),
  ];
  expect(quiet.map(({ conflict, conflictText }) => [conflict, conflictText])).toEqual(
    Array(4).fill([false, null]),
  );
});

test('K7 evidence says in words what was said, by which source and when, newest first', () => {
  const declared = of({
    cones: 2,
    unNumbers: [4, 1203],
    imdgClasses: ['3'],
    tonnes: 1200.5,
    reference: 'ANR-7',
    declaredAtMs: nowMs - 90_000,
  });
  expect(hazardOf({ eriType: 8021, shipType: 82, inlandHazard: 5 }, declared).evidence).toEqual([
    { source: 'inland-ais', value: 'cones unknown', atMs: nowMs - 60_000 },
    { source: 'eri-type', value: 'ERI 8021: tank, gas or chemical hull', atMs: nowMs - 60_000 },
    {
      source: 'declaration',
      value: '2 blue cones, UN 0004, 1203, class 3, 1200.5 t; valid until 2026-11-24 10:00 UTC (ANR-7)',
      atMs: nowMs - 90_000,
    },
    {
      source: 'ship-type',
      value: 'type 82: tank, gas or chemical hull, cargo of category Y',
      atMs: nowMs - 120_000,
    },
  ]);
});

test('K9 a declaration of goods, cones or the B-flag confirms, whatever the vessel says', () => {
  const danger = [
    of({ cones: 1 }),
    of({ bFlag: true }),
    of({ unNumbers: [1202], cones: 0 }),
    of({ imdgClasses: ['9'] }),
  ];
  for (const told of [{}, dryBarge, tanker, { shipType: 52 }])
    expect(danger.map((declaration) => stateOf(told, declaration))).toEqual(Array(4).fill('confirmed'));
  expect(hazardOf(dryBarge, of({ cones: 2, unNumbers: [1203], imdgClasses: ['3'] }))).toMatchObject({
    cones: 2,
    unNumbers: [1203],
    imdgClasses: ['3'],
  });
  expect(hazardOf({ inlandHazard: 3 }, of({ cones: 1 })).cones).toBe(3);
});

test('K10 a declaration of none clears a dry or an unknown hull, and a tank hull only when gas-free', () => {
  const gasFree = of({ cones: 0, gasFree: true });
  expect([stateOf({}, none), stateOf({ eriType: 8010 }, none)]).toEqual(['none-declared', 'none-declared']);
  expect([stateOf(tanker, none), stateOf(tanker, gasFree)]).toEqual(['suspected', 'none-declared']);
  // the newest statement of the tanks counts
  expect(stateOf(tanker, none, of({ ...gasFree, id: 'd0', declaredAtMs: nowMs - hourMs }))).toBe('suspected');
  expect(stateOf({ inlandHazard: 2 }, gasFree)).toBe('confirmed');
  expect(stateOf({}, of({ personsOnBoard: 4 }))).toBe('unknown');
});

test('K12 valid declarations stand side by side: goods add up, the highest sign counts', () => {
  const hazard = hazardOf(
    { class: 'A', shipType: 70 },
    of({ id: 'd3', unNumbers: [1203], imdgClasses: ['3'], cones: 1 }),
    of({ id: 'd2', unNumbers: [1005], imdgClasses: ['2.3'], cones: 2, bFlag: true }),
    none,
  );
  expect(hazard).toMatchObject({
    state: 'confirmed',
    cones: 2,
    bFlag: true,
    unNumbers: [1005, 1203],
    imdgClasses: ['2.3', '3'],
  });
  expect(hazard.evidence.filter(({ source }) => source === 'declaration')).toHaveLength(3);
});

test('K13 what counts no more stays to be read, bounded', () => {
  const vessel = hullOf({ eriType: 8010, inlandHazard: 2 });
  const again = (declared: readonly Declaration[] = []) => {
    vessel.hazard = judge(vessel, takeTogether(declared), nowMs);
    return vessel.hazard;
  };
  expect(again([of({ cones: 1 })]).past).toEqual([]);
  vessel.inlandHazard = 0;
  expect(again().past.map(({ source, value }) => [source, value])).toEqual([
    ['declaration', '1 blue cone; valid until 2026-11-24 10:00 UTC'],
    ['inland-ais', '2 blue cones'],
  ]);
  for (let i = 0; i < 40; i++) again([of({ unNumbers: [1000 + i] })]);
  expect(again().past).toHaveLength(16);
  expect(again().past[0]?.value).toContain('UN 1039');
});

test('K13 a hull that once called itself a tank hull stays one; a convoy changes', () => {
  const vessel = hullOf({ eriType: 8021, inlandHazard: 0 });
  vessel.hazard = judge(vessel, takeTogether([]), nowMs);
  Object.assign(vessel, dryBarge);
  expect(judge(vessel, takeTogether([]), nowMs)).toMatchObject({
    state: 'suspected',
    conflictText: 'it called itself a tank hull before, and a dry cargo hull now',
  });
  const convoy = hullOf({ eriType: 8310, inlandHazard: 0 });
  convoy.hazard = judge(convoy, takeTogether([]), nowMs);
  convoy.eriType = 8210;
  expect(judge(convoy, takeTogether([]), nowMs).state).toBe('none-declared');
});

test('K14 of the persons on board the newest statement counts', () => {
  const vessel = hullOf();
  const by = (...declared: readonly Declaration[]) =>
    judge(vessel, takeTogether(declared), nowMs).personsOnBoard;
  const four = of({ personsOnBoard: 4, declaredAtMs: nowMs - hourMs });
  expect([by(), by(four), by(none, four)]).toEqual([null, 4, 4]);
  expect(notePersons(vessel, 6, nowMs - 2 * hourMs)).toBe(true);
  expect([by(), by(four)]).toEqual([6, 4]);
  expect(notePersons(vessel, 5, nowMs)).toBe(true);
  expect(by(four)).toBe(5);
  const refused = [null, -1, 2.5, 10_001].map((count) => notePersons(vessel, count, nowMs));
  expect([...refused, notePersons(vessel, 9, nowMs - 1)]).toEqual(Array(5).fill(false));
  expect(by(four)).toBe(5);
});

test('K15 a dangerous-cargo message confirms for three days, unless it names nothing', () => {
  const vessel = hullOf(dryBarge);
  const said = {
    unNumbers: [1005],
    imdgClasses: ['2.3'],
    category: null,
    substances: ['MARPOL Annex I: gasoline'],
    tonnes: 900,
    atMs: nowMs,
  };
  const empty = { ...said, unNumbers: [], imdgClasses: [], substances: [] };
  expect(noteDangerousCargo(vessel, empty)).toBe(false);
  expect(judge(vessel, takeTogether([]), nowMs).state).toBe('none-declared');
  expect(noteDangerousCargo(vessel, said)).toBe(true);
  expect(noteDangerousCargo(vessel, { ...said, unNumbers: [1], atMs: nowMs - 1 })).toBe(false);
  const hazard = judge(vessel, takeTogether([]), nowMs);
  expect(hazard).toMatchObject({ state: 'confirmed', unNumbers: [1005], imdgClasses: ['2.3'] });
  expect(hazard.evidence[0]).toEqual({
    source: 'dangerous-cargo-message',
    value: 'UN 1005, class 2.3, MARPOL Annex I: gasoline, 900 t',
    atMs: nowMs,
  });
  expect(judge(vessel, takeTogether([of({ unNumbers: [1203] })]), nowMs).conflictText).toBe(
    'the dangerous cargo message says UN 1005, which is not declared',
  );
  expect(judge(vessel, takeTogether([none]), nowMs)).toMatchObject({ state: 'confirmed', conflict: true });
  expect(judge(vessel, takeTogether([]), nowMs + 72 * hourMs).state).toBe('none-declared');
});
