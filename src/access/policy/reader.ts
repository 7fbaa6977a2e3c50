import {
  type Action,
  type FieldGroup,
  type Grant,
  type Organisation,
  type Policy,
  type Reach,
  type Reader,
  roles,
  type Subject,
} from '../../model/access.ts';

const far: Readonly<Record<Reach, number>> = { none: 0, own: 1, all: 2 };

/** What the policy allows the subject, role by role, at its purpose: roles that its organisation may not have count for nothing. */
function grantsOf(
  { roles: byRole }: Policy,
  subject: Subject,
  organisation: Organisation | undefined,
): Grant[] {
  if (organisation === undefined || subject.owes.length > 0) return [];
  return subject.roles
    .filter((role) => roles.includes(role) && organisation.roles.includes(role))
    .flatMap((role) => byRole[role].purposes[subject.purpose] ?? []);
}

/** The furthest reach of each name that any of the grants has. */
function furthest<T extends string>(
  parts: readonly Readonly<Partial<Record<T, Reach>>>[],
): ReadonlyMap<string, Reach> {
  const reach = new Map<string, Reach>();
  for (const part of parts)
    for (const [name, given] of Object.entries(part) as [string, Reach][])
      if (far[given] > far[reach.get(name) ?? 'none']) reach.set(name, given);
  return reach;
}

/**
 * The subject as the policy sees it; pure. Who owes something may do nothing, and so may who is of no organisation of the policy, or has no role
 * that it may have.
 */
function decide(policy: Policy, subject: Subject): Reader {
  const known = policy.organisations.find(({ id }) => id === subject.organisation);
  const organisation: Organisation = known ?? {
    ...{ id: subject.organisation, name: subject.organisation, roles: [], areas: [], vessels: [] },
    confined: true,
  };
  const grants = grantsOf(policy, subject, known);
  const mayReach = furthest<Action>(grants.map(({ actions }) => actions));
  const seesReach = furthest<FieldGroup>(grants.map(({ fields }) => fields));
  const areas = new Set(organisation.areas);
  const vessels = new Set(organisation.vessels);
  const isKnown = grants.length > 0;
  return {
    subject,
    organisation,
    may: (action) => mayReach.get(action) ?? 'none',
    sees: (field) => seesReach.get(field) ?? 'none',
    owns: ({ mmsi, zones }) => (mmsi != null && vessels.has(mmsi)) || zones.some((zone) => areas.has(zone)),
    maySee: ({ visibleTo }) => visibleTo === undefined || (isKnown && visibleTo.includes(organisation.id)),
  };
}

const decided = new WeakMap<Policy, WeakMap<Subject, Reader>>();

/** The subject as the policy sees it. The same reader for the same subject: a subject that changes is another object. */
export function readerOf(policy: Policy, subject: Subject): Reader {
  let readers = decided.get(policy);
  if (readers === undefined) {
    readers = new WeakMap();
    decided.set(policy, readers);
  }
  let reader = readers.get(subject);
  if (reader === undefined) {
    reader = decide(policy, subject);
    readers.set(subject, reader);
  }
  return reader;
}
