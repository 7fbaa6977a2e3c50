import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { DeclarationBody } from '../../protocol/cargo.ts';
import { bodyOf } from './declaration.ts';

const nowMs = Date.parse('2026-11-23T10:00:00.000Z');
const empty = { cones: '', unNumbers: '', imdgClasses: '', persons: '', hours: '24', gasFree: false };

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
  expect(Value.Check(DeclarationBody, body)).toBe(true);
  expect(Value.Check(DeclarationBody, bodyOf(empty, nowMs))).toBe(true);
});

test('what is not a number is left to the server to refuse', () => {
  for (const wrong of [{ unNumbers: 'petrol' }, { persons: 'four' }, { cones: 'x' }])
    expect(Value.Check(DeclarationBody, bodyOf({ ...empty, ...wrong }, nowMs))).toBe(false);
});
