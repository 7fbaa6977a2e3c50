import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cargoOf, hourMs, hullOf, nowMs } from '../../test/cargo-samples.ts';
import type { Declaration, DeclaredCargo } from '../model/cargo.ts';
import { createBook } from './book.ts';
import { judge } from './judge.ts';
import { noteDangerousCargo, notePersons } from './notes.ts';

const tankEri = [8020, 8021, 8022, 8040, 8160, 8162, 8180, 8490, 8500, 1530, 1540];
const code = fc.option(fc.constantFrom(...tankEri, 8010, 8030, 8210, 8310, 8430, 8440, 1850), { nil: null });
const shipType = fc.option(fc.constantFrom(0, 30, 37, 52, 60, 70, 71, 79, 80, 85, 89, 90, 99), { nil: null });
const inlandHazard = fc.option(fc.integer({ min: 0, max: 7 }), { nil: null });
const said = fc.record({
  unNumbers: fc.array(fc.integer({ min: 4, max: 3600 }), { maxLength: 2 }),
  imdgClasses: fc.array(fc.constantFrom('3', '2.3'), { maxLength: 2 }),
  category: fc.constantFrom('X' as const, null),
  substances: fc.constant([]),
  tonnes: fc.constant(null),
  atMs: fc.constant(nowMs),
});
/** Every kind of declaration, gas-free ones too, that has ended, has not begun, or was withdrawn. */
const inValid = fc
  .record({
    cones: fc.constantFrom(null, 0, 1, 2, 3) as fc.Arbitrary<DeclaredCargo['cones']>,
    gasFree: fc.boolean(),
    unNumbers: fc.array(fc.integer({ min: 4, max: 3600 }), { maxLength: 1 }),
    when: fc.constantFrom('expired', 'upcoming', 'withdrawn'),
    id: fc.string({ minLength: 1, maxLength: 4 }),
  })
  .map(({ when, id, ...cargo }): Declaration => {
    const day = 24 * hourMs;
    const from = when === 'expired' ? nowMs - 2 * day : when === 'upcoming' ? nowMs + day : nowMs - hourMs;
    return {
      ...cargoOf({ ...cargo, validFromMs: from, validToMs: from + day }),
      id,
      mmsi: 205278090,
      declaredAtMs: nowMs - 3 * day,
      declaredBy: 'local',
      withdrawnAtMs: when === 'withdrawn' ? nowMs - 1 : null,
      withdrawnBy: null,
    };
  });
const step = fc.oneof(
  fc.record({ kind: fc.constant('static' as const), shipType }),
  fc.record({ kind: fc.constant('inland' as const), eriType: code, inlandHazard }),
  fc.record({ kind: fc.constant('message' as const), said }),
  fc.record({ kind: fc.constant('persons' as const), count: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ kind: fc.constant('declaration' as const), declaration: inValid }),
);

test('K8 no sequence of AIS messages and declarations that are not valid makes a tank hull safe', () => {
  fc.assert(
    fc.property(fc.constantFrom(...tankEri), fc.array(step, { maxLength: 30 }), (eriType, steps) => {
      const vessel = hullOf({ eriType });
      const book = createBook({ maxBytes: 1e6, maxPerVessel: 100 });
      const judged = () => {
        vessel.hazard = judge(vessel, book.declaredNow(vessel.mmsi, nowMs), nowMs);
        expect(['confirmed', 'suspected']).toContain(vessel.hazard.state);
      };
      judged();
      for (const s of steps) {
        if (s.kind === 'static') vessel.shipType = s.shipType;
        else if (s.kind === 'message') noteDangerousCargo(vessel, s.said);
        else if (s.kind === 'persons') notePersons(vessel, s.count, nowMs);
        else if (s.kind === 'declaration') book.put(s.declaration, nowMs);
        else Object.assign(vessel, { eriType: s.eriType, inlandHazard: s.inlandHazard });
        judged();
      }
    }),
    { seed: 20261123, numRuns: 500 },
  );
});

test('K8 the same holds of a seagoing tanker, by its ship type', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(80, 81, 84, 85, 89),
      fc.array(shipType, { maxLength: 10 }),
      (first, later) => {
        const vessel = hullOf({ class: 'A', imo: 9074729, shipType: first });
        for (const type of [first, ...later]) {
          vessel.shipType = type;
          vessel.hazard = judge(
            vessel,
            createBook({ maxBytes: 1, maxPerVessel: 1 }).declaredNow(1, nowMs),
            nowMs,
          );
          expect(['confirmed', 'suspected']).toContain(vessel.hazard.state);
        }
      },
    ),
    { seed: 20261123 },
  );
});
