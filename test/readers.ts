import { type Action, actions, type FieldGroup, type Reader } from '../src/model/access.ts';

/** A reader of tests: it may do and see all, but for what is given. */
export function readerOfTest(
  name = 'local',
  limits: {
    readonly organisation?: string;
    readonly may?: readonly Action[];
    readonly sees?: readonly FieldGroup[];
    /** Of its own areas and vessels. */
    readonly seesOwn?: readonly FieldGroup[];
    readonly areas?: readonly string[];
    readonly vessels?: readonly string[];
    readonly confined?: boolean;
  } = {},
): Reader {
  const {
    organisation: id = 'port',
    may,
    sees,
    seesOwn = [],
    areas = [],
    vessels = [],
    confined = false,
  } = limits;
  return {
    subject: {
      id: `account/${name}`,
      name,
      kind: 'person',
      organisation: id,
      roles: ['harbourmaster'],
      purpose: 'duty',
      owes: [],
      session: `session-of-${name}`,
    },
    organisation: { id, name: id, roles: ['harbourmaster'], areas, vessels, confined },
    may: (action) => ((may ?? actions).includes(action) ? 'all' : 'none'),
    sees(field) {
      if (sees === undefined || sees.includes(field)) return 'all';
      return seesOwn.includes(field) ? 'own' : 'none';
    },
    owns: ({ mmsi, zones }) =>
      (mmsi != null && vessels.includes(mmsi)) || zones.some((zone) => areas.includes(zone)),
    maySee: ({ visibleTo }) => visibleTo === undefined || visibleTo.includes(id),
  };
}
