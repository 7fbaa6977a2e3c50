import type { DeclarationView } from '../../protocol/cargo.ts';
import { t } from '../i18n/text.ts';

/** What the form holds, as typed. */
export interface DeclarationForm {
  readonly cones: string;
  readonly unNumbers: string;
  readonly imdgClasses: string;
  readonly persons: string;
  readonly hours: string;
  readonly gasFree: boolean;
}

const words = (text: string): string[] => text.split(/[\s,;]+/).filter((word) => word !== '');
/** What is not a number stays text, which the server refuses: NaN would travel as null, "not said". */
const number = (text: string): number | string | null => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
};

/** The request of a filled form, not checked: the server names what is wrong. */
export function bodyOf(form: DeclarationForm, nowMs: number): object {
  return {
    cones: number(form.cones),
    unNumbers: words(form.unNumbers.replace(/\bUN ?(?=\d)/gi, '')).map(number),
    imdgClasses: words(form.imdgClasses),
    personsOnBoard: number(form.persons),
    gasFree: form.gasFree,
    validTo: new Date(nowMs + (Number(form.hours) || 24) * 3_600_000).toISOString(),
  };
}

/** A declaration in short, e.g. `2 ▼ · UN 1203 · 3 · 4 P`. */
export function shortText(d: DeclarationView): string {
  const parts: string[] = [];
  if (d.cones !== null) parts.push(`${d.cones} ▼`);
  if (d.bFlag) parts.push('B');
  if (d.gasFree) parts.push(t('declare.gasFree'));
  if (d.unNumbers.length > 0) parts.push(`UN ${d.unNumbers.join(', ')}`);
  if (d.imdgClasses.length > 0) parts.push(d.imdgClasses.join(', '));
  if (d.personsOnBoard !== null) parts.push(`${d.personsOnBoard} P`);
  if (d.reference !== null) parts.push(d.reference);
  return parts.join(' · ');
}
