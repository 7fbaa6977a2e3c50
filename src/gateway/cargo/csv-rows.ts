import { isCsvFault, readCsv } from '../../lib/csv.ts';
import { badField } from '../problem.ts';
import type { Row } from './rows.ts';

/** How a cell becomes a value. What is not of the kind stays text, and the schema says what is wrong with it. */
type Kind = (cell: string) => unknown;

const asText: Kind = (cell) => cell;
const asNumber: Kind = (cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell);
const asYes: Kind = (cell) => {
  const word = cell.toLowerCase();
  if (word === 'yes' || word === 'true' || word === '1') return true;
  return word === 'no' || word === 'false' || word === '0' ? false : cell;
};
const items = (cell: string): string[] => cell.split(/\s+/);
/** `UN1203 1202`, `0004`. */
const asUnNumbers: Kind = (cell) => items(cell.replace(/\bUN ?(?=\d)/gi, '')).map(asNumber);

/** Columns of the table; `goods` cannot be put into one, and needs JSON. */
const kinds = new Map<string, Kind>([
  ['mmsi', asText],
  ['unNumbers', asUnNumbers],
  ['imdgClasses', items],
  ['cones', asNumber],
  ['bFlag', asYes],
  ['gasFree', asYes],
  ['tonnes', asNumber],
  ['personsOnBoard', asNumber],
  ['validFrom', asText],
  ['validTo', asText],
  ['declarant', asText],
  ['reference', asText],
  ['note', asText],
]);

/**
 * Rows of a CSV file with a header. Cells are separated by commas, or by semicolons where the header has no comma;
 * lists by blanks; an empty cell says nothing.
 * @throws a problem that names the column when the header cannot be used: then nothing was read
 */
export function* csvRows(text: string): Generator<Row> {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const [firstLine = ''] = content.split('\n', 1);
  const separator = firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',';
  let columns: readonly string[] | null = null;
  for (const record of readCsv(content, separator)) {
    if (isCsvFault(record)) {
      const field = columns?.[record.cell - 1] ?? String(record.cell);
      if (columns === null) throw badField('header', `cell ${record.cell}: ${record.detail}`);
      yield { line: record.line, value: null, faults: [{ field, detail: record.detail }] };
    } else if (columns === null) columns = checkedHeader(record.cells);
    else yield rowOf(record.line, record.cells, columns);
  }
  if (columns === null) throw badField('body', 'empty; the first line names the columns');
}

function checkedHeader(cells: readonly string[]): readonly string[] {
  const columns = cells.map((cell) => cell.trim());
  for (const [i, column] of columns.entries()) {
    if (!kinds.has(column))
      throw badField('header', `'${column}' is none of ${[...kinds.keys()].join(', ')}`);
    if (columns.indexOf(column) !== i) throw badField('header', `'${column}' stands there twice`);
  }
  for (const needed of ['mmsi', 'validTo'])
    if (!columns.includes(needed)) throw badField('header', `the column '${needed}' is missing`);
  return columns;
}

function rowOf(line: number, cells: readonly string[], columns: readonly string[]): Row {
  if (cells.length !== columns.length) {
    const field = columns[cells.length] ?? String(columns.length + 1);
    const detail = `${cells.length} cells where the header has ${columns.length}`;
    return { line, value: null, faults: [{ field, detail }] };
  }
  const value: Record<string, unknown> = {};
  for (const [i, column] of columns.entries()) {
    const cell = (cells[i] ?? '').trim();
    if (cell !== '') value[column] = (kinds.get(column) ?? asText)(cell);
  }
  return { line, value, faults: [] };
}
