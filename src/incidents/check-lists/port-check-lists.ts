import { faultOf, number, orNull, type Shape, text } from '../../lib/shape.ts';
import { type IncidentKind, incidentKinds } from '../../model/incident.ts';
import type { CheckItem, CheckList, CheckLists, Words } from './check-list.ts';
import { standardCheckLists } from './standard.ts';

const words: Shape<Words> = { en: text, nl: text };
const item: Shape<CheckItem> = {
  id: text,
  text: (value) => faultOf(words, value) === null,
  dueMin: orNull((value) => number(value) && (value as number) >= 0),
};
const mostItems = 60;
const parts = ['questions', 'steps'] as const;

/**
 * The check-lists with what a port wrote: for each kind `questions` and `steps`, each a whole list that takes the place of the standard one. What it
 * does not name stays. Throws a RangeError that names the field: `fire.steps[2].text: …`.
 */
export function portCheckLists(written: unknown): CheckLists {
  if (written === undefined || written === null) return standardCheckLists;
  const lists = { ...standardCheckLists };
  for (const [kind, list] of entriesOf(written, 'check-lists')) {
    if (!isKind(kind))
      throw new RangeError(`${kind}: no kind of incident; there are ${incidentKinds.join(', ')}`);
    let made: CheckList = lists[kind];
    for (const [part, items] of entriesOf(list, kind)) {
      if (part !== 'questions' && part !== 'steps')
        throw new RangeError(`${kind}.${part}: no part of a check-list; there are ${parts.join(', ')}`);
      made = { ...made, [part]: itemsOf(items, `${kind}.${part}`) };
    }
    lists[kind] = made;
  }
  return lists;
}

const isKind = (kind: string): kind is IncidentKind => incidentKinds.some((known) => known === kind);

function entriesOf(value: unknown, field: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RangeError(`${field}: must be an object`);
  return Object.entries(value);
}

function itemsOf(value: unknown, field: string): CheckItem[] {
  if (!Array.isArray(value) || value.length > mostItems)
    throw new RangeError(`${field}: must be a list of ${mostItems} at most`);
  const ids = new Set<string>();
  return value.map((one: unknown, i): CheckItem => {
    const made: unknown =
      typeof one === 'object' && one !== null && !('dueMin' in one) ? { ...one, dueMin: null } : one;
    const fault = faultOf(item, made);
    if (fault !== null)
      throw new RangeError(`${field}[${i}]${fault === '' ? '' : `.${fault}`}: ${expected(fault)}`);
    const { id, text: said, dueMin } = made as CheckItem;
    if (id === '' || ids.has(id)) throw new RangeError(`${field}[${i}].id: must be there once`);
    ids.add(id);
    return { id, text: { en: said.en, nl: said.nl }, dueMin };
  });
}

function expected(fault: string): string {
  if (fault === 'text') return 'must have en and nl';
  if (fault === 'dueMin') return 'must be minutes or null';
  return fault === '' ? 'must be an object' : 'must be a text';
}
