import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hazardOf, portOfTest, standingZones, startMs, vesselOf } from '../../../test/gateway-helpers.ts';
import { readerOfTest } from '../../../test/readers.ts';
import { type FieldGroup, fieldGroups, type Reader } from '../../model/access.ts';
import type { Alert } from '../../model/alert.ts';
import type { Zone } from '../../model/zone.ts';
import { presentDetail, presentLive } from '../present.ts';
import { alertDisclosureOf, presentAlert } from './alert-disclosure.ts';
import { discloserOf, everything, fieldsIn, zonesShown } from './disclosure.ts';

const [dock] = portOfTest.zones as [Zone];
const zoneOf = (id: string, visibleTo?: readonly string[]): Zone => ({
  ...dock,
  id,
  ...(visibleTo && { visibleTo }),
});
const declared = { source: 'declaration', value: 'UN 1203', atMs: startMs } as const;
const laden = vesselOf(244000001, 4.3, 51.3, {
  eni: '02301234',
  zones: ['dock-1'],
  hazard: {
    ...hazardOf('confirmed'),
    personsOnBoard: 4,
    evidence: [{ source: 'ship-type', value: 'type 84', atMs: startMs }, declared],
    past: [declared],
    conflict: true,
    conflictText: 'Inland AIS says no cones, the declaration says two',
  },
});
const shownTo = (reader: Reader) =>
  presentDetail(laden, startMs, discloserOf(reader, standingZones())(laden)).properties;

test('O7 what a reader may not see of a vessel is not there, in no form; what it may see is whole', () => {
  const all = shownTo(readerOfTest());
  expect(all).toMatchObject({ eni: '02301234', pastEvidence: [{ value: 'UN 1203' }] });
  expect(all.hazard).toMatchObject({ personsOnBoard: 4, conflictText: expect.any(String) });
  const none = shownTo(readerOfTest('x', { sees: [] }));
  for (const key of ['eni', 'hazard', 'pastEvidence']) expect(none).not.toHaveProperty(key);
  expect(none).toMatchObject({ mmsi: '244000001', zones: ['dock-1'], shipType: 84 });
  const cargo = shownTo(readerOfTest('x', { sees: ['cargo'] }));
  expect(cargo.hazard?.evidence).toEqual([
    { source: 'ship-type', value: 'type 84', at: '2026-11-23T10:00:00.000Z' },
  ]);
  for (const key of ['personsOnBoard', 'conflictText']) expect(cargo.hazard).not.toHaveProperty(key);
  expect([cargo.hazard?.conflict, cargo.pastEvidence]).toEqual([true, []]);
});

test('O7 of its own vessels a reader sees what it sees of these alone', () => {
  const own = (limits: Parameters<typeof readerOfTest>[1]): Reader => ({
    ...readerOfTest('x', limits),
    sees: () => 'own',
  });
  expect(shownTo(own({}))).not.toHaveProperty('hazard');
  expect(shownTo(own({ vessels: ['244000001'] }))).toHaveProperty('hazard.personsOnBoard', 4);
  expect(shownTo(own({ areas: ['dock-1'] }))).toHaveProperty('eni', '02301234');
});

test('O8 vessels of equal numbers are shown alike: hidden zones are left out, however many there are', () => {
  const names = fc.uniqueArray(fc.integer({ min: 0, max: 99 }).map(String), { maxLength: 40 });
  fc.assert(
    fc.property(names, fc.subarray([...fieldGroups]), fc.func(fc.boolean()), (ids, sees, isHidden) => {
      const zones = ids.toSorted();
      const hidden = zones.filter((id) => isHidden(id));
      const desk = standingZones(zones.map((id) => zoneOf(id, hidden.includes(id) ? ['police'] : undefined)));
      const vessel = { ...laden, zones };
      const [port, police] = ['port', 'police'].map((organisation) =>
        discloserOf(readerOfTest('x', { organisation, sees }), desk)(vessel),
      ) as [number, number];
      const shown = zonesShown(vessel, port);
      expect(shown.filter((id) => hidden.includes(id))).toEqual([]);
      // beyond 26 zones more is left out than must be
      expect(shown.slice(0, 26)).toEqual(zones.slice(0, 26).filter((id) => !hidden.includes(id)));
      expect(zonesShown(vessel, police)).toEqual(zones);
      expect(presentLive(vessel, startMs, police).zones).toEqual(zones);
      expect(fieldsIn(port)).toEqual(fieldsIn(police));
      if (hidden.length === 0) expect(port).toBe(police);
    }),
  );
});

test('O8 whoever sees all of a vessel has the number of everything', () => {
  expect(discloserOf(readerOfTest(), standingZones())(laden)).toBe(everything);
});

test('O8 a change of zones counts at once for a reader that stays', () => {
  let listed: readonly Zone[] = [zoneOf('dock-1')];
  const desk = { list: () => listed };
  const disclosing = discloserOf(readerOfTest(), desk);
  expect(zonesShown(laden, disclosing(laden))).toEqual(['dock-1']);
  listed = [zoneOf('dock-1', ['police'])];
  expect(zonesShown(laden, disclosing(laden))).toEqual([]);
});

const alert: Alert = {
  ...{ id: 'a', seq: 1, cause: 'c', kind: 'cpa', severity: 'warning', state: 'active' },
  ...{ mmsi: '244000001', others: ['244000002'], zoneId: null, position: [4.3, 51.3] },
  title: 'Hazardous vessel on collision course',
  text: 'JADE (244000001), with dangerous goods aboard (2 blue cones), and vessel 244000002 …',
  evidence: {
    cpaM: 12,
    domainFactor: 2,
    vessel: { mmsi: '244000001', hazardState: 'confirmed', cones: 2, sogKn: 9 },
    hazardBecause: ['inland-ais: 2 cones', 'declaration: UN 1203'],
    somethingNew: 'UN 1203',
  },
  ...{ raisedAt: 'x', updatedAt: 'x', clearedAt: null, acknowledgedBy: null, escalation: 0, trust: null },
};
const told = (sees: readonly FieldGroup[], more: Parameters<typeof readerOfTest>[1] = {}) => {
  const reader = readerOfTest('x', { sees, ...more });
  return presentAlert(alert, alertDisclosureOf(reader, alert));
};

test('O9 an alert says nothing of cargo to who does not see it: words, evidence, and what a rule may add later', () => {
  expect(told(['cargo', 'declarations'])).toBe(alert);
  expect(told(['cargo']).evidence['hazardBecause']).toEqual(['inland-ais: 2 cones']);
  const plain = told([]);
  expect(plain).toEqual({
    ...alert,
    title: 'Vessels pass close',
    text: 'Vessels pass close: MMSI 244000001, 244000002.',
    evidence: { cpaM: 12, vessel: { mmsi: '244000001', sogKn: 9 } },
  });
});

test('O9 with a reach of own all vessels of the alert must be own; one about no vessel is whole for everybody', () => {
  const own = (vessels: string[]): Reader => ({ ...readerOfTest('x', { vessels }), sees: () => 'own' });
  const titleFor = (reader: Reader) => presentAlert(alert, alertDisclosureOf(reader, alert)).title;
  expect(titleFor(own(['244000001']))).toBe('Vessels pass close');
  expect(titleFor(own(['244000001', '244000002']))).toBe(alert.title);
  const silent: Alert = { ...alert, kind: 'receiver.silent', mmsi: null, others: [] };
  expect(presentAlert(silent, alertDisclosureOf(readerOfTest('x', { sees: [] }), silent))).toBe(silent);
});
