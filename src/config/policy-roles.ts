import {
  type Action,
  actions,
  type FieldGroup,
  fieldGroups,
  type Grant,
  ownActions,
  type Purpose,
  purposes,
  type Reach,
  type RolePolicy,
} from '../model/access.ts';
import { booleanOr, fail, isObject, onlyKnown, type Place, word } from './fields.ts';

const reaches = ['all', 'own'] as const;

/** `{"all": […], "own": […]}` as what each name reaches. */
function reached<T extends string>(
  value: unknown,
  known: readonly T[],
  place: Place,
  field: string,
): Partial<Record<T, Reach>> {
  if (value === undefined) return {};
  if (!isObject(value)) return fail(place, `${field} is not an object with lists \`all\` and \`own\`.`);
  onlyKnown(value, reaches, place, field);
  const found: Partial<Record<T, Reach>> = {};
  for (const reach of reaches) {
    const names = value[reach] ?? [];
    if (!Array.isArray(names)) return fail(place, `${field}.${reach} is not a list.`);
    names.forEach((item: unknown, i) => {
      const name = word(item, known, place, `${field}.${reach}[${i}]`);
      if (found[name] !== undefined) fail(place, `${field}.${reach}[${i}] "${name}" is there twice.`);
      found[name] = reach;
    });
  }
  return found;
}

const far: Readonly<Record<Reach, number>> = { none: 0, own: 1, all: 2 };

function grant(value: unknown, place: Place, field: string): Grant {
  if (!isObject(value)) return fail(place, `${field} is not an object.`);
  onlyKnown(value, ['may', 'sees'], place, field);
  const may: Partial<Record<Action, Reach>> = reached(value['may'], actions, place, `${field}.may`);
  const sees: Partial<Record<FieldGroup, Reach>> = reached(
    value['sees'],
    fieldGroups,
    place,
    `${field}.sees`,
  );
  const narrow: readonly Action[] = ownActions;
  for (const action of actions)
    if (may[action] === 'own' && !narrow.includes(action))
      fail(place, `${field}.may.own: "${action}" is of no area or vessel; only ${narrow.join(', ')} are.`);
  // they are parts of what is said of the cargo
  for (const part of ['persons', 'declarations'] as const)
    if (far[sees[part] ?? 'none'] > far[sees.cargo ?? 'none'])
      fail(place, `${field}.sees: "${part}" is seen further than "cargo", of which it is a part.`);
  // it would drop the lists that it does not see with the first change that it makes
  if (far[may['zones.write'] ?? 'none'] > far[sees['watch-lists'] ?? 'none'])
    fail(place, `${field}.may: "zones.write" reaches further than "watch-lists" is seen.`);
  return { actions: may, fields: sees };
}

/** One role: `{"secondFactor": true, "purposes": {"duty": {"may": {"all": […]}, "sees": {…}}}}`. */
export function rolePolicy(value: unknown, place: Place): RolePolicy {
  if (!isObject(value)) return fail(place, 'is not an object.');
  onlyKnown(value, ['secondFactor', 'purposes'], place, 'role');
  const { purposes: given } = value;
  if (!isObject(given) || Object.keys(given).length === 0)
    return fail(place, 'purposes is not an object with at least one purpose.');
  onlyKnown(given, purposes, place, 'purposes');
  const grants: Partial<Record<Purpose, Grant>> = {};
  for (const [name, said] of Object.entries(given)) {
    const purpose = word(name, purposes, place, 'purposes');
    grants[purpose] = grant(said, place, `purposes.${purpose}`);
  }
  return { secondFactor: booleanOr(value['secondFactor'], false, place, 'secondFactor'), purposes: grants };
}
