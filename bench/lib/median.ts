/** The middle one: another process that takes the processor away for a moment says nothing of the cost. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
