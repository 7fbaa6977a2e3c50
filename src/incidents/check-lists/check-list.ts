import type { IncidentKind } from '../../model/incident.ts';

/** In the languages of the console. */
export interface Words {
  readonly en: string;
  readonly nl: string;
}

/** One line of a check-list; its id is unique in its list, and stands in the log. */
export interface CheckItem {
  readonly id: string;
  readonly text: Words;
  /** Minutes after the incident was opened in which it should be done; null: none. */
  readonly dueMin: number | null;
}

/** What is asked first, and what is done. */
export interface CheckList {
  readonly kind: IncidentKind;
  readonly questions: readonly CheckItem[];
  readonly steps: readonly CheckItem[];
}

export type CheckLists = Readonly<Record<IncidentKind, CheckList>>;

/** `dueMin` of a question is null. */
export const ask = (id: string, en: string, nl: string): CheckItem => ({
  id,
  text: { en, nl },
  dueMin: null,
});
export const act = (id: string, dueMin: number | null, en: string, nl: string): CheckItem => ({
  ...{ id, text: { en, nl }, dueMin },
});
