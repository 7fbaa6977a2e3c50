import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchCase, Row } from './lib/case.ts';
import { tableLine } from './lib/print.ts';
import { documentOf } from './report/document.ts';
import { readLedger, writeLedger } from './report/ledger.ts';
import { thisMachine } from './report/machine.ts';

/**
 * `npm run bench -- [name…] [--json] [--smoke] [--long] [--report]`: every other `bench/*.ts` is a case named after its file; `--report` writes what was
 * measured into docs/PERFORMANCE.md. Exit code 1 when one gave wrong answers, 2 for a name that does not exist.
 */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const docs = resolve(import.meta.dirname, '../docs');
const ledgerFile = join(docs, 'performance.json');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark "${unknown.join('", "')}"; there are: ${names.join(', ')}`);
  process.exit(2);
}

const print = (row: Row): void => console.log(values.json ? JSON.stringify(row) : tableLine(row));

/** Puts a run into the ledger, beside the latest ones of the other benchmarks. */
function report(name: string, rows: readonly Row[]): void {
  const run = { on: new Date().toISOString().slice(0, 10), machine: thisMachine(), rows };
  const ledger = { ...readLedger(ledgerFile), [name]: run };
  writeLedger(ledgerFile, ledger);
  writeFileSync(join(docs, 'PERFORMANCE.md'), documentOf(ledger));
}

for (const name of positionals.length > 0 ? positionals : names) {
  try {
    const { run }: BenchCase = await import(`./${name}.ts`);
    const rows: Row[] = [];
    for await (const row of await run({ smoke: values.smoke, long: values.long })) {
      print(row);
      rows.push(row);
    }
    if (values.report && !values.smoke) report(name, rows);
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
