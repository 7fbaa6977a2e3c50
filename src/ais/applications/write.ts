import { TRAILING } from './read.ts';
import { type ChoiceRow, caseOf, type ListRow, type Row, type View, widthOfAll } from './row.ts';
import { recordsOf, type Sink, writeHex, writeNumber, writeText } from './write-values.ts';

/** What the powered rows must carry, with the greatest raw value of each. */
function powered(rows: readonly Row[], body: View): (readonly [value: number, max: number])[] {
  return rows.flatMap((row) => {
    if (row.kind === 'list') {
      return recordsOf(body[row.name], row.max, row.name).flatMap((record) => powered(row.rows, record));
    }
    const value = row.kind === 'number' && row.powered ? body[row.name] : undefined;
    return row.kind === 'number' && typeof value === 'number' ? [[value, 2 ** row.bits - 1] as const] : [];
  });
}

/** The least exponent of ten that says every value exactly; where none does, the least that has room for all. */
function exponentFor(rows: readonly Row[], body: View, most: number): number {
  const values = powered(rows, body);
  const exponents = Array.from({ length: most + 1 }, (_, exponent) => exponent);
  const roomy = exponents.filter((e) => values.every(([value, max]) => Math.round(value / 10 ** e) <= max));
  const exact = roomy.find((e) => values.every(([value]) => value % 10 ** e === 0));
  return exact ?? roomy[0] ?? most;
}

/** Properties that a row takes its value from, or shows beside it. */
function namesOf(row: Row): readonly string[] {
  switch (row.kind) {
    case 'number':
      return row.rawName === null ? [row.name] : [row.name, row.rawName];
    case 'hex':
      return [`${row.name}Hex`, `${row.name}Bits`];
    case 'list':
      return [row.name, TRAILING];
    case 'spare':
    case 'power':
    case 'choice':
      return [];
    default:
      return [row.name];
  }
}

function writeList(row: ListRow, body: View, to: Sink, path: string): void {
  const records = recordsOf(body[row.name], row.max, path);
  records.forEach((record, i) => {
    writeRecord(row.rows, record, to, `${path}[${i}]`);
  });
  if (row.sent === 'some') return;
  for (let i = records.length; i < row.max; i++) writeRecord(row.rows, {}, to, path);
}

function rowsOfCase(row: ChoiceRow, body: View, path: string): readonly Row[] {
  const chosen = body[row.by];
  if (chosen === undefined || chosen === null) throw new RangeError(`${path}.${row.by}: missing`);
  return caseOf(row, chosen);
}

/** Writes rows one after the other and gives the names that have their place in them. */
function writeRows(rows: readonly Row[], body: View, to: Sink, path: string): string[] {
  return rows.flatMap((row) => {
    const what = 'name' in row ? `${path}.${row.name}` : path;
    switch (row.kind) {
      case 'number':
        writeNumber(row, body, to, what);
        break;
      case 'text':
        writeText(body[row.name], row.characters, true, to, what);
        break;
      case 'open-text':
        writeText(body[row.name], row.maxCharacters, false, to, what);
        break;
      case 'hex':
        writeHex(row, body, to, what);
        break;
      case 'spare':
        to.put(0, widthOfAll([row]));
        break;
      case 'power': {
        const exponent = exponentFor(rows, body, 2 ** row.bits - 1);
        to.power = 10 ** exponent;
        to.put(exponent, row.bits);
        break;
      }
      case 'list':
        writeList(row, body, to, what);
        break;
      case 'choice':
        return writeRows(rowsOfCase(row, body, path), body, to, path);
    }
    return namesOf(row);
  });
}

/**
 * Writes one record. A property that is missing or null is sent as "not available". Throws RangeError naming the field
 * (`path` and its name) for a value that cannot be sent, and for a property that the rows have no place for.
 */
export function writeRecord(rows: readonly Row[], body: View, to: Sink, path: string): void {
  const known = new Set(writeRows(rows, body, to, path));
  const stranger = Object.keys(body).find((name) => !known.has(name));
  if (stranger !== undefined) throw new RangeError(`${path}.${stranger}: no such field`);
}
