/** Degrees. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Of no place at all: every other box contains it. */
export const noBox: Box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };

/** The smallest box around all of them. */
export const around = (boxes: readonly Box[]): Box =>
  boxes.reduce(
    (all, box) => ({
      west: Math.min(all.west, box.west),
      south: Math.min(all.south, box.south),
      east: Math.max(all.east, box.east),
      north: Math.max(all.north, box.north),
    }),
    noBox,
  );

/** Whether two boxes have a point in common. */
export const meetsBox = (a: Box, b: Box): boolean =>
  a.west <= b.east && a.east >= b.west && a.south <= b.north && a.north >= b.south;
