/**
 * What every position report of a vessel touches, one row of 128 bytes a vessel in one buffer: two neighbouring cache
 * lines instead of a dozen objects, and nothing that the garbage collector has to follow. Rows of vessels that left are
 * used again; the buffer doubles when it is full.
 */
export interface Rows {
  /** Doubles, `width` a row; places by `HEARD` … */
  doubles: Float64Array;
  /** The same bytes as integers, 2 × `width` a row; places by `STATUS` … */
  ints: Int32Array;
  /** What was said again (`retold.ts`), `toldWidth` doubles a row: read by messages that are no positions alone. */
  told: Float64Array;
  /** The same bytes as integers. */
  toldInts: Int32Array;
  /** Two names a row: the receiver of the latest position, and the one whose credit stands in the row; '' for none. */
  readonly names: string[];
  /** Rows that vessels left. */
  readonly free: number[];
  /** Rows in use, or once used. */
  used: number;
}

/** Doubles a row. */
export const width = 16;
export const toldWidth = 8;

/** Last message of any kind, milliseconds since 1970 UTC. */
export const HEARD = 0;
/** Degrees. */
export const LON = 1;
export const LAT = 2;
/** Knots, degrees, degrees a minute; NaN for null. */
export const SOG = 3;
export const COG = 4;
export const HEADING = 5;
export const ROT = 6;
/** Event time of the latest position, milliseconds since 1970 UTC. */
export const AT = 7;
/** Time of the credit that is not yet among the vessel's `receivers`, milliseconds since 1970 UTC. */
export const CREDITED = 8;
/** When what the cargo is judged by was said again and the vessel not yet judged anew, milliseconds since 1970 UTC; else 0. */
export const TOLD = 12;

/** Navigational status; -1 for null. */
export const STATUS = 18;
/** Blue sign: 0 or 1; -1 for null. */
export const BLUE = 19;
/** AIS message type of the latest position; 0 before the first. */
export const TYPE = 20;
/** Number of the connection that gave the latest position; -1 before the first and after a restart. */
export const VIA = 21;
/** Kind of position report (`calm.ts`) that changes nothing of the vessel but its row, unless it jumps; else 0. */
export const CALM = 22;
/** Bits of the readers that will be told of the vessel. */
export const DIRTY = 23;
/** 1 while the vessel's kinematics have been made of the row as it is. */
export const SHOWN = 26;
/** Bits of the kinds of messages that were told again since the vessel's `provenance` was read. */
export const RETOLD = 27;

const RECEIVER = 0;
const CREDITOR = 1;

export function createRows(rows = 64): Rows {
  const doubles = new Float64Array(rows * width);
  const told = new Float64Array(rows * toldWidth);
  return {
    doubles,
    ints: new Int32Array(doubles.buffer),
    told,
    toldInts: new Int32Array(told.buffer),
    names: [],
    free: [],
    used: 0,
  };
}

/** An empty row: its number. */
export function takeRow(rows: Rows): number {
  const row = rows.free.pop() ?? rows.used++;
  if ((row + 1) * width > rows.doubles.length) {
    const doubles = new Float64Array(2 * rows.doubles.length);
    doubles.set(rows.doubles);
    rows.doubles = doubles;
    rows.ints = new Int32Array(doubles.buffer);
    const told = new Float64Array(2 * rows.told.length);
    told.set(rows.told);
    rows.told = told;
    rows.toldInts = new Int32Array(told.buffer);
  }
  rows.doubles.fill(0, row * width, (row + 1) * width);
  rows.told.fill(0, row * toldWidth, (row + 1) * toldWidth);
  rows.ints[2 * row * width + VIA] = -1;
  rows.names[2 * row + RECEIVER] = '';
  rows.names[2 * row + CREDITOR] = '';
  return row;
}

/** The row as a row of its own, for a vessel that left the picture; its place is free. */
export function leaveRow(rows: Rows, row: number): Rows {
  const own = createRows(1);
  takeRow(own);
  own.doubles.set(rows.doubles.subarray(row * width, (row + 1) * width));
  own.names[RECEIVER] = receiverOf(rows, row);
  own.names[CREDITOR] = creditorOf(rows, row);
  rows.free.push(row);
  return own;
}

export const double = (rows: Rows, row: number, place: number): number =>
  rows.doubles[row * width + place] ?? Number.NaN;
export const int = (rows: Rows, row: number, place: number): number =>
  rows.ints[2 * row * width + place] ?? 0;
/** Looks at every cache line of the row; a number that means nothing. */
export function touchRow({ ints, names }: Rows, row: number): number {
  const at = 2 * row * width;
  return (ints[at] ?? 0) + (ints[at + width] ?? 0) + (names[2 * row] === '' ? 1 : 0);
}

export const receiverOf = (rows: Rows, row: number): string => rows.names[2 * row + RECEIVER] ?? '';
export const creditorOf = (rows: Rows, row: number): string => rows.names[2 * row + CREDITOR] ?? '';

/** Names are written only when they change: a write into an old list is told to the collector. */
export function setReceiver(rows: Rows, row: number, receiver: string): void {
  if (rows.names[2 * row + RECEIVER] !== receiver) rows.names[2 * row + RECEIVER] = receiver;
}
export function setCreditor(rows: Rows, row: number, receiver: string): void {
  if (rows.names[2 * row + CREDITOR] !== receiver) rows.names[2 * row + CREDITOR] = receiver;
}
