/** What a step may build on, as the server said when asked. */
export interface Server {
  /** Schema that TimescaleDB's functions live in, quoted; null without it. */
  readonly timescale: string | null;
  /** It keeps summaries and columns by itself: TimescaleDB under the community licence, and `positions` is a hypertable of it. */
  readonly keepsItself: boolean;
}

export type Migration = (server: Server) => readonly string[];
