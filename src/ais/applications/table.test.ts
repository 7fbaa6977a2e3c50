import { describe, expect, test } from 'vitest';
import { type ListRow, type Row, widthOfAll } from './row.ts';
import { applicationTable } from './table.ts';

const bodyBits = (dac: number, fid: number): number[] =>
  applicationTable.filter((a) => a.dac === dac && a.fid === fid).map((a) => widthOfAll(a.rows));

/** Every row, those of lists and cases included. */
const everyRow = (rows: readonly Row[]): readonly Row[] =>
  rows.flatMap((row) => {
    if (row.kind === 'list') return [row, ...everyRow(row.rows)];
    if (row.kind !== 'choice') return [row];
    return [row, ...everyRow(row.otherwise), ...Object.values(row.cases).flatMap(everyRow)];
  });

const recordBits = (fid: number): number[] =>
  applicationTable
    .filter((a) => a.dac === 1 && a.fid === fid)
    .flatMap((a) => a.rows)
    .filter((row): row is ListRow => row.kind === 'list')
    .map((row) => widthOfAll(row.rows));

/** Totals that the standards give, less the 56 bits (message 8) or 88 bits (message 6) before the body. */
const totals: readonly (readonly [dac: number, fid: number, bits: number, type: 6 | 8])[] = [
  [1, 11, 352, 8],
  [1, 12, 360, 6],
  [1, 13, 472, 8],
  [1, 15, 72, 8],
  [1, 18, 360, 6],
  [1, 19, 360, 8],
  [1, 20, 360, 6],
  [1, 21, 360, 8],
  [1, 24, 360, 8],
  [1, 31, 360, 8],
  [200, 10, 168, 8],
  [200, 21, 248, 6],
  [200, 22, 232, 6],
  [200, 23, 256, 8],
  [200, 24, 168, 8],
  [200, 40, 168, 8],
  [200, 41, 168, 8],
  [200, 55, 168, 6],
];

describe('the table', () => {
  test.each(totals)('%i/%i has the %i bits of message %i', (dac, fid, bits, type) => {
    expect(bodyBits(dac, fid)).toEqual([bits - (type === 8 ? 56 : 88)]);
  });

  test('persons on board: 48 bits addressed, 16 in the older forms', () => {
    expect(bodyBits(1, 16).sort()).toEqual([0, 16, 48]);
    expect(bodyBits(1, 40)).toEqual([16]);
  });

  test('records: 17 bits a cargo, 120 a target, 87 a sub-area, 112 a sensor, 55 a waypoint, 88 a tide', () => {
    const fids = [25, 17, 22, 23, 26, 27, 28, 32];
    expect(fids.map((fid) => recordBits(fid))).toEqual([[17], [120], [87], [87], [112], [55], [55], [88]]);
  });

  test('all cases of a choice are equally wide, or go on to the end', () => {
    for (const { fid, rows } of applicationTable) {
      for (const row of everyRow(rows)) {
        if (row.kind !== 'choice' || row.otherwise.some((r) => r.kind === 'hex' && r.bits === null)) continue;
        const widths = Object.entries(row.cases).map(([value, of]) => [fid, row.by, value, widthOfAll(of)]);
        expect(widths.map(([, , , width]) => width)).toEqual(widths.map(() => widthOfAll(row.otherwise)));
      }
    }
  });

  test('no entry stands behind one that takes all its messages', () => {
    const ids = applicationTable.flatMap((a) => a.types.map((t) => `${t}/${a.dac}/${a.fid}/${a.maxBits}`));
    expect(new Set(ids).size).toBe(ids.length);
    expect(applicationTable.every((a) => a.title !== '' && a.source !== '')).toBe(true);
  });

  test('it holds what the field sends', () => {
    const ids = new Set(applicationTable.map((a) => `${a.dac}/${a.fid}`));
    const inland = [10, 21, 22, 23, 24, 25, 26, 40, 41, 55].map((fid) => `200/${fid}`);
    const imo = [0, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 40];
    expect([...ids].sort()).toEqual([...inland, ...imo.map((fid) => `1/${fid}`)].sort());
  });
});
