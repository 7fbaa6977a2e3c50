import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { DeclarationBody } from '../../protocol/cargo.ts';
import { bodyOf, type DeclarationForm } from './declaration.ts';

const nowMs = Date.parse('2026-11-23T10:00:00.000Z');
const empty = { cones: '', unNumbers: '', imdgClasses: '', persons: '', hours: '24', gasFree: false };

/** By the server, which reads it as JSON. */
const accepted = (form: DeclarationForm): boolean =>
  Value.Check(DeclarationBody, JSON.parse(JSON.stringify(bodyOf(form, nowMs))));

test('a filled form becomes a request that the server takes', () => {
  const form = {
    ...empty,
    cones: '2',
    unNumbers: 'UN1203, 0004',
    imdgClasses: '3 2.3',
    persons: '4',
    hours: '6',
  };
  const body = bodyOf(form, nowMs);
  expect(body).toEqual({
    cones: 2,
    unNumbers: [1203, 4],
    imdgClasses: ['3', '2.3'],
    personsOnBoard: 4,
    gasFree: false,
    validTo: '2026-11-23T16:00:00.000Z',
  });
  expect([accepted(form), accepted(empty)]).toEqual([true, true]);
});

test('what is not a number is left to the server to refuse', () => {
  for (const wrong of [{ unNumbers: 'petrol' }, { persons: 'four' }, { cones: 'x' }])
    expect(accepted({ ...empty, ...wrong })).toBe(false);
});
