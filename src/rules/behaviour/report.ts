/** A position as the rules of behaviour look at it. The object is used again: keep none. */
export interface Report {
  /** Event time, milliseconds since 1970 UTC. */
  atMs: number;
  lon: number;
  lat: number;
  sogKn: number | null;
  cogDeg: number | null;
  headingDeg: number | null;
  navStatus: number | null;
  lengthM: number | null;
  /** The position is doubted: two vessels, a jump or falsified GNSS. Nothing may begin on it. */
  doubted: boolean;
  /** Dangerous goods aboard, surely or probably. */
  hazardous: boolean;
  /** Over ten minutes of silence, or nothing at all, lie before it. */
  afterSilence: boolean;
  /** Event time at which the vessel last sailed faster than a grounding begins at; negative infinity: never. */
  fastAtMs: number;
}
