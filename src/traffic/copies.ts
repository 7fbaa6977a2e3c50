import { createDuplicateFilter, type DuplicateFilter } from './duplicates.ts';

/** What tells copies of one transmission apart. Two pipelines over one picture share it. */
export interface Copies {
  readonly duplicates: DuplicateFilter;
  /** Links opened so far. */
  links: number;
}

export const createCopies = (): Copies => ({ duplicates: createDuplicateFilter(), links: 0 });
