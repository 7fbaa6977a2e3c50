/** Bounds of replays. */
export interface ReplayLimits {
  /** Replays at once, those that stand with them. */
  readonly replays: number;
  /** Replays that ask the archive at once; its connections are there for others too. */
  readonly asking: number;
  /** Between two frames of a replay. */
  readonly frameMs: number;
  /** Vessels a frame, of all replays together; the rest follow with the next ones, each as it is by then. */
  readonly frameVessels: number;
  /** Vessels that one replay holds. */
  readonly mostVessels: number;
  /** Open alerts that are told when a replay begins. */
  readonly mostAlerts: number;
  /** What is read ahead: seconds of the replay, but not less than so many of the past; and rows beyond which nothing more is read. */
  readonly aheadS: number;
  readonly leastAheadS: number;
  readonly aheadRows: number;
}

export const replayLimits: ReplayLimits = {
  replays: 8,
  asking: 2,
  frameMs: 250,
  frameVessels: 250,
  mostVessels: 10_000,
  mostAlerts: 1_000,
  aheadS: 5,
  leastAheadS: 60,
  aheadRows: 10_000,
};
