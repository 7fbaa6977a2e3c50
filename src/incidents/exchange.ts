import type { Corridor, Drift, DriftAsked, LonLat, Responder, Suspects } from '../model/incident.ts';
import type { Vessel } from '../model/vessel.ts';
import type { Port } from '../model/zone.ts';

/** What the thread that reckons is asked, and what it answers: one answer a question, by its number. */

export type Question =
  | { readonly ask: 'drift'; readonly asked: DriftAsked }
  /** Begins a search, which is `search` from here on. */
  | { readonly ask: 'corridor'; readonly search: number; readonly asked: Omit<DriftAsked, 'direction'> }
  /** JSON of `PastPosition[]`. */
  | { readonly ask: 'page'; readonly search: number; readonly positions: string }
  | { readonly ask: 'who'; readonly search: number }
  /** JSON of `PastVessel[]`. */
  | { readonly ask: 'rank'; readonly search: number; readonly vessels: string }
  | { readonly ask: 'forget'; readonly search: number }
  | { readonly ask: 'responders'; readonly place: LonLat; readonly vessels: readonly Vessel[] }
  /** Its water counts from here on. */
  | { readonly ask: 'water'; readonly port: Pick<Port, 'bbox' | 'zones'> };

export interface Answers {
  readonly drift: Drift;
  readonly corridor: Corridor['ask'];
  readonly page: null;
  readonly who: readonly number[];
  readonly rank: Suspects;
  readonly forget: null;
  readonly responders: readonly Responder[];
  readonly water: null;
}

export interface Numbered {
  readonly number: number;
  readonly question: Question;
}

export type Answered =
  | { readonly number: number; readonly answer: Answers[keyof Answers] }
  /** `isRange`: a field of the question cannot be reckoned with. */
  | { readonly number: number; readonly error: string; readonly isRange: boolean };
