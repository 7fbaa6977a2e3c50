import { afterEach, expect, test } from 'vitest';
import { en, type MessageKey } from './en.ts';
import { nl } from './nl.ts';
import { fill, known, language, t } from './text.ts';

const parameters = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();
const keys = Object.keys(en) as MessageKey[];

afterEach(() => {
  language.value = 'en';
});

test('both languages have the same keys, none of them empty', () => {
  expect(Object.keys(nl).sort()).toEqual([...keys].sort());
  expect(keys.filter((k) => !en[k].trim() || !nl[k].trim())).toEqual([]);
});

test('both languages take the same parameters', () => {
  expect(keys.filter((k) => parameters(en[k]).join() !== parameters(nl[k]).join())).toEqual([]);
});

test('text follows the language and takes its parameters', () => {
  expect(t('live.bannerNext', { seconds: 4 })).toBe('Next attempt in 4 s.');
  language.value = 'nl';
  expect(t('live.bannerNext', { seconds: 4 })).toBe('Volgende poging over 4 s.');
});

test('a missing parameter shows, and a key of the server that is not known falls back', () => {
  expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  expect(known('kind.zone.enter', 'zone.enter')).toBe('Zone entered');
  expect(known('kind.from.the.future', 'from.the.future')).toBe('from.the.future');
});
