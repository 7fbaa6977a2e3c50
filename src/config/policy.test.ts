import { expect, test } from 'vitest';
import { loadPolicy, parsePolicy, unknownAreas } from './policy.ts';
import { loadPort } from './port-file.ts';

const organisation = { id: 'port', name: 'Port', roles: ['harbourmaster'] };
const roles = { harbourmaster: { purposes: { duty: { may: { all: ['picture.read'] } } } } };
const faultOf = (json: unknown): string => {
  try {
    parsePolicy(json, 'policy.json');
    return 'none';
  } catch (error) {
    return String(error);
  }
};
const withOrganisation = (more: object) => faultOf({ organisations: [{ ...organisation, ...more }], roles });
const withGrant = (grant: unknown) =>
  faultOf({ organisations: [organisation], roles: { police: { purposes: { duty: grant } } } });

test('O1 the built-in policy is read, and its areas are zones of the built-in port', () => {
  const policy = loadPolicy(null);
  expect(unknownAreas(policy, loadPort(null).zones)).toEqual([]);
  expect(policy.roles.harbourmaster.secondFactor).toBe(true);
  expect(policy.roles.auditor.purposes).toEqual({
    duty: {
      actions: { 'account.own': 'all', 'contracts.read': 'all', 'audit.read': 'all' },
      fields: { 'watch-lists': 'all' },
    },
  });
});

test('O1 areas that are no zone are found, with their organisation', () => {
  const policy = parsePolicy({ organisations: [{ ...organisation, areas: ['t-basf', 'gone'] }], roles }, 'p');
  expect(unknownAreas(policy, loadPort(null).zones)).toEqual([{ organisation: 'port', area: 'gone' }]);
});

test('O2 what is wrong with the file is said with its place and field', () => {
  expect(faultOf([])).toContain('policy.json: is not a JSON object.');
  expect(faultOf({ organisations: [], roles })).toContain('policy.json: organisations has none.');
  expect(withOrganisation({ id: 'Port' })).toContain(
    'policy.json: organisation 0: id "Port" is not a short name',
  );
  expect(withOrganisation({ roles: ['king'] })).toContain(
    'organisation 0 "port": roles[0] "king" is not known',
  );
  expect(withOrganisation({ vessels: [205278090] })).toContain(
    'vessels[0] 205278090 is not an MMSI of nine digits',
  );
  expect(withOrganisation({ confined: 'yes' })).toContain('confined "yes" is not true or false');
  expect(withOrganisation({ area: [] })).toContain('organisation.area is not known');
  expect(faultOf({ organisations: [organisation, organisation], roles })).toContain(
    'already taken by organisation 0',
  );
  expect(faultOf({ organisations: [organisation], roles: { king: {} } })).toContain(
    'roles.king is not known',
  );
  expect(withGrant({ may: { all: ['fly'] } })).toContain(
    'role "police": purposes.duty.may.all[0] "fly" is not known',
  );
  expect(withGrant({ may: { all: ['audit.read'], own: ['audit.read'] } })).toContain(
    'may.own[0] "audit.read" is there twice',
  );
  expect(withGrant({ may: { some: [] } })).toContain('purposes.duty.may.some is not known; known: all, own');
});

test('O2 nothing can be given for `own` alone that is of no area or vessel, nor a part of cargo without cargo', () => {
  expect(withGrant({ may: { own: ['audit.read'] } })).toContain('"audit.read" is of no area or vessel');
  expect(withGrant({ sees: { all: ['persons'] } })).toContain('"persons" is seen further than "cargo"');
  expect(withGrant({ sees: { all: ['declarations'], own: ['cargo'] } })).toContain(
    '"declarations" is seen further',
  );
  expect(withGrant({ sees: { all: ['cargo', 'persons'] } })).toBe('none');
});

test('O1 a role that the file does not name may do nothing', () => {
  const policy = parsePolicy({ organisations: [organisation], roles }, 'p');
  expect(policy.roles.police).toEqual({ secondFactor: false, purposes: {} });
});
