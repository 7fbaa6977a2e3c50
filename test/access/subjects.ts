import { readerOf } from '../../src/access/policy/reader.ts';
import { loadPolicy } from '../../src/config/policy.ts';
import { type Purpose, type Reader, type Role, roles } from '../../src/model/access.ts';

/** The policy that is shipped: what the matrix is made of. */
export const policy = loadPolicy(null);

/** A role at a purpose: a column of the matrix. */
export interface Column {
  readonly role: Role;
  readonly purpose: Purpose;
}

export const columns: readonly Column[] = roles.flatMap((role) =>
  (Object.keys(policy.roles[role].purposes) as Purpose[]).map((purpose) => ({ role, purpose })),
);

/** Of its organisation, a reader that has this role alone. */
export const readerAt = (organisation: string, { role, purpose }: Column): Reader =>
  readerOf(policy, {
    id: `account/${role}`,
    name: role,
    kind: 'person',
    organisation,
    roles: [role],
    purpose,
    owes: [],
    session: `session-of-${role}-${organisation}`,
  });

/** Somebody of every organisation in every role that it may have, at every purpose. */
export const everybody: readonly Reader[] = policy.organisations.flatMap(({ id, roles: its }) =>
  columns.filter(({ role }) => its.includes(role)).map((column) => readerAt(id, column)),
);

export const nameOf = ({ subject, organisation }: Reader): string =>
  `${subject.roles.join()} at ${subject.purpose} of ${organisation.id}`;
