import { signal } from '@preact/signals';
import { en, type MessageKey } from './en.ts';
import { nl } from './nl.ts';

export type Language = 'en' | 'nl';
const files: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, nl };

/** The language of the page; components that call `t` follow it. */
export const language = signal<Language>('en');

/** Replaces every `{name}` of a template; an unknown name stays as it is, so that a mistake shows. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The text of a key in the language of the page. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(files[language.value][key], values);
}

/** The text of a key that the server chose, or `fallback` when this page does not know it yet. */
export function known(key: string, fallback: string): string {
  return key in en ? t(key as MessageKey) : fallback;
}
