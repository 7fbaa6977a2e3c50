/** Degrees. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Of no place at all: every other box contains it. */
const noBox: Box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
export const isNowhere = ({ west, east }: Box): boolean => west > east;

/** The smallest box around all of them. */
export function around(boxes: Iterable<Box>): Box {
  let { west, south, east, north } = noBox;
  for (const box of boxes) {
    west = Math.min(west, box.west);
    south = Math.min(south, box.south);
    east = Math.max(east, box.east);
    north = Math.max(north, box.north);
  }
  return { west, south, east, north };
}

/** Whether a box lies in another and reaches none of its sides. */
export const isWithin = (a: Box, b: Box): boolean =>
  a.west > b.west && a.east < b.east && a.south > b.south && a.north < b.north;

/** Whether two boxes have a point in common. */
export const meetsBox = (a: Box, b: Box): boolean =>
  a.west <= b.east && a.east >= b.west && a.south <= b.north && a.north >= b.south;
