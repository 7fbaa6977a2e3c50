import { caseOf, type ListRow, type NumberRow, type Row, type View, widthOfAll } from './row.ts';

/** Shown where bits are left behind the last whole record of a list: filling, or a record that was cut off. */
export const TRAILING = 'trailing_bits';

/** Bits of a message, and how far they have been read. */
export interface Cursor {
  readonly sextets: Uint8Array;
  /** Position behind the last valid bit. */
  readonly end: number;
  at: number;
  /** Factor for powered rows. */
  power: number;
}

/** The unsigned integer of up to 53 bits at `start`; bits behind the buffer read as zero. */
export function unsignedAt(sextets: Uint8Array, start: number, width: number): number {
  let value = 0;
  for (let at = start; at < start + width; at++) {
    value = value * 2 + (((sextets[Math.floor(at / 6)] ?? 0) >> (5 - (at % 6))) & 1);
  }
  return value;
}

function take(cursor: Cursor, width: number): number {
  const value = unsignedAt(cursor.sextets, cursor.at, width);
  cursor.at += width;
  return value;
}

/** Six-bit alphabet of ITU-R M.1371-5, Annex 8, table 47. */
function characters(cursor: Cursor, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) {
    const sextet = take(cursor, 6);
    text += String.fromCharCode(sextet < 32 ? sextet + 64 : sextet);
  }
  return text;
}

function hexDigits(cursor: Cursor, bits: number): string {
  let digits = '';
  for (let left = bits; left > 0; left -= 4) {
    const width = Math.min(4, left);
    digits += (take(cursor, width) << (4 - width)).toString(16);
  }
  return digits;
}

function readNumber(row: NumberRow, cursor: Cursor, view: View): void {
  const unsigned = take(cursor, row.bits);
  const raw = row.signed && unsigned >= 2 ** (row.bits - 1) ? unsigned - 2 ** row.bits : unsigned;
  if (row.rawName !== null) view[row.rawName] = raw;
  const shown = row.valid === null || (raw >= row.valid[0] && raw <= row.valid[1]);
  const value = shown ? row.coding.read(raw) : null;
  view[row.name] = row.powered && typeof value === 'number' ? value * cursor.power : value;
}

function readList(row: ListRow, cursor: Cursor, view: View): void {
  const records: View[] = [];
  const width = widthOfAll(row.rows);
  const said = row.by === null ? row.max : Number(view[row.by]);
  const most = Math.min(row.max, said);
  for (let i = 0; i < most && cursor.at + width <= cursor.end; i++) {
    const record: View = {};
    readRows(row.rows, cursor, record);
    if (row.keep === null || row.keep(record)) records.push(record);
  }
  view[row.name] = records;
  const left = cursor.end - cursor.at;
  if (row.sent === 'some' && row.by === null && left > 0) view[TRAILING] = left;
}

function widthHere(row: Row): number {
  if (row.kind === 'overlay') return row.bits;
  return row.kind === 'list' ? 0 : widthOfAll([row]);
}

function readRow(row: Row, cursor: Cursor, view: View): void {
  switch (row.kind) {
    case 'number':
      readNumber(row, cursor, view);
      return;
    case 'text':
      view[row.name] = characters(cursor, row.characters);
      return;
    case 'open-text': {
      const count = Math.min(row.maxCharacters, Math.floor((cursor.end - cursor.at) / 6));
      view[row.name] = characters(cursor, count).replace(/@+$/, '');
      return;
    }
    case 'hex': {
      const bits = row.bits ?? cursor.end - cursor.at;
      view[`${row.name}Hex`] = hexDigits(cursor, bits);
      if (row.bits === null) view[`${row.name}Bits`] = bits;
      return;
    }
    case 'overlay':
      view[row.name] = unsignedAt(cursor.sextets, cursor.at, row.bits);
      return;
    case 'derived':
      view[row.name] = row.from(view);
      return;
    case 'power':
      cursor.power = 10 ** take(cursor, row.bits);
      return;
    case 'list':
      readList(row, cursor, view);
      return;
    case 'choice':
      readRows(caseOf(row, view[row.by]), cursor, view);
      return;
    case 'spare':
      cursor.at += row.bits;
  }
}

/** Reads rows into `view` until they or the bits are at an end: a row that is cut off is left out with all behind it. */
export function readRows(rows: readonly Row[], cursor: Cursor, view: View): void {
  for (const row of rows) {
    if (cursor.at + widthHere(row) > cursor.end) return;
    readRow(row, cursor, view);
  }
}
