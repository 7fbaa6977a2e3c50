import type { CargoDesk, Declaration } from '../../src/model/cargo.ts';
import type { Hazard } from '../../src/model/vessel.ts';
import type { Zone } from '../../src/model/zone.ts';
import { declarationOf } from '../cargo-samples.ts';
import { emptyHistory } from '../empty-past.ts';
import { createWorld, hazardOf, portOfTest, standingZones, startMs, vesselOf } from '../gateway-helpers.ts';

/** A port of two vessels whose every restricted field is a text or number found nowhere else, so that it is known wherever it turns up. */

/** In the area of an organisation; in nobody's. */
export const vessels = {
  own: { mmsi: '244000001', zone: 't-basf' },
  other: { mmsi: '244000002', zone: 'dock-1' },
} as const;
export type Whose = keyof typeof vessels;
export const hidden = { id: 'police-watch', visibleTo: ['maritime-police'] } as const;

/** What would be read of each vessel, by the field group that it belongs to. */
export const tokens = {
  own: { cargo: 'tokencargo1', persons: '4711', declarations: 'tokendeclared1', eni: '07770001' },
  other: { cargo: 'tokencargo2', persons: '4712', declarations: 'tokendeclared2', eni: '07770002' },
} as const;
/** Of a zone. */
export const listed = { own: '244990001', other: '244990002' } as const;

const hazard = (whose: Whose): Hazard => ({
  ...hazardOf('confirmed'),
  cones: 2,
  unNumbers: [1203],
  personsOnBoard: Number(tokens[whose].persons),
  evidence: [
    { source: 'ship-type', value: tokens[whose].cargo, atMs: startMs },
    { source: 'declaration', value: tokens[whose].declarations, atMs: startMs },
  ],
  past: [{ source: 'declaration', value: tokens[whose].declarations, atMs: startMs }],
  conflict: true,
  conflictText: `one says ${tokens[whose].cargo}, the declaration ${tokens[whose].declarations}`,
});

const [dock] = portOfTest.zones;
if (dock === undefined) throw new Error('the port of test has no zone');
const guarding = (mmsi: string): Zone['rules'] =>
  dock.rules.map((rule) => ({
    ...rule,
    appliesTo: {
      ...rule.appliesTo,
      exempt: [{ mmsi: Number(mmsi), until: '2027-01-01T00:00:00.000Z', reason: null }],
    },
  }));
const zones: readonly Zone[] = [
  { ...dock, rules: guarding(listed.other) },
  { ...dock, ...hidden, name: 'Watch', rules: dock.rules },
  { ...dock, id: vessels.own.zone, name: 'BASF', kind: 'terminal', rules: guarding(listed.own) },
];

const whoseOf = (mmsi: number): Whose => (String(mmsi) === vessels.own.mmsi ? 'own' : 'other');
const declarations = (mmsi: number): Declaration[] => {
  const its = tokens[whoseOf(mmsi)];
  return [declarationOf({ mmsi, personsOnBoard: Number(its.persons), note: its.declarations })];
};
const cargo: CargoDesk = {
  declare: async () => [{ outcome: 'refused', field: 'body', detail: 'not in this test' }],
  withdraw: async () => null,
  list: declarations,
};

export async function createSecretWorld() {
  const world = await createWorld({}, cargo, standingZones(zones));
  for (const [whose, { mmsi, zone }] of Object.entries(vessels) as [Whose, (typeof vessels)[Whose]][]) {
    const inside = whose === 'own' ? [zone] : [zone, hidden.id];
    world.put(
      vesselOf(Number(mmsi), 4.3, 51.3, { eni: tokens[whose].eni, hazard: hazard(whose), zones: inside }),
    );
    // as the rules tell it
    Object.assign(world.desk.raise(`zone.enter:${zone}:${mmsi}`), {
      mmsi,
      zoneId: zone,
      title: `Hazardous vessel entered ${zone}, ${tokens[whose].cargo}`,
      text: `Vessel ${mmsi}, with dangerous goods aboard (${tokens[whose].cargo}), entered ${zone}.`,
      evidence: {
        zoneName: zone,
        cones: 2,
        hazardBecause: [`ship-type: ${tokens[whose].cargo}`, `declaration: ${tokens[whose].declarations}`],
        vessel: { mmsi, hazardState: tokens[whose].cargo },
      },
    });
  }
  const visit = (zoneId: string) => ({
    ...{ mmsi: Number(vessels.other.mmsi), zoneId, name: 'X', shipType: 80, eriType: null, class: 'A' },
    ...{ enteredMs: startMs - 60_000, leftMs: null },
  });
  world.history = {
    ...emptyHistory,
    present: async (_span, _area, after) => [Number(vessels.other.mmsi)].filter((mmsi) => mmsi > after),
    vesselsAt: async (moments) =>
      moments.map(({ mmsi, atMs }) => ({
        mmsi,
        position: {
          ...{ mmsi, timeMs: atMs - 1000, lon: 4.3, lat: 51.3, sogKn: 5, cogDeg: 90, headingDeg: 90 },
          ...{ navStatus: 0, receiver: 'kallo' },
        },
        description: null,
        declarations: declarations(mmsi),
        zones: ['dock-1', hidden.id],
      })),
    visits: async () => [visit('dock-1'), visit(hidden.id)],
  };
  return world;
}
