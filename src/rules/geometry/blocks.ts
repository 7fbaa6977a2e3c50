import { createCellTable, doubled } from './cell-table.ts';

const none = -1;
/** Vessels in a block. */
export const perBlock = 8;
/** Numbers of a vessel: half a line of the cache. */
export const width = 8;

/**
 * Short numbers of vessels by cell, in blocks: those of neighbours lie side by side in memory, so that a look at all of a cell
 * runs through it from one end to the other. Only the first block of a cell is not full. Grows to the most vessels that were
 * placed at once; blocks and cells are used again.
 */
export interface Blocks {
  /** `width` a place, `perBlock` places a block: floats, and the same bytes as integers. Other lists when they have grown. */
  floats: Float32Array<ArrayBuffer>;
  ints: Int32Array<ArrayBuffer>;
  /** Vessel at each place. */
  vessels: Int32Array<ArrayBuffer>;
  /** Vessels in each block, and the block behind it; -1: it is the last. */
  counts: Int32Array<ArrayBuffer>;
  behind: Int32Array<ArrayBuffer>;
  /** Numbers of the cells; the first is NaN while a cell is new. */
  ofCells: Float64Array;
  /** Number of a cell; -1: nobody is there. */
  find(row: number, column: number): number;
  firstOf(cell: number): number;
  /** Vessels in a cell. */
  countOf(cell: number): number;
  /** Cell of a vessel; -1: it has none. */
  cellOf(vessel: number): number;
  /** Puts the vessel into a cell, out of the one that it was in. Its numbers are to be written then. Returns its place. */
  put(vessel: number, row: number, column: number): number;
  remove(vessel: number): void;
}

/** @param perCell numbers that are kept of each cell */
export function createBlocks(perCell = 0): Blocks {
  const cells = createCellTable();
  /** First block and number of vessels of each cell. */
  let firsts = new Int32Array(64).fill(none);
  let sizes = new Int32Array(64);
  const free: number[] = [];
  let used = 0;
  /** By vessel. */
  let places = new Int32Array(256).fill(none);
  let cellOf = new Int32Array(256).fill(none);

  function addBlock(behind: number): number {
    const block = free.pop() ?? used++;
    if (block >= blocks.counts.length) {
      blocks.ints = doubled(blocks.ints);
      blocks.floats = new Float32Array(blocks.ints.buffer);
      blocks.vessels = doubled(blocks.vessels);
      blocks.counts = doubled(blocks.counts);
      blocks.behind = doubled(blocks.behind);
    }
    blocks.counts[block] = 0;
    blocks.behind[block] = behind;
    return block;
  }

  function addCell(row: number, column: number): number {
    const cell = cells.add(row, column);
    if (cell >= firsts.length) {
      firsts = doubled(firsts);
      sizes = doubled(sizes);
      const longer = new Float64Array(firsts.length * perCell);
      longer.set(blocks.ofCells);
      blocks.ofCells = longer;
    }
    firsts[cell] = none;
    sizes[cell] = 0;
    blocks.ofCells[cell * perCell] = Number.NaN;
    return cell;
  }

  function remove(vessel: number): void {
    const cell = cellOf[vessel] ?? none;
    if (cell === none) return;
    const { ints, vessels, counts, behind } = blocks;
    const block = firsts[cell] as number;
    const left = (counts[block] as number) - 1;
    sizes[cell] = (sizes[cell] as number) - 1;
    counts[block] = left;
    // the last one of the first block fills the gap
    const last = block * perBlock + left;
    const gap = places[vessel] as number;
    const moved = vessels[last] as number;
    ints.copyWithin(gap * width, last * width, (last + 1) * width);
    vessels[gap] = moved;
    places[moved] = gap;
    cellOf[vessel] = none;
    if (left > 0) return;
    free.push(block);
    firsts[cell] = behind[block] as number;
    if (firsts[cell] === none) cells.drop(cell);
  }

  const ints = new Int32Array(64 * perBlock * width);
  const blocks: Blocks = {
    ints,
    floats: new Float32Array(ints.buffer),
    vessels: new Int32Array(64 * perBlock),
    counts: new Int32Array(64),
    behind: new Int32Array(64),
    ofCells: new Float64Array(64 * perCell),
    find: cells.find,
    firstOf: (cell) => firsts[cell] as number,
    countOf: (cell) => sizes[cell] as number,
    cellOf: (vessel) => cellOf[vessel] ?? none,
    put(vessel, row, column) {
      while (vessel >= places.length) {
        places = doubled(places);
        cellOf = doubled(cellOf);
      }
      const before = cellOf[vessel] as number;
      if (before !== none && cells.is(before, row, column)) return places[vessel] as number;
      remove(vessel);
      const found = cells.find(row, column);
      const cell = found === none ? addCell(row, column) : found;
      let block = firsts[cell] as number;
      if (block === none || blocks.counts[block] === perBlock) block = addBlock(block);
      firsts[cell] = block;
      sizes[cell] = (sizes[cell] as number) + 1;
      const count = blocks.counts[block] as number;
      blocks.counts[block] = count + 1;
      const place = block * perBlock + count;
      blocks.vessels[place] = vessel;
      places[vessel] = place;
      cellOf[vessel] = cell;
      return place;
    },
    remove,
  };
  return blocks;
}
