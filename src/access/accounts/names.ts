import type { Register } from './register.ts';

const form = /^[a-z][a-z0-9._-]{1,39}$/;

/** Accounts and keys share their names: one name is one who acts, for ever. */
export function isTaken(name: string, { named, keys }: Pick<Register, 'named' | 'keys'>): boolean {
  if (named(name) !== undefined) return true;
  for (const key of keys()) if (key.name === name) return true;
  return false;
}

export const isName = (name: string): boolean => form.test(name);

/** The wished name in the form that names have; with a number behind it when somebody has it. */
export function freeName(wish: string, register: Pick<Register, 'named' | 'keys'>): string {
  const plain = wish
    .normalize('NFKD')
    .toLowerCase()
    .replace(/@.*$/, '')
    .replace(/[^a-z0-9._-]/g, '')
    .replace(/^[^a-z]+/, '')
    .slice(0, 34);
  const base = plain.length >= 2 ? plain : 'person';
  let name = base;
  for (let n = 2; isTaken(name, register); n++) name = `${base}-${n}`;
  return name;
}
