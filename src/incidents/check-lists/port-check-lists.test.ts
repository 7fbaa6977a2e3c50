import { describe, expect, it } from 'vitest';
import { incidentKinds } from '../../model/incident.ts';
import { portCheckLists } from './port-check-lists.ts';
import { standardCheckLists } from './standard.ts';

describe('check-lists', () => {
  it('D40 every kind has first questions and steps, in English and Dutch, with ids that are unique', () => {
    expect(Object.keys(standardCheckLists).sort()).toEqual([...incidentKinds].sort());
    for (const kind of incidentKinds) {
      const { questions, steps, kind: own } = standardCheckLists[kind];
      expect(own).toBe(kind);
      expect(questions.length).toBeGreaterThanOrEqual(3);
      expect(steps.length).toBeGreaterThanOrEqual(6);
      for (const list of [questions, steps]) {
        expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
        for (const { text } of list)
          expect(text.en !== '' && text.nl !== '' && text.en !== text.nl).toBe(true);
      }
      const due = steps.flatMap(({ dueMin }) => dueMin ?? []);
      expect(due).toEqual(due.toSorted((a, b) => a - b));
    }
  });

  it('D40 the standard passes the check that a port’s own lists pass', () => {
    expect(portCheckLists(JSON.parse(JSON.stringify(withoutKind())))).toEqual(standardCheckLists);
  });

  it('D41 a port’s list takes the place of the standard one; the rest stays', () => {
    const steps = [{ id: 'call', text: { en: 'Call 112', nl: 'Bel 112' }, dueMin: 1 }];
    const lists = portCheckLists({ fire: { steps } });
    expect(lists.fire).toEqual({ ...standardCheckLists.fire, steps });
    expect(lists.spill).toBe(standardCheckLists.spill);
    expect(portCheckLists(undefined)).toBe(standardCheckLists);
  });

  it('D41 a list that is wrong is refused with its field', () => {
    const one = { id: 'call', text: { en: 'Call', nl: 'Bel' } };
    const refused: [unknown, RegExp][] = [
      [[], /^check-lists: must be an object/],
      [{ flood: {} }, /^flood: no kind of incident/],
      [{ fire: { asks: [] } }, /^fire\.asks: no part/],
      [{ fire: { steps: {} } }, /^fire\.steps: must be a list/],
      [{ fire: { steps: ['x'] } }, /^fire\.steps\[0\]: must be an object/],
      [{ fire: { steps: [one, { ...one, id: 7 }] } }, /^fire\.steps\[1\]\.id: must be a text/],
      [{ fire: { steps: [one, one] } }, /^fire\.steps\[1\]\.id: must be there once/],
      [
        { fire: { steps: [{ ...one, text: { en: 'Call' } }] } },
        /^fire\.steps\[0\]\.text: must have en and nl/,
      ],
      [{ fire: { steps: [{ ...one, dueMin: -1 }] } }, /^fire\.steps\[0\]\.dueMin: must be minutes/],
    ];
    for (const [written, error] of refused) expect(() => portCheckLists(written)).toThrow(error);
  });
});

const withoutKind = () =>
  Object.fromEntries(
    Object.entries(standardCheckLists).map(([kind, { questions, steps }]) => [kind, { questions, steps }]),
  );
