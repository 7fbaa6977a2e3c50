/** The earth in rows of cells along its parallels. */

export const metresPerDegree = 111_195;
export const earthRadiusM = 6_371_009;
export const radians = Math.PI / 180;
/** Half of what a vessel of the port looks at, so that little of the cells lies beyond it, and few of them are empty. */
export const cellM = 1000;
export const cellDeg = cellM / metresPerDegree;

/** Row of a latitude, from the south pole. */
export const rowOf = (lat: number): number => Math.floor((lat + 90) / cellDeg);
/** Latitude of the middle of a row. */
export const middleOf = (row: number): number => (row + 0.5) * cellDeg - 90;

const columnsByRow = Int32Array.from({ length: rowOf(90) + 1 }, (_, row) =>
  Math.floor((360 / cellDeg) * Math.cos(Math.min(89.9, Math.abs(middleOf(row))) * radians)),
);
/** Cells of a row: fewer towards the poles, so that they stay as broad. */
export const columnsOf = (row: number): number => columnsByRow[row] ?? 1;
