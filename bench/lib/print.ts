import type { Row } from './case.ts';

const shown = new Set(['bench', 'case', 'perSecond', 'count', 'against', 'ratio']);
const number = (value: number): string => Math.round(value).toLocaleString('en');

/** One line of the table for people. */
export function tableLine(row: Row): string {
  const ratio = row.ratio === null ? '' : `${row.ratio.toFixed(2)} × ${row.against ?? ''}`;
  const extra = Object.entries(row)
    .filter(([key]) => !shown.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' ');
  const columns = [
    row.bench.padEnd(9),
    row.case.padEnd(34),
    `${number(row.perSecond)}/s`.padStart(14),
    number(row.count).padStart(12),
    ratio.padEnd(34),
  ];
  return `${columns.join('  ')}  ${extra}`.trimEnd();
}
