import type { Vessel } from '../model/vessel.ts';
import type { Connection } from './connection.ts';
import type { Hearsay } from './fuse.ts';
import type { Doubts } from './trust/judge.ts';

/** A vessel of the picture, and what is remembered of it that nobody is shown. */
export interface Entry extends Hearsay, Doubts {
  readonly vessel: Vessel;
  /** Connection that gave its latest position; null before the first and after a restart. */
  via: Connection | null;
}
