import { expect, test } from 'vitest';
import { createRandom } from '../lib/random.ts';
import { unknownHazard, type Vessel } from '../model/vessel.ts';
import type { ZoneRule } from '../model/zone.ts';
import { concerns } from './passage.ts';
import { sampleVessel } from './sample-vessel.test-data.ts';
import { createTally } from './zone-capacity.ts';

const everybody = {
  hazard: ['confirmed', 'unknown'],
  classes: null,
  minCones: null,
  minLengthM: null,
} as const;

/** What the rule says of all that are inside, counted anew. */
function byAll(inside: readonly Vessel[], rule: ZoneRule, atMs: number): string | null {
  const isPassenger = ({ shipType }: Vessel): boolean => shipType === 60;
  const others = inside.filter((vessel) => !isPassenger(vessel));
  const isConed = others.some(
    ({ hazard }) => (hazard.cones ?? -1) >= (rule.passengerBesideCones ?? Infinity),
  );
  if (others.length < inside.length && isConed) return 'cones';
  const concerned = inside.filter((vessel) => concerns(rule.appliesTo, vessel, atMs));
  return concerned.length > (rule.maxVessels ?? Infinity) ? 'vessels' : null;
}

test('Z54 a zone is as full as a count of all vessels in it says, while they come, change and go, the rule changes and exemptions end', () => {
  const random = createRandom(54);
  const vessels = Array.from({ length: 12 }, (_, i) =>
    sampleVessel({ mmsi: 205_000_000 + i, shipType: random.chance(0.1) ? 60 : 70 }),
  );
  const exempt = [{ mmsi: 205_000_003, until: '2026-01-01T00:20:00Z', reason: 'trial' }];
  const rules: readonly ZoneRule[] = [
    { maxVessels: 4, appliesTo: everybody },
    { maxVessels: 3, appliesTo: { ...everybody, exempt } },
    { maxVessels: 6, passengerBesideCones: 2 as const, appliesTo: everybody },
  ].map((rule) => ({ ...rule, rule: 'zone.capacity', severity: 'warning', limitKn: null, holdS: 0 }));
  let rule = random.pick(rules);
  const tally = createTally(rule);
  const inside = new Map<number, Vessel>();
  const said = new Map<string | null, number>();
  for (let step = 0; step < 3_000; step++) {
    const atMs = Date.UTC(2026, 0, 1) + step * 1_000;
    const vessel = random.pick(vessels);
    vessel.hazard = {
      ...unknownHazard,
      ...(random.chance(0.5)
        ? { state: 'confirmed', cones: random.pick([1, 2] as const) }
        : { state: 'none-declared' }),
    };
    if (random.chance(0.6)) {
      inside.set(vessel.mmsi, vessel);
      tally.put(vessel, atMs);
    } else {
      inside.delete(vessel.mmsi);
      tally.remove(vessel.mmsi);
    }
    if (random.chance(0.02)) {
      rule = random.pick(rules);
      tally.revise(rule);
    }
    // what changed of a vessel inside is told of it, as everywhere
    if (inside.has(vessel.mmsi)) tally.put(vessel, atMs);
    const expected = byAll([...inside.values()], rule, atMs);
    expect(tally.crowding(atMs)).toBe(expected);
    said.set(expected, (said.get(expected) ?? 0) + 1);
  }
  expect(tally.vessels()).toEqual([...inside.values()]);
  for (const verdict of ['vessels', 'cones', null]) expect(said.get(verdict)).toBeGreaterThan(100);
});
