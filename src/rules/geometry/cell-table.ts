const none = -1;
/** Integers of a cell: its row, its column, and the next cell with the same hash. */
const width = 4;
const ROW = 0;
const COLUMN = 1;
const NEXT = 2;
const USED = 3;

/** Numbers cells that are in use by their row and column. Grows to the most that were in use at once. */
export interface CellTable {
  /** Number of a cell, or -1. */
  find(row: number, column: number): number;
  /** The cell must not be there. */
  add(row: number, column: number): number;
  drop(cell: number): void;
  is(cell: number, row: number, column: number): boolean;
}

/** The list with room for as many numbers more. */
export function doubled(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * list.length).fill(none);
  longer.set(list);
  return longer;
}

export function createCellTable(): CellTable {
  let cells = new Int32Array(64 * width).fill(none);
  let heads = new Int32Array(64).fill(none);
  const free: number[] = [];
  let used = 0;

  const hash = (row: number, column: number): number =>
    (Math.imul(row, 73_856_093) ^ Math.imul(column, 19_349_663)) & (heads.length - 1);
  const headOf = (at: number): number => hash(cells[at + ROW] as number, cells[at + COLUMN] as number);
  const is = (cell: number, row: number, column: number): boolean =>
    cells[cell * width + ROW] === row && cells[cell * width + COLUMN] === column;

  function link(cell: number): void {
    const head = headOf(cell * width);
    cells[cell * width + NEXT] = heads[head] as number;
    heads[head] = cell;
  }

  return {
    is,
    find(row, column) {
      let cell = heads[hash(row, column)] as number;
      while (cell !== none && !is(cell, row, column)) cell = cells[cell * width + NEXT] as number;
      return cell;
    },
    add(row, column) {
      const cell = free.pop() ?? used++;
      if (cell * width >= cells.length) {
        cells = doubled(cells);
        heads = new Int32Array(2 * heads.length).fill(none);
        for (let other = 0; other < cell; other++) if (cells[other * width + USED] === 1) link(other);
      }
      cells.set([row, column, none, 1], cell * width);
      link(cell);
      return cell;
    },
    drop(cell) {
      const head = headOf(cell * width);
      const after = cells[cell * width + NEXT] as number;
      let before = heads[head] as number;
      if (before === cell) heads[head] = after;
      else {
        while (cells[before * width + NEXT] !== cell) before = cells[before * width + NEXT] as number;
        cells[before * width + NEXT] = after;
      }
      cells[cell * width + USED] = 0;
      free.push(cell);
    },
  };
}
