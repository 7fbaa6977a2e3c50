/** One measured figure. Other properties may stand beside these. */
export interface Row {
  readonly bench: string;
  readonly case: string;
  readonly perSecond: number;
  /** How many of them were done. */
  readonly count: number;
  /** `case` of the row of the same run that this one is compared with, or null. */
  readonly against: string | null;
  /** `perSecond` of this one ÷ that of `against`. */
  readonly ratio: number | null;
  readonly [extra: string]: unknown;
}

export interface BenchOptions {
  /** A small run that shows that the bench works; its figures mean little. */
  readonly smoke: boolean;
  /** A run long enough to show slow growth. */
  readonly long: boolean;
}

/** What `bench/<name>.ts` exports. `run` throws when the measured thing gave wrong answers. */
export interface BenchCase {
  readonly name: string;
  run(options: BenchOptions): AsyncIterable<Row> | Promise<readonly Row[]>;
}
