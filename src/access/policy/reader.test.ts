import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Action,
  actions,
  debts,
  type FieldGroup,
  fieldGroups,
  type Policy,
  purposes,
  type Reach,
  type Reader,
  roles,
  type Subject,
} from '../../model/access.ts';
import { readerOf } from './reader.ts';

const reach = fc.constantFrom<Reach>('own', 'all');
const some = <T extends string>(names: readonly T[]) =>
  fc.dictionary(fc.constantFrom(...names), reach) as fc.Arbitrary<Partial<Record<T, Reach>>>;
const grant = fc.record({ actions: some<Action>(actions), fields: some<FieldGroup>(fieldGroups) });
const rolePolicy = fc.record({
  secondFactor: fc.boolean(),
  purposes: fc.dictionary(fc.constantFrom(...purposes), grant),
});
const organisation = fc.record({
  id: fc.constantFrom('port', 'police', 'terminal'),
  name: fc.constant('x'),
  roles: fc.subarray([...roles]),
  areas: fc.subarray(['a', 'b', 'c']),
  vessels: fc.subarray(['205000001', '205000002']),
  confined: fc.boolean(),
});
const policies: fc.Arbitrary<Policy> = fc.record({
  organisations: fc.uniqueArray(organisation, { selector: ({ id }) => id, minLength: 1 }),
  roles: fc.record(Object.fromEntries(roles.map((role) => [role, rolePolicy]))) as fc.Arbitrary<
    Policy['roles']
  >,
});
const subjects: fc.Arbitrary<Subject> = fc.record({
  id: fc.constant('account/1'),
  name: fc.constant('somebody'),
  kind: fc.constantFrom('person', 'key'),
  organisation: fc.constantFrom('port', 'police', 'terminal', 'nowhere'),
  roles: fc.subarray([...roles]),
  purpose: fc.constantFrom(...purposes),
  owes: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray([...debts]) },
  ),
  session: fc.constant(null),
});

const far: Readonly<Record<Reach, number>> = { none: 0, own: 1, all: 2 };
const everyReach = (reader: Reader): number[] => [
  ...actions.map((action) => far[reader.may(action)]),
  ...fieldGroups.map((field) => far[reader.sees(field)]),
];
const nothingAtAll = [...actions, ...fieldGroups].map(() => 0);

test('O3 nothing is allowed that no role of the subject, at its purpose, allows', () => {
  fc.assert(
    fc.property(policies, subjects, (policy, subject) => {
      const reader = readerOf(policy, subject);
      for (const action of actions) {
        const named = subject.roles.map(
          (role) => policy.roles[role].purposes[subject.purpose]?.actions[action],
        );
        if (reader.may(action) !== 'none') expect(named).toContain(reader.may(action));
      }
      for (const field of fieldGroups) {
        const named = subject.roles.map(
          (role) => policy.roles[role].purposes[subject.purpose]?.fields[field],
        );
        if (reader.sees(field) !== 'none') expect(named).toContain(reader.sees(field));
      }
    }),
  );
});

test('O3 a role more never takes anything away, and a role less never gives anything', () => {
  fc.assert(
    fc.property(policies, subjects, fc.constantFrom(...roles), (policy, subject, role) => {
      const less = everyReach(
        readerOf(policy, { ...subject, roles: subject.roles.filter((r) => r !== role) }),
      );
      const more = everyReach(readerOf(policy, { ...subject, roles: [...subject.roles, role] }));
      more.forEach((n, i) => {
        expect(n).toBeGreaterThanOrEqual(less[i] ?? 0);
      });
    }),
  );
});

test('O4 who owes something, is of an unknown organisation or has a role that this may not have, may nothing', () => {
  fc.assert(
    fc.property(policies, subjects, fc.constantFrom(...debts), (policy, subject, debt) => {
      expect(everyReach(readerOf(policy, { ...subject, owes: [debt] }))).toEqual(nothingAtAll);
      expect(everyReach(readerOf(policy, { ...subject, organisation: 'nowhere' }))).toEqual(nothingAtAll);
      const its = policy.organisations.find(({ id }) => id === subject.organisation)?.roles ?? [];
      const strange = roles.filter((role) => !its.includes(role));
      expect(everyReach(readerOf(policy, { ...subject, roles: strange }))).toEqual(nothingAtAll);
      const invented = [...subject.roles, 'toString' as never, 'king' as never];
      expect(everyReach(readerOf(policy, { ...subject, roles: invented }))).toEqual(
        everyReach(readerOf(policy, subject)),
      );
    }),
  );
});

test('O5 a zone that names organisations is seen by these alone, and by nobody who may nothing', () => {
  fc.assert(
    fc.property(
      policies,
      subjects,
      fc.subarray(['port', 'police', 'nowhere']),
      (policy, subject, visibleTo) => {
        const reader = readerOf(policy, subject);
        expect(reader.maySee({})).toBe(true);
        if (reader.maySee({ visibleTo })) expect(visibleTo).toContain(subject.organisation);
        const shut = readerOf(policy, { ...subject, owes: ['code'] });
        expect(shut.maySee({ visibleTo: [subject.organisation] })).toBe(false);
      },
    ),
  );
});

test('O6 own are the vessels of the organisation, and what is in its areas', () => {
  fc.assert(
    fc.property(policies, subjects, (policy, subject) => {
      const reader = readerOf(policy, subject);
      const { areas, vessels } = reader.organisation;
      for (const zone of ['a', 'b', 'c'])
        expect(reader.owns({ zones: ['x', zone] })).toBe(areas.includes(zone));
      for (const mmsi of ['205000001', '205000003'])
        expect(reader.owns({ mmsi, zones: [] })).toBe(vessels.includes(mmsi));
      expect(reader.owns({ mmsi: null, zones: [] })).toBe(false);
      expect(readerOf(policy, subject)).toBe(reader);
    }),
  );
});
