/** One record of a CSV file, and the line that it begins on (from 1). */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A record that breaks RFC 4180; `cell` from 1. */
export interface CsvFault {
  readonly line: number;
  readonly cell: number;
  readonly detail: string;
}

const isFault = (record: CsvRecord | CsvFault): record is CsvFault => 'detail' in record;

export { isFault as isCsvFault };

/**
 * Records of a CSV text by RFC 4180: cells may be quoted, quotes in them are doubled, and quoted cells may hold line
 * breaks; lines end with LF or CRLF. A record that breaks the rules is reported, and reading goes on with the line
 * behind its first one, so that a quote which is never closed costs no other record. Empty lines are passed by.
 */
export function* readCsv(text: string, separator: string): Generator<CsvRecord | CsvFault> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record = readRecord(text, at, separator);
    if ('detail' in record) {
      yield { line, cell: record.cell, detail: record.detail };
      at = behindLine(text, at);
      line++;
      continue;
    }
    const isBlank = record.cells.length === 1 && record.cells[0] === '';
    if (!isBlank) yield { line, cells: record.cells };
    line += lineBreaks(text, at, record.end);
    at = record.end;
  }
}

type Read =
  | { readonly cells: readonly string[]; readonly end: number }
  | { readonly cell: number; readonly detail: string };

function readRecord(text: string, from: number, separator: string): Read {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    let cell: string;
    if (text[at] === '"') {
      const close = closingQuote(text, at);
      if (close < 0) return { cell: cells.length + 1, detail: 'the quote is never closed' };
      cell = text.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    } else {
      const start = at;
      while (at < text.length && text[at] !== separator && text[at] !== '\n') at++;
      cell = text.slice(start, at);
      if (text[at] !== separator && cell.endsWith('\r')) cell = cell.slice(0, -1);
      if (cell.includes('"'))
        return { cell: cells.length + 1, detail: 'a quote inside a cell that is not quoted' };
    }
    cells.push(cell);
    if (text[at] === separator) {
      at++;
      continue;
    }
    if (text[at] === '\r') at++;
    if (at >= text.length) return { cells, end: at };
    if (text[at] === '\n') return { cells, end: at + 1 };
    return { cell: cells.length, detail: 'text behind the closing quote' };
  }
}

function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

const behindLine = (text: string, at: number): number => text.indexOf('\n', at) + 1 || text.length;

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
