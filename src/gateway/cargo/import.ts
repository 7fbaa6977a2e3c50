import { setImmediate as turn } from 'node:timers/promises';
import type { CargoDesk, DeclarationEntry } from '../../model/cargo.ts';
import type { Clock } from '../../model/ports.ts';
import type { ImportReport } from '../../protocol/cargo.ts';
import { ProblemError } from '../problem.ts';
import { readDeclaration } from './read.ts';
import { checkRow, type Row } from './rows.ts';

/** Rows between two looks at the event loop: what is live goes on during an import. */
const rowsAStretch = 200;
const maxRows = 10_000;

/** One row that can be declared, with its line for what the register may say of it. */
interface Candidate {
  readonly line: number;
  readonly entry: DeclarationEntry;
}

type Refused = ImportReport['refused'];

/**
 * Declares every good row, whatever the others are, and reports each bad one by line and column.
 * Rejects when the register cannot be written; what was declared before stays, and importing again is safe.
 */
export async function importRows(
  rows: readonly Row[],
  cargo: Pick<CargoDesk, 'declare'>,
  by: string,
  clock: Clock,
): Promise<ImportReport> {
  if (rows.length > maxRows)
    throw new ProblemError(413, `body: more than ${maxRows} rows; nothing was taken`);
  const refused: Refused = [];
  const report = { rows: rows.length, declared: 0, unchanged: 0, refused };
  let stretch: Candidate[] = [];

  async function declare(): Promise<void> {
    const results = await cargo.declare(
      stretch.map(({ entry }) => entry),
      by,
    );
    for (const [i, result] of results.entries()) {
      if (result.outcome !== 'refused') report[result.outcome]++;
      else refused.push({ line: stretch[i]?.line ?? 0, column: result.field, detail: result.detail });
    }
    stretch = [];
  }

  for (const [i, row] of rows.entries()) {
    const checked = checkRow(row);
    if ('validTo' in checked) {
      const { mmsi, ...body } = checked;
      stretch.push({
        line: row.line,
        entry: { mmsi: Number(mmsi), cargo: readDeclaration(body, clock()) },
      });
    } else for (const { field, detail } of checked) refused.push({ line: row.line, column: field, detail });
    if ((i + 1) % rowsAStretch !== 0) continue;
    await declare();
    await turn();
  }
  await declare();
  refused.sort((a, b) => a.line - b.line);
  return report;
}
