import type { Application } from './applications/application.ts';
import { type ChoiceRow, type NumberRow, type Row, widthOf } from './applications/row.ts';
import { tableRow } from './table/describe.ts';

/** The table of application bodies as text for people. */

const code = (text: string): string => `\`${text}\``;

const numberNote = ({ coding, signed, valid, rawName }: NumberRow): string =>
  [
    coding.note,
    signed ? 'signed' : '',
    valid === null ? '' : `null outside ${valid[0]} … ${valid[1]}`,
    rawName === null ? '' : `unscaled in ${code(rawName)}`,
  ]
    .filter((note) => note !== '')
    .join(', ');

const cases = (row: ChoiceRow): (readonly [value: string, rows: readonly Row[]])[] => [
  ...Object.entries(row.cases),
  ...(row.otherwise.some(({ kind }) => kind !== 'spare') ? ([['another', row.otherwise]] as const) : []),
];

/** Rows of a list stand behind its name. */
function linesOf(row: Row, inside: string): string[] {
  const width = `${widthOf(row)}`;
  const line = (name: string, bits: string, note: string): string =>
    tableRow([bits, name === '' ? '' : code(`${inside}${name}`), note]);
  switch (row.kind) {
    case 'number':
      return [line(row.name, width, numberNote(row))];
    case 'text':
      return [line(row.name, width, 'six-bit text, as sent')];
    case 'open-text':
      return [line(row.name, '…', `six-bit text, up to ${row.maxCharacters} characters`)];
    case 'hex':
      return [line(`${row.name}Hex`, row.bits === null ? '…' : width, 'hexadecimal')];
    case 'overlay':
      return [line(row.name, '', `the next ${row.bits} bits as one number`)];
    case 'derived':
      return [line(row.name, '', row.note)];
    case 'power':
      return [line('', width, 'power of ten for what follows')];
    case 'list': {
      const records = `${row.sent === 'all' ? 'always' : 'up to'} ${row.max} records of`;
      return [line(row.name, '', records), ...lines(row.rows, `${inside}${row.name}[].`)];
    }
    case 'choice':
      return cases(row).flatMap(([value, chosen]) => [
        line('', '', `where ${code(row.by)} is ${value}:`),
        ...lines(chosen, inside),
      ]);
    case 'spare':
      return [line('', width, 'spare')];
  }
}

const lines = (rows: readonly Row[], inside: string): string[] => rows.flatMap((row) => linesOf(row, inside));

function section({ types, dac, fid, title, source, rows, minBits, maxBits }: Application): string[] {
  const longest = Number.isFinite(maxBits) ? ` to ${maxBits}` : ' and more';
  return [
    `### DAC ${dac} FI ${fid}, message ${types.join(' and ')}: ${title}`,
    '',
    `${source} · ${minBits === maxBits ? minBits : `${minBits}${longest}`} bits behind the identifier`,
    '',
    tableRow(['bits', 'name', 'unit, meaning']),
    tableRow(['---:', '---', '---']),
    ...lines(rows, ''),
    '',
  ];
}

/** A section of Markdown for each application, in the order of its identifier. */
export const describeApplications = (table: readonly Application[]): string =>
  [...table]
    .sort((a, b) => a.dac - b.dac || a.fid - b.fid)
    .flatMap(section)
    .join('\n');
