import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BenchCase, Row } from './lib/case.ts';
import { tableLine } from './lib/print.ts';

/**
 * `npm run bench -- [name…] [--json] [--smoke] [--long]`: every other `bench/*.ts` is a case named after its file. Exit code 1
 * when one gave wrong answers, 2 for a name that does not exist.
 */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark "${unknown.join('", "')}"; there are: ${names.join(', ')}`);
  process.exit(2);
}

const print = (row: Row): void => console.log(values.json ? JSON.stringify(row) : tableLine(row));

for (const name of positionals.length > 0 ? positionals : names) {
  try {
    const { run }: BenchCase = await import(`./${name}.ts`);
    for await (const row of await run({ smoke: values.smoke, long: values.long })) print(row);
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
