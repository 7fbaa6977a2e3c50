import type { Field, Layout } from './field.ts';
import { widthOf } from './field.ts';

/** The message table as text for people. */

const code = (text: string): string => `\`${text}\``;
export const tableRow = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** First and last bit, or how far it goes on. */
function place(field: Field, start: number, isLast: boolean): string {
  if (field.bits === 0) return `${start} …`;
  const from = isLast ? `${start} from the end` : `${start}`;
  return field.bits === 1 ? from : isLast ? from : `${start}–${start + field.bits - 1}`;
}

function keyOf({ key, gpsd }: Field): string {
  if (gpsd.key === undefined) return code(key);
  return `${code(key)} ${gpsd.key === null ? '(scaled: in another)' : `(scaled: ${code(gpsd.key)})`}`;
}

function unitOf({ kind, bits, coding, tailCharacters }: Field): string {
  const longer =
    kind === 'text' && tailCharacters > 0 ? `, up to ${bits / 6 + tailCharacters} characters` : '';
  return `${coding.unit}${kind === 'signed' ? ', signed' : ''}${longer}`;
}

function line(field: Field, start: number, isLast = false): string[] {
  if (field.key !== '' && field.kind === 'unsigned' && field.bits === 0) return [];
  const where = place(field, start, isLast);
  const bits = field.bits === 0 ? '' : `${field.bits}`;
  if (field.key === '') return [tableRow([where, bits, '', 'spare', '', ''])];
  const name = field.name === null ? '' : code(field.name);
  return [tableRow([where, bits, keyOf(field), name, unitOf(field), field.coding.absent])];
}

function lengthOf({ width, minBits, maxBits, forms, trailer, rows }: Layout): string {
  if (minBits === maxBits) return `${minBits} bits`;
  if (forms.length > 0) return `${forms.join(', ')} bits; taken from ${minBits} on`;
  const goesOn =
    trailer.length > 0 || rows.some(({ field }) => field.bits === 0 && field.kind !== 'unsigned');
  const sent = `${width}${goesOn ? ' and more' : ''} bits`;
  return minBits === width ? sent : `${sent}; taken from ${minBits} on`;
}

function conditions({ when, rows }: Layout): string[] {
  return when.map(({ start, from, to }) => {
    const key = rows.find((row) => row.start === start && row.field.bits > 0)?.field.key ?? '';
    return `${code(key)} ${from === to ? `= ${from}` : `${from} … ${to}`}`;
  });
}

function section(of: Layout): string[] {
  const facts = [of.clause, ...conditions(of), lengthOf(of)];
  const trailerBits = widthOf(of.trailer);
  let behind = trailerBits;
  const trailer = of.trailer.flatMap((field) => {
    const text = line(field, behind, true);
    behind -= field.bits;
    return text;
  });
  return [
    `### ${of.types.join(', ')}: ${of.title}`,
    '',
    `${facts.join(' · ')}${of.refused === null ? '' : `. No message of the model: refused as ${code(of.refused)}.`}`,
    '',
    tableRow(['bits', 'width', 'key', 'property', 'unit', 'null']),
    tableRow(['---', '---:', '---', '---', '---', '---']),
    ...of.rows.flatMap(({ field, start }) => line(field, start)),
    ...trailer,
    '',
  ];
}

/** A section of Markdown for each layout, in the order of the types. */
export function describeMessages(table: readonly Layout[]): string {
  const sorted = [...table].sort((a, b) => (a.types[0] ?? 0) - (b.types[0] ?? 0));
  return sorted.flatMap(section).join('\n');
}
