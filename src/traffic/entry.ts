import type { Hearsay } from './fuse.ts';
import type { RowVessel } from './row-vessel.ts';
import type { Doubts } from './trust/judge.ts';

/** A vessel of the picture, and what is remembered of it that nobody is shown. */
export interface Entry extends Hearsay, Doubts {
  readonly vessel: RowVessel;
}
